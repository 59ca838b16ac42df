import Expressions
import FlowIR
import Vocabulary

/// Sessions that take more than one call to open: what they are opened for, and a page for each try.
extension Machine {
    /// Every create of a vendor has a name of its own, however many sessions there are.
    func createNumber(of vendor: String) -> Int {
        (state.verifications[vendor]?.creates ?? 0) + (state.verifications[vendor]?.round ?? 0)
    }

    mutating func noteCreates(of vendor: String, for steps: [CheckStep]) {
        guard steps.contains(where: { $0.vendors[state.steps[$0.id]?.vendorIndex ?? 0].hosted != nil }) else { return }
        let number = createNumber(of: vendor) + 1
        state.verifications[vendor]?.creates = number
    }

    // MARK: Objects

    /// What has to be opened first, and is not there yet.
    func missingObject(of use: VendorUse) -> VendorObjectUse? {
        use.objects?.first { state.verifications[use.name]?.objects?[$0.name] == nil }
    }

    mutating func performObject(
        _ object: VendorObjectUse, _ use: VendorUse, _ policy: CallPolicy, _ progress: StepState
    ) {
        let number = createNumber(of: use.name)
        perform(
            Activity(
                id: "object/\(use.name)/\(object.name)" + (number > 0 ? "/\(number + 1)" : ""),
                role: .object(name: object.name), vendor: use.name, operation: object.use.operation,
                policy: object.use.policy, delay: delay(policy, progress.round), attempt: progress.attempts, input: [:],
                objects: state.verifications[use.name]?.objects, metadata: [:]))
    }

    mutating func takeObjectEnd(
        _ outcome: ActivityEnd.Outcome, of activity: Activity, _ name: String
    ) throws(RefusedEvent) {
        guard state.verifications[activity.vendor]?.phase == .creating else { return }
        let problem: CallProblem
        switch outcome {
        case .answered(let answer):
            if case .string(let id)? = answer.result["id"], !id.isEmpty {
                try progressed()
                var objects = state.verifications[activity.vendor]?.objects ?? [:]
                objects[name] = id
                state.verifications[activity.vendor]?.objects = objects
                return performOpening(of: activity.vendor)
            }
            problem = CallProblem(kind: .contract, detail: "\(name) has no id")
        case .exhausted(let failure), .lost(let failure, _): problem = failure
        case .unusable, .incomplete, .pending, .ended:
            problem = CallProblem(kind: .contract, detail: "\(name) answered like a check")
        }
        try createFailed(problem, activity, stepsOpening(activity.vendor))
    }

    // MARK: Pages

    /// The vendor's verification is there: its page comes with it, or is asked for.
    mutating func verificationOpened(for step: CheckStep, _ result: [String: Value]) throws(RefusedEvent) {
        let call = step.vendors[state.steps[step.id]?.vendorIndex ?? 0]
        guard let hosted = call.hosted, let attempt = hosted.attempt else { return try sessionOpened(step, result) }
        guard let input = input(of: call), options(of: call) != nil else {
            return try exhaust(step, .undetermined, on: .undetermined)
        }
        performAttempt(step, call, hosted, attempt, input)
    }

    mutating func performAttempt(
        _ step: CheckStep, _ call: VendorCall, _ hosted: HostedSession, _ attempt: OperationUse,
        _ input: [String: Value]
    ) {
        let progress = state.steps[step.id] ?? StepState()
        let verification = state.verifications[call.vendor]
        let number = (verification?.pages ?? 0) + 1
        state.verifications[call.vendor]?.pages = number
        perform(
            Activity(
                id: "attempt/\(step.id)/\(call.vendor)/\(number)", role: .attempt(step: step.id), vendor: call.vendor,
                operation: attempt.operation, policy: attempt.policy, delay: delay(attempt.policy, progress.round),
                attempt: progress.attempts, input: input, options: options(of: call) ?? [:],
                variedOptions: call.variedOptions?.map(\.name),
                session: sessionWishes(progress, hosted), objects: verification?.objects,
                verification: verification?.id, verificationOpenedAt: verification?.openedAt, metadata: [:]))
    }

    mutating func takeAttemptEnd(
        _ outcome: ActivityEnd.Outcome, of activity: Activity, _ step: CheckStep
    ) throws(RefusedEvent) {
        guard let progress = state.steps[step.id], progress.phase == .opening,
            progress.session?.vendor == activity.vendor
        else { return }
        let problem: CallProblem
        switch outcome {
        case .answered(let answer): return try sessionOpened(step, answer.result)
        case .exhausted(let failure), .lost(let failure, _): problem = failure
        case .unusable, .incomplete, .pending, .ended:
            problem = CallProblem(kind: .contract, detail: "a page was asked for and a check answered")
        }
        let hosted = step.vendors[progress.vendorIndex].hosted
        if problem.kind == .conflict, hosted?.read != nil {
            // The verification is not as we believed: what it is is read, and another page is not asked for.
            try move(step: step.id, to: .awaitingVendor, on: .overtaken)
            if let ask = state.asks[step.id] { try endAsk(ask) }
            let latest = state.now + (hosted?.answerWithin ?? Self.patience)
            state.steps[step.id]?.session?.patientUntil = latest
            orders.append(.setTimer(.session(step: step.id), at: latest))
            return read(step, regularly: true)
        }
        if step.failsOver(after: problem.kind), try failOver(step) { return }
        try exhaust(step, problem.kind.cause, problem: problem, activity: activity, on: .usedUp)
    }
}
