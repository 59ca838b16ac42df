import Expressions
import FlowIR
import Vocabulary

extension Machine {
    /// Takes the end of an activity. One that nobody waits for any more is recorded and changes nothing.
    mutating func takeEnd(of end: ActivityEnd) throws(RefusedEvent) {
        state.calls += end.calls
        guard let activity = state.activities.removeValue(forKey: end.activity) else { return }
        if case .exhausted(let problem) = end.outcome, Alert.kinds.contains(problem.kind) {
            orders.append(.alert(Alert(kind: problem.kind, vendor: activity.vendor, at: activity.name)))
        }
        switch activity.role {
        case .object(let name): try takeObjectEnd(end.outcome, of: activity, name)
        case .create: try takeCreateEnd(end.outcome, of: activity)
        case .attempt(let id):
            guard let step = program.step(id) else { return }
            try takeAttemptEnd(end.outcome, of: activity, step)
        case .check(let id, _), .act(let id, _):
            guard let step = program.step(id) else { return }
            try takeCheckEnd(end.outcome, of: activity, step)
        case .read(let id, _):
            guard let step = program.step(id) else { return }
            try takeReadEnd(end.outcome, of: activity, step)
        case .watch(let id, let call):
            guard let step = program.step(id) else { return }
            try takeWatchEnd(end.outcome, of: call, step, activity)
        case .artifact(let step, let name): takeArtifactEnd(end.outcome, of: activity, step, name)
        case .metadata: try takeMetadataEnd(end.outcome, of: activity)
        case .finalize: try takeFinalizeEnd(end.outcome, of: activity)
        }
    }

    // MARK: Checks

    private mutating func takeCheckEnd(
        _ outcome: ActivityEnd.Outcome, of activity: Activity, _ step: CheckStep
    ) throws(RefusedEvent) {
        switch outcome {
        case .answered(let answer):
            try progressed()
            state.verifications[activity.vendor]?.hasAnswered = true
            try judge(answer, by: activity.vendor, step, activity)
        case .unusable(let reason, _):
            try progressed()
            state.verifications[activity.vendor]?.hasAnswered = true
            try unusable(reason, step, activity)
        case .incomplete, .pending:
            try exhaust(step, .contract, problem: .misplacedEnd, activity: activity, on: .usedUp)
        case .ended(let cause):
            try exhaust(step, cause, activity: activity, on: .usedUp)
        case .exhausted(let failure):
            if step.failsOver(after: failure.kind), try failOver(step) { return }
            try exhaust(step, failure.kind.cause, problem: failure, activity: activity, on: .usedUp)
        case .lost(let failure, let permit):
            if step.failsOver(after: failure.kind), let next = nextVendor(after: activity, in: step) {
                recordOrphan(activity, permittedBy: "failover to \(next)")
                _ = try failOver(step)
            } else if let permit, mayRepeat(activity, round: state.steps[step.id]?.round ?? 0) {
                recordOrphan(activity, permittedBy: permit)
                state.steps[step.id]?.round += 1
                try open(step, on: .lost)
            } else if let permit {
                recordOrphan(activity, permittedBy: permit)
                try exhaust(step, failure.kind.cause, problem: failure, activity: activity, on: .usedUp)
            } else {
                state.steps[step.id]?.problem = failure
                try move(step: step.id, to: .halted, on: .lost)
                raise(incident(.step(step.id), activity: activity, problem: failure, effectPossible: true))
            }
        }
    }

    private func nextVendor(after activity: Activity, in step: CheckStep) -> String? {
        guard let index = state.steps[step.id]?.vendorIndex, index + 1 < step.vendors.count else { return nil }
        return step.vendors[index + 1].vendor
    }

    private func mayRepeat(_ activity: Activity, round: Int) -> Bool {
        guard let entry = activity.policy.entry(for: .timeout) else { return false }
        return round + 1 < entry.calls
    }

    mutating func recordOrphan(_ activity: Activity, permittedBy permit: String) {
        state.orphans.append(Orphan(activity: activity.id, at: activity.name, permittedBy: permit))
    }

    /// `activity` is the call that brought the answer; `nil` when it came as news.
    mutating func judge(
        _ answer: Answer, by vendor: String, _ step: CheckStep, _ activity: Activity?
    ) throws(RefusedEvent) {
        if step.require.contains(where: { !answer.has($0) }) { return try unusable("data_missing", step, activity) }
        if let againIf = step.attempts.againIf, hasAttemptsLeft(step) {
            switch truth(of: againIf, result: answer.result) {
            case .known(true): return try tryAgain(step, reason: answer.reasons.first ?? "again_if")
            case .known(false): break
            case .undetermined: return try exhaust(step, .undetermined, on: .undetermined)
            }
        }
        guard let verdict = verdict(of: answer, by: vendor, step) else {
            return try exhaust(step, .undetermined, on: .undetermined)
        }
        state.steps[step.id]?.by = vendor
        state.steps[step.id]?.result = answer.result
        state.steps[step.id]?.reasons += answer.reasons
        if case .monitor(_, let monitoring)? = step.act { return try watch(step, monitoring) }
        try conclude(step, .answered, verdict: verdict, on: .answered)
        fetchArtifacts(of: step, at: vendor)
    }

    /// The worse of the pack's and the flow's verdict, unless the flow has the say; `nil` when an arm has no value.
    func verdict(of answer: Answer, by vendor: String, _ step: CheckStep) -> Verdict? {
        // It is done: there is nothing to judge.
        if step.act != nil { return .passed }
        let packs = answer.verdict ?? .unknown
        guard !step.verdict.isEmpty else { return packs }
        let judge = step.vendors.first { $0.vendor == vendor }?.judge ?? .vendor
        for arm in step.verdict {
            if let condition = arm.condition {
                switch truth(of: condition, result: answer.result) {
                case .known(true): break
                case .known(false): continue
                case .undetermined: return nil
                }
            }
            return judge == .vendor && !arm.overrulesVendor ? min(arm.verdict, packs) : arm.verdict
        }
        return .unknown
    }

    mutating func unusable(_ reason: String, _ step: CheckStep, _ activity: Activity?) throws(RefusedEvent) {
        state.steps[step.id]?.reasons.append(reason)
        if step.attempts.reasons.contains(reason), hasAttemptsLeft(step) {
            try tryAgain(step, reason: reason)
        } else {
            try exhaust(step, .attempts, activity: activity, on: .usedUp)
        }
    }

    private func hasAttemptsLeft(_ step: CheckStep) -> Bool {
        guard let progress = state.steps[step.id], progress.attempts < step.attempts.maximum else { return false }
        if hasPage(step), let session = progress.session { return session.linkUntil > state.now }
        return !step.attempts.ask.isEmpty
    }

    /// Whether the present vendor has a page that the applicant goes to.
    private func hasPage(_ step: CheckStep) -> Bool {
        step.vendors[state.steps[step.id]?.vendorIndex ?? 0].hasPage
    }

    private mutating func tryAgain(_ step: CheckStep, reason: String) throws(RefusedEvent) {
        if hasPage(step), state.steps[step.id]?.session != nil {
            state.steps[step.id]?.attempts += 1
            try openNextSession(step, reason: reason)
        } else {
            forgetSession(at: step.id)
            try ask(step, reason: reason)
        }
    }

    // MARK: Verifications

    private mutating func takeCreateEnd(_ outcome: ActivityEnd.Outcome, of activity: Activity) throws(RefusedEvent) {
        let vendor = activity.vendor
        let waiting = stepsOpening(vendor)
        switch outcome {
        case .answered(let answer):
            guard case .string(let id)? = answer.result["id"], !id.isEmpty else {
                return try createFailed(CallProblem(kind: .contract, detail: "create gave no id"), activity, waiting)
            }
            try progressed()
            state.verifications[vendor]?.id = id
            state.verifications[vendor]?.openedAt = state.now
            noteCreates(of: vendor, for: waiting)
            state.verifications[vendor]?.round = 0
            try move(verification: vendor, to: .open, on: .created)
            for step in waiting {
                if step.vendors[state.steps[step.id]?.vendorIndex ?? 0].hosted == nil {
                    try open(step, on: .verificationReady)
                } else {
                    try verificationOpened(for: step, answer.result)
                }
            }
        case .unusable, .incomplete, .pending, .ended:
            try createFailed(CallProblem(kind: .contract, detail: "create answered like a check"), activity, waiting)
        case .exhausted(let failure):
            try createFailed(failure, activity, waiting)
        case .lost(let failure, let permit):
            if let step = waiting.first, step.failsOver(after: failure.kind),
                let next = nextVendor(after: activity, in: step)
            {
                // The setting is what lets a later step create here once more.
                let permits = ["failover to \(next)", permit].compactMap { $0 }
                recordOrphan(activity, permittedBy: permits.joined(separator: ", "))
                guard permit == nil else { return try createFailed(failure, activity, waiting) }
                // A later step that needs this vendor may not create again unseen: it halts at this incident.
                try move(verification: vendor, to: .halted, on: .lost)
                let held = incident(
                    .create(vendor: vendor), activity: activity, problem: failure, effectPossible: true)
                state.verifications[vendor]?.heldIncident = held
                for step in waiting { _ = try failOver(step) }
            } else if let permit, mayRepeat(activity, round: state.verifications[vendor]?.round ?? 0),
                program.vendor(vendor)?.create != nil
            {
                recordOrphan(activity, permittedBy: permit)
                state.verifications[vendor]?.round += 1
                try move(verification: vendor, to: .creating, on: .lost)
                performOpening(of: vendor)
            } else if let permit {
                recordOrphan(activity, permittedBy: permit)
                try createFailed(failure, activity, waiting)
            } else {
                try move(verification: vendor, to: .halted, on: .lost)
                raise(incident(.create(vendor: vendor), activity: activity, problem: failure, effectPossible: true))
            }
        }
    }

    func stepsOpening(_ vendor: String) -> [CheckStep] {
        program.checks.filter { step in
            guard let progress = state.steps[step.id], progress.phase == .opening else { return false }
            return step.vendors[progress.vendorIndex].vendor == vendor
        }
    }

    mutating func createFailed(
        _ failure: CallProblem, _ activity: Activity, _ waiting: [CheckStep]
    ) throws(RefusedEvent) {
        try move(verification: activity.vendor, to: .unopened, on: .createFailed)
        state.verifications[activity.vendor]?.round += 1
        for step in waiting {
            if step.failsOver(after: failure.kind), try failOver(step) { continue }
            try exhaust(step, failure.kind.cause, problem: failure, activity: activity, on: .usedUp)
        }
    }
}

extension CallProblem {
    fileprivate static let misplacedEnd = CallProblem(
        kind: .contract, detail: "a check answered like a session or like finalize")
}

extension Answer {
    /// Whether something stands at a path into the result.
    fileprivate func has(_ path: [String]) -> Bool {
        guard let first = path.first, var value = result[first] else { return false }
        for name in path.dropFirst() {
            guard let member = value[name] else { return false }
            value = member
        }
        return !value.isNull
    }
}
