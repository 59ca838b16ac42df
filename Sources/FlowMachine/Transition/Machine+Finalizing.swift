import Expressions
import FlowIR
import Vocabulary

extension Machine {
    /// Every step has ended: verifications are given their metadata, then closed, side by side.
    mutating func beginFinalizing() throws(RefusedEvent) {
        try move(to: .finalizing, on: .stepsEnded)
        if program.expiresAfter != nil { orders.append(.cancelTimer(.expiry)) }
        state.metadata = readableMetadata()
        for use in program.vendors where state.verifications[use.name]?.heldIncident != nil {
            state.verifications[use.name]?.heldIncident = nil
            try move(verification: use.name, to: .abandoned, on: .left)
        }
        for use in program.vendors where state.verifications[use.name]?.phase == .creating {
            // Whoever wanted it has lost a race.
            for (id, activity) in state.activities where activity.vendor == use.name {
                state.activities[id] = nil
                orders.append(.abandon(activity: id))
            }
            try move(verification: use.name, to: .abandoned, on: .left)
        }
        for use in program.vendors where state.verifications[use.name]?.phase == .open {
            guard state.verifications[use.name]?.hasAnswered == true else {
                try move(verification: use.name, to: .abandoned, on: .left)
                continue
            }
            if use.metadataTime == .operation, let metadata = use.metadata, !state.metadata.isEmpty {
                try move(verification: use.name, to: .sendingMetadata, on: .stepsEnded)
                performClosing(.metadata, use, metadata)
            } else {
                try finalize(use, on: .stepsEnded)
            }
        }
    }

    mutating func finalize(_ use: VendorUse, on trigger: VerificationPhase.Trigger) throws(RefusedEvent) {
        guard let finalize = use.finalize else {
            state.verifications[use.name]?.isFinalized = true
            return try move(verification: use.name, to: .closed, on: trigger)
        }
        try move(verification: use.name, to: .finalizing, on: trigger)
        performClosing(.finalize, use, finalize)
    }

    mutating func performClosing(_ role: Activity.Role, _ use: VendorUse, _ operation: OperationUse) {
        let verification = state.verifications[use.name]
        let name = role == .metadata ? "metadata" : "finalize"
        let round = verification?.round ?? 0
        perform(
            Activity(
                id: "\(name)/\(use.name)" + (round > 0 ? "/\(round + 1)" : ""), role: role, vendor: use.name,
                operation: operation.operation, policy: operation.policy, delay: .zero, attempt: 1, input: [:],
                verification: verification?.id, verificationOpenedAt: verification?.openedAt, metadata: state.metadata))
    }

    mutating func takeMetadataEnd(_ outcome: ActivityEnd.Outcome, of activity: Activity) throws(RefusedEvent) {
        guard let use = program.vendor(activity.vendor) else { return }
        let problem: CallProblem
        var effectPossible = false
        switch outcome {
        case .answered: return try finalize(use, on: .metadataAccepted)
        case .unusable(let reason, _): problem = CallProblem(kind: .contract, detail: reason)
        case .incomplete, .pending, .ended: problem = CallProblem(kind: .contract, detail: "incomplete")
        case .exhausted(let failure): problem = failure
        case .lost(let failure, _):
            problem = failure
            effectPossible = true
        }
        // Metadata that did not arrive cannot be given after finalize, so an operator decides.
        try move(verification: use.name, to: .halted, on: .metadataFailed)
        raise(
            incident(.metadata(vendor: use.name), activity: activity, problem: problem, effectPossible: effectPossible))
    }

    mutating func takeFinalizeEnd(_ outcome: ActivityEnd.Outcome, of activity: Activity) throws(RefusedEvent) {
        let vendor = activity.vendor
        switch outcome {
        case .answered(let answer):
            state.verifications[vendor]?.status = answer.status
            state.verifications[vendor]?.isFinalized = answer.status != nil
            try move(verification: vendor, to: .closed, on: .finalized)
        case .incomplete(let missing):
            state.verifications[vendor]?.missing = missing
            try move(verification: vendor, to: .closed, on: .finalizeFailed)
        case .unusable, .exhausted, .lost, .pending, .ended:
            try move(verification: vendor, to: .closed, on: .finalizeFailed)
        }
    }

    // MARK: The decision

    /// The first rule that holds decides; a rule without a value stops the search, for doubt verifies nobody.
    mutating func decide() throws(RefusedEvent) {
        for (index, rule) in program.rules.enumerated() {
            let name = "rule \(index + 1) (\(rule.condition == nil ? "otherwise" : rule.outcome.rawValue))"
            let decision = Decision(by: name, note: rule.note.description, missing: [], route: rule.route)
            if let condition = rule.condition {
                switch truth(of: condition) {
                case .known(true): break
                case .known(false): continue
                case .undetermined(let missing):
                    let decision = Decision(by: name, note: rule.note.description, missing: missing)
                    return try close(.reviewNeeded, decision, reason: "undetermined")
                }
            }
            if rule.outcome == .verify {
                let open = unansweredSteps()
                if !open.isEmpty {
                    let decision = Decision(by: name, note: rule.note.description, missing: open)
                    return try close(.reviewNeeded, decision, reason: "unanswered")
                }
                let unmet = unmetJoins()
                if !unmet.isEmpty {
                    let decision = Decision(by: name, note: rule.note.description, missing: unmet)
                    return try close(.reviewNeeded, decision, reason: "join_unmet")
                }
                let against = dissentingVendors()
                if !against.isEmpty {
                    let decision = Decision(by: name, note: rule.note.description, missing: against)
                    return try close(.reviewNeeded, decision, reason: "vendor_disagrees")
                }
            }
            return try close(rule.outcome.phase, decision, reason: rule.reason)
        }
        try close(.reviewNeeded, Decision(by: "no rule", note: nil, missing: []), reason: "no_rule")
    }

    private mutating func close(_ phase: RunPhase, _ decision: Decision, reason: String?) throws(RefusedEvent) {
        let violation = violation(by: phase.status)
        let phase = violation == nil ? phase : .reviewNeeded
        state.decision = violation ?? decision
        state.reason = violation == nil ? reason : "invariant"
        // A vendor's late answer may leave a run in review where it is.
        guard phase != state.phase else { return }
        try move(to: phase, on: state.phase == .reviewNeeded ? .vendorResolved : .ruleDecided)
    }

    /// The first invariant that a status would violate, or whose truth is not known, as what decides instead.
    func violation(by status: RunStatus) -> Decision? {
        for (index, invariant) in program.invariants.enumerated() {
            let name = "invariant \(index + 1) (\(invariant.kind.rawValue))"
            switch truth(of: invariant.condition, status: status) {
            case .known(let holds) where holds == (invariant.kind == .always): continue
            case .known: return Decision(by: name, note: invariant.note.description, missing: [])
            case .undetermined(let missing):
                return Decision(by: name, note: invariant.note.description, missing: missing)
            }
        }
        return nil
    }

    /// Steps whose verdict is `unknown` without the flow's leave.
    private func unansweredSteps() -> [String] {
        program.checks.map(\.id).filter { id in
            guard let step = state.steps[id] else { return false }
            return step.verdict == .unknown && !step.isExcused
        }
    }

    /// Joins that the flow does not leave to its rules.
    private func unmetJoins() -> [String] {
        program.allSteps.compactMap { step in
            guard case .parallel(let parallel) = step, parallel.join != .all, parallel.onUnmet == .review,
                let join = state.steps[step.id]?.join, !join.met
            else { return nil }
            return "joins.\(step.id).met"
        }
    }

    /// Vendors whose verification was neither closed as verified nor abandoned.
    private func dissentingVendors() -> [String] {
        program.vendors.filter { use in
            guard let verification = state.verifications[use.name], verification.phase == .closed else { return false }
            // Without a closing call a vendor has a last word only where its sessions bring one.
            if use.isAdvisory || (use.finalize == nil && verification.status == nil) { return false }
            if verification.wasLeft, verification.status == nil, !verification.missing.isEmpty { return false }
            return verification.status != .verified
        }.map { "vendors.\($0.name).status" }
    }
}

extension StatusRule.Outcome {
    fileprivate var phase: RunPhase {
        switch self {
        case .verify: .verified
        case .review: .reviewNeeded
        case .reject: .rejected
        case .cancel: .cancelled
        case .expire: .expired
        }
    }
}
