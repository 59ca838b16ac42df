public import FlowIR
import Vocabulary

/// How members of a `parallel` are counted.
struct JoinCount {
    var join: Join
    var state = JoinState()
    /// Members that may still answer.
    var remaining = 0
    /// Members that neither passed nor were left out.
    var others = 0

    /// Whether no answer still to come could change what it comes to.
    var isSettled: Bool {
        if remaining == 0 { return true }
        switch join {
        case .all: return false
        case .first: return state.answered > 0
        case .passed(let least, let failures):
            let canFail = state.failed > failures || state.passed + remaining < least
            return canFail || (state.passed >= least && state.failed + remaining <= failures)
        }
    }

    var isMet: Bool {
        switch join {
        case .all: others == 0
        case .first: state.answered > 0
        case .passed(let least, let failures): state.passed >= least && state.failed <= failures
        }
    }
}

extension Machine {
    func count(_ parallel: ParallelStep) -> JoinCount {
        var count = JoinCount(join: parallel.join)
        for member in parallel.members {
            guard let progress = state.steps[member.id] else { continue }
            guard progress.hasEnded else {
                count.remaining += 1
                continue
            }
            guard progress.phase != .skipped else { continue }
            let verdict = verdict(of: member)
            if verdict != nil { count.state.answered += 1 }
            if verdict == .passed {
                count.state.passed += 1
            } else if verdict != nil || member.speaks {
                count.others += 1
            }
            if verdict == .failed { count.state.failed += 1 }
        }
        count.state.met = count.isMet
        return count
    }

    /// What a step that has ended came to: for one that holds others, its last. `nil` when nobody answered.
    private func verdict(of step: Step) -> Verdict? {
        guard let progress = state.steps[step.id], progress.phase != .skipped else { return nil }
        switch step {
        case .check: return progress.ended == .answered ? progress.verdict : nil
        case .block(let block): return block.steps.last.flatMap(verdict(of:))
        case .choose(let choose):
            guard let branch = progress.branch else { return nil }
            return choose.branches[branch].steps.last.flatMap(verdict(of:))
        case .parallel: return progress.join.map { $0.met ? .passed : .failed }
        case .flow:
            guard progress.ended == .answered, let children = progress.children, !children.isEmpty else { return nil }
            return children.map { $0.status?.verdict ?? .unknown }.min()
        case .decide, .wait, .collect, .review: return nil
        }
    }
}

extension RunStatus {
    /// What a run's status says as the answer of a step.
    fileprivate var verdict: Verdict {
        switch self {
        case .verified: .passed
        case .rejected: .failed
        case .reviewNeeded: .review
        case .created, .inProgress, .awaitingInput, .expired, .cancelled, .failed: .unknown
        }
    }
}

extension Step {
    /// Whether it comes to a verdict at all when it ends well.
    public var speaks: Bool {
        switch self {
        case .check, .parallel, .flow: true
        case .block(let block): block.steps.last?.speaks ?? false
        case .choose(let choose): choose.branches.contains { $0.steps.last?.speaks ?? false }
        case .decide, .wait, .collect, .review: false
        }
    }
}
