import Expressions
import FlowIR
import Vocabulary

/// Flows as steps: runs of their own, which are started, waited for, and read.
extension Machine {
    /// How long the start of a child, or the news of its end, is left unconfirmed before it is told again.
    static let nudge = Interval.seconds(30)

    mutating func begin(_ step: FlowStep) throws(RefusedEvent) {
        guard try enters(step.head) else { return }
        let id = step.head.id
        var items: [Value]?
        if let each = step.each {
            switch elements(of: each.list) {
            case .undetermined(let missing): return try doubt("in", step.head, missing)
            case .known(let list) where !(each.minimum...each.maximum).contains(list.count):
                return try misfit(step, each)
            case .known(let list): items = list
            }
        }
        let mark = id + (state.steps[id]?.lapMark ?? "")
        state.steps[id]?.items = items
        state.steps[id]?.children = (0..<(items?.count ?? 1)).map { ChildState(id: "\(mark)/\($0 + 1)") }
        guard items?.isEmpty != true else { return try pass(id) }
        try move(step: id, to: .awaitingFlow, on: .asked)
        try progressed()
        if let within = step.within {
            state.steps[id]?.until = state.now + within
            orders.append(.setTimer(.wait(step: id), at: state.now + within))
        }
        try startChildren(of: step)
    }

    private func elements(of list: CheckedExpression) -> Known<[Value]> {
        switch list.evaluate(RunScope(program: program, state: state), budget: Self.budget) {
        case .value(.list(let values)): .known(values)
        case .value: .undetermined(["a list"])
        case .failure(let failure): .undetermined([failure.code])
        case .unknown(let names): .undetermined(names.sorted())
        }
    }

    private mutating func misfit(_ step: FlowStep, _ each: Each) throws(RefusedEvent) {
        try pass(step.head.id)
        let decision = Decision(by: "on_size of \(step.head.id)", note: step.head.note.description, missing: [])
        let phase: RunPhase = each.onSize == .fail ? .failed : .reviewNeeded
        try end(phase, on: .decidedEarly, decision: decision, reason: "size")
    }

    /// Starts as many as may be under way.
    private mutating func startChildren(of step: FlowStep) throws(RefusedEvent) {
        let id = step.head.id
        let limit = step.each?.concurrency ?? 1
        while let children = state.steps[id]?.children,
            children.filter({ $0.phase == .starting || $0.phase == .running }).count < limit,
            let index = children.firstIndex(where: { $0.phase == .waiting })
        {
            guard let child = child(index, of: step) else {
                return try doubt("applicant", step.head, [children[index].id])
            }
            state.steps[id]?.children?[index].phase = .starting
            orders.append(.startChild(child))
            orders.append(.setTimer(.children(step: id), at: state.now + Self.nudge))
        }
    }

    /// `nil` when what it is given has no value.
    private func child(_ index: Int, of step: FlowStep) -> ChildRun? {
        guard let progress = state.steps[step.head.id], let child = progress.children?[index] else { return nil }
        var scope = RunScope(program: program, state: state)
        if let each = step.each, let item = progress.items?[index] { scope.element = (each.variable, item) }
        guard let applicant = values(of: step.applicant, in: scope), let flags = values(of: step.flags, in: scope)
        else {
            return nil
        }
        return ChildRun(
            id: child.id, step: step.head.id, flow: step.flow, version: step.version, profile: step.profile,
            applicant: applicant, flags: flags)
    }

    // MARK: What becomes of them

    mutating func takeStart(of child: String, at id: String, as run: String) throws(RefusedEvent) {
        guard case .flow(let step)? = program.node(id), let index = index(of: child, at: id),
            state.steps[id]?.children?[index].phase == .starting
        else { return }
        state.steps[id]?.children?[index].phase = step.isDetached ? .ended : .running
        state.steps[id]?.children?[index].run = run
        try advance(step)
    }

    mutating func takeEnd(of end: ChildEnd) throws(RefusedEvent) {
        guard case .flow(let step)? = program.node(end.step), let index = index(of: end.child, at: end.step),
            state.steps[end.step]?.children?[index].phase != .ended
        else { return }
        state.steps[end.step]?.children?[index].phase = .ended
        state.steps[end.step]?.children?[index].status = end.status
        state.steps[end.step]?.children?[index].reason = end.reason
        state.steps[end.step]?.children?[index].outputs = end.outputs
        try advance(step)
    }

    private func index(of child: String, at id: String) -> Int? {
        guard state.steps[id]?.phase == .awaitingFlow else { return nil }
        return state.steps[id]?.children?.firstIndex { $0.id == child }
    }

    private mutating func advance(_ step: FlowStep) throws(RefusedEvent) {
        let id = step.head.id
        try startChildren(of: step)
        guard let progress = state.steps[id], progress.phase == .awaitingFlow else { return }
        let children = progress.children ?? []
        if !children.contains(where: { $0.phase == .starting }) {
            orders.append(.cancelTimer(.children(step: id)))
        }
        guard children.allSatisfy({ $0.phase == .ended }) else { return }
        forgetTimers(of: id)
        try pass(id, on: .answered)
    }

    /// The start of a child was not confirmed: whoever was to start it may be gone.
    mutating func nudgeChildren(at id: String) throws(RefusedEvent) {
        guard case .flow(let step)? = program.node(id), state.steps[id]?.phase == .awaitingFlow else { return }
        for (index, child) in (state.steps[id]?.children ?? []).enumerated() where child.phase == .starting {
            guard let child = self.child(index, of: step) else { continue }
            orders.append(.startChild(child))
            orders.append(.setTimer(.children(step: id), at: state.now + Self.nudge))
        }
    }

    mutating func childrenOverdue(at id: String) throws(RefusedEvent) {
        orders.append(.cancelTimer(.children(step: id)))
        forgetTimers(of: id)
        try pass(id, on: .overdue)
        state.steps[id]?.ended = Ended(.late)
    }

    // MARK: The parent

    /// A run that has come to its end tells the run that waits for it, until that has heard.
    mutating func tellParent() {
        guard let parent = state.parent, !state.hasTold, state.phase.isFinal else { return }
        orders.append(.tellParent(parent, childEnd(for: parent)))
        orders.append(.setTimer(.parent, at: state.now + Self.nudge))
    }

    mutating func parentTold() {
        guard state.parent != nil, !state.hasTold else { return }
        state.told = true
        orders.append(.cancelTimer(.parent))
    }

    private func childEnd(for parent: ParentLink) -> ChildEnd {
        ChildEnd(
            step: parent.step, child: parent.child, status: state.status, reason: state.reason,
            outputs: readable(program.outputs ?? []))
    }
}

extension RunPhase {
    /// Whether nobody will change it any more.
    var isFinal: Bool {
        switch self {
        case .verified, .rejected, .expired, .cancelled, .failed: true
        case .created, .inProgress, .awaitingInput, .finalizing, .reviewNeeded: false
        }
    }
}
