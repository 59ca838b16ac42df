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

    /// What was opened before a vendor's verifications, by name: its own, or those that it shares.
    public func objects(of vendor: String) -> [String: String]? {
        state.verifications[program.vendor(vendor)?.sharesObjectsOf ?? vendor]?.objects
    }

    /// Whether a verification is, or was, one of this run's.
    public func knows(verification id: String) -> Bool {
        state.verifications.values.contains { $0.id == id || $0.formerIDs?.contains(id) == true }
    }

    /// What has to be opened first, and is not there yet.
    func missingObject(of use: VendorUse) -> VendorObjectUse? {
        let there = objects(of: use.name)
        return use.objects?.first { there?[$0.name] == nil }
    }

    /// Makes it, unless it is being made for another entry that shares it.
    mutating func performObject(
        _ object: VendorObjectUse, _ use: VendorUse, _ policy: CallPolicy, _ progress: StepState
    ) {
        let isUnderway = state.activities.values.contains {
            $0.role == .object(name: object.name) && isShared(use.name, with: $0.vendor)
        }
        if isUnderway { return }
        let number = createNumber(of: use.name)
        perform(
            Activity(
                id: "object/\(use.name)/\(object.name)" + (number > 0 ? "/\(number + 1)" : ""),
                role: .object(name: object.name), vendor: use.name, operation: object.use.operation,
                policy: object.use.policy, delay: delay(policy, progress.round), attempt: progress.attempts, input: [:],
                objects: objects(of: use.name), metadata: [:]))
    }

    private func isShared(_ vendor: String, with other: String) -> Bool {
        func owner(_ name: String) -> String { program.vendor(name)?.sharesObjectsOf ?? name }
        return owner(vendor) == owner(other)
    }

    /// Goes on at every entry that waited for what is made.
    private mutating func goOnOpening(with vendor: String) {
        for use in program.vendors where isShared(use.name, with: vendor) {
            guard state.verifications[use.name]?.phase == .creating,
                !state.activities.values.contains(where: { $0.vendor == use.name && $0.isOpening })
            else { continue }
            performOpening(of: use.name)
        }
    }

    mutating func takeObjectEnd(
        _ outcome: ActivityEnd.Outcome, of activity: Activity, _ name: String
    ) throws(RefusedEvent) {
        let problem: CallProblem
        switch outcome {
        case .answered(let answer):
            if case .string(let id)? = answer.result["id"], !id.isEmpty {
                try progressed()
                let owner = program.vendor(activity.vendor)?.sharesObjectsOf ?? activity.vendor
                var objects = state.verifications[owner]?.objects ?? [:]
                objects[name] = id
                state.verifications[owner]?.objects = objects
                return goOnOpening(with: activity.vendor)
            }
            problem = CallProblem(kind: .contract, detail: "\(name) has no id")
        case .exhausted(let failure), .lost(let failure, _): problem = failure
        case .unusable, .incomplete, .pending, .ended:
            problem = CallProblem(kind: .contract, detail: "\(name) answered like a check")
        }
        if state.verifications[activity.vendor]?.phase == .creating {
            try createFailed(problem, activity, stepsOpening(activity.vendor))
        }
        // Each of the others tries for itself.
        goOnOpening(with: activity.vendor)
    }

    // MARK: Pages

    /// The vendor's verification is there: its page comes with it, or is asked for.
    mutating func verificationOpened(for step: CheckStep, _ result: [String: Value]) throws(RefusedEvent) {
        let call = step.vendors[state.steps[step.id]?.vendorIndex ?? 0]
        guard let hosted = call.hosted, let attempt = hosted.attempt else { return try sessionOpened(step, result) }
        guard let input = input(of: call), options(of: call) != nil else {
            return try exhaust(step, .undetermined, on: .undetermined)
        }
        performAttempt(step, call, hosted, attempt, input, made: result.filter { $0.key != "id" })
    }

    /// - Parameter made: what the opening gave beside its id, where this follows it.
    mutating func performAttempt(
        _ step: CheckStep, _ call: VendorCall, _ hosted: HostedSession, _ attempt: OperationUse,
        _ input: [String: Value], made: [String: Value] = [:]
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
                session: sessionWishes(progress, hosted), made: made.isEmpty ? nil : made,
                objects: objects(of: call.vendor),
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
        case .unusable(let reason, _) where step.vendors[progress.vendorIndex].hosted?.hasPage == false:
            return try unusable(reason, step, activity)
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
