import Expressions
import FlowIR
import Vocabulary

/// Photos and files that a vendor has of a verification: those that the flow reads, and those that it keeps as evidence.
///
/// What cannot be had is not there: whoever reads it has asked for that with `has(…)`.
extension Machine {
    // MARK: For steps

    /// Asks for what the flow reads of a check that was answered; the next step waits for it.
    mutating func fetchArtifacts(of step: CheckStep, at vendor: String) {
        guard let call = step.vendors.first(where: { $0.vendor == vendor }), let artifacts = call.artifacts else {
            return
        }
        let lap = state.steps[step.id]?.lapMark ?? ""
        for artifact in artifacts {
            let id = "artifact/\(step.id)\(lap)/\(artifact.name)"
            fetch(artifact, of: vendor, as: id, for: step.id)
            let fetching = state.steps[step.id]?.fetching ?? []
            state.steps[step.id]?.fetching = fetching + [id]
        }
    }

    /// Whether something is on its way that the next step may read.
    func isFetching(_ step: Step) -> Bool {
        step.withAllInside.contains { state.steps[$0.id]?.fetching != nil }
    }

    // MARK: As evidence

    /// Asks for what is kept, as far as it is there: when the run is decided, and when the vendor says that there is
    /// more.
    mutating func fetchEvidence(announcedBy hint: Hint? = nil) {
        for use in program.vendors {
            guard let evidence = use.evidence, let verification = state.verifications[use.name],
                verification.hasAnswered, let known = verification.id,
                hint == nil || (hint?.vendor == use.name && hint?.verification == known)
            else { continue }
            for artifact in evidence where artifact.after == hint?.kind || isAnnounced(artifact, of: use.name) {
                let name = "\(use.name)/\(artifact.name)"
                guard state.status.isDecided, state.evidence?[name] == nil, state.activities["evidence/\(name)"] == nil
                else { continue }
                if let known = fetched(artifact.name, at: use.name) {
                    keep(known, as: name)
                    continue
                }
                fetch(artifact, of: use.name, as: "evidence/\(name)", for: nil)
            }
        }
    }

    private mutating func keep(_ value: Value, as name: String) {
        state.evidence = (state.evidence ?? [:]).merging([name: value]) { $1 }
    }

    /// What a step has fetched already.
    private func fetched(_ name: String, at vendor: String) -> Value? {
        program.checks.lazy.compactMap { check -> Value? in
            guard let step = state.steps[check.id], step.by == vendor else { return nil }
            return step.result["artifacts"]?.members?[name]
        }.first
    }

    /// Whether the vendor has said that there is one, while the run was not decided yet.
    private func isAnnounced(_ artifact: ArtifactUse, of vendor: String) -> Bool {
        guard let after = artifact.after else { return false }
        return state.verifications[vendor]?.announced?.contains(after) == true
    }

    /// Remembers news that something can be fetched, and fetches it where it is waited for.
    mutating func takeAnnouncement(_ hint: Hint) {
        let evidence = program.vendor(hint.vendor)?.evidence ?? []
        guard evidence.contains(where: { $0.after == hint.kind }),
            state.verifications[hint.vendor]?.id == hint.verification
        else { return }
        let announced = state.verifications[hint.vendor]?.announced ?? []
        state.verifications[hint.vendor]?.announced = announced.filter { $0 != hint.kind } + [hint.kind]
        fetchEvidence(announcedBy: hint)
    }

    // MARK: What they share

    private mutating func fetch(_ artifact: ArtifactUse, of vendor: String, as id: String, for step: String?) {
        let verification = state.verifications[vendor]
        perform(
            Activity(
                id: id, role: .artifact(step: step, name: artifact.name), vendor: vendor,
                operation: artifact.use.operation, policy: artifact.use.policy, delay: .zero, attempt: 1, input: [:],
                objects: objects(of: vendor), verification: verification?.id,
                verificationOpenedAt: verification?.openedAt, metadata: [:]))
    }

    mutating func takeArtifactEnd(
        _ outcome: ActivityEnd.Outcome, of activity: Activity, _ step: String?, _ name: String
    ) {
        var found: Value?
        if case .answered(let answer) = outcome { found = answer.result[name] }
        guard let step else {
            // Asked for once: what the vendor did not give then is asked of it by whoever wants to see it.
            return keep(found ?? .null, as: "\(activity.vendor)/\(name)")
        }
        if let found {
            let members = state.steps[step]?.result["artifacts"]?.members ?? [:]
            state.steps[step]?.result["artifacts"] = .record(members.merging([name: found]) { $1 })
        }
        state.steps[step]?.fetching?.removeAll { $0 == activity.id }
        if state.steps[step]?.fetching?.isEmpty == true { state.steps[step]?.fetching = nil }
    }
}

extension Value {
    fileprivate var members: [String: Value]? {
        guard case .map(let members) = self else { return nil }
        return members.reduce(into: [:]) { named, member in
            if case .string(let name) = member.key { named[name] = member.value }
        }
    }
}
