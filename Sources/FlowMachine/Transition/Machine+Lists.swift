import FlowIR
import Vocabulary

/// Steps that hold others.
extension Machine {
    /// How far a list of steps has come.
    enum Advance {
        /// Something was begun or ended, and more may follow from it.
        case moved
        /// Something has to be waited for.
        case held
        case ended
    }

    /// Takes the next step of a list that has one to take.
    mutating func advance(_ steps: [Step]) throws(RefusedEvent) -> Advance {
        for step in steps {
            guard let progress = state.steps[step.id] else { continue }
            if progress.hasEnded {
                if isFetching(step) { return .held }
                continue
            }
            switch progress.phase {
            case .idle:
                try begin(step)
                return .moved
            case .underway: return try advance(inside: step)
            default: return .held
            }
        }
        return .ended
    }

    private mutating func begin(_ step: Step) throws(RefusedEvent) {
        switch step {
        case .check(let step): try begin(step)
        case .decide(let step): try begin(step)
        case .wait(let step): try begin(step)
        case .collect(let step): try begin(step)
        case .review(let step): try begin(step)
        case .flow(let step): try begin(step)
        case .block(let step): if try enters(step.head) { try enter(step.head) }
        case .choose(let step): try begin(step)
        case .parallel(let step): if try enters(step.head) { try enter(step.head) }
        }
    }

    private mutating func enter(_ head: StepHead) throws(RefusedEvent) {
        try move(step: head.id, to: .underway, on: .entered)
        if let deadline = head.deadline { orders.append(.setTimer(.deadline(step: head.id), at: state.now + deadline)) }
    }

    private mutating func advance(inside step: Step) throws(RefusedEvent) -> Advance {
        switch step {
        case .block(let block):
            let advance = try advance(block.steps)
            guard advance == .ended else { return advance }
            try endRound(of: block)
        case .choose(let choose):
            let advance = try advance(choose.branches[state.steps[step.id]?.branch ?? 0].steps)
            guard advance == .ended else { return advance }
            try pass(step.id)
        case .parallel(let parallel):
            let join = count(parallel)
            guard join.isSettled else {
                for member in parallel.members where try advance([member]) == .moved { return .moved }
                return .held
            }
            for member in parallel.members { try drop(member) }
            if parallel.members.contains(where: isFetching) { return .held }
            state.steps[step.id]?.join = join.state
            try pass(step.id, on: .joined)
        case .check, .decide, .wait, .collect, .review, .flow: return .held
        }
        return .moved
    }

    // MARK: Choosing

    private mutating func begin(_ step: ChooseStep) throws(RefusedEvent) {
        guard try enters(step.head) else { return }
        for (index, branch) in step.branches.enumerated() {
            if let condition = branch.condition {
                switch truth(of: condition) {
                case .known(true): break
                case .known(false): continue
                case .undetermined(let missing): return try doubt("branch \(index + 1)", step.head, missing)
                }
            }
            state.steps[step.head.id]?.branch = index
            for (other, branch) in step.branches.enumerated() where other != index {
                for step in branch.steps { try skip(step, on: .conditionFalse) }
            }
            return try enter(step.head)
        }
    }

    // MARK: Repeating

    private mutating func endRound(of block: BlockStep) throws(RefusedEvent) {
        let laps = state.steps[block.head.id]?.laps ?? 0
        guard let repetition = block.repetition, laps + 1 < repetition.maximum,
            state.steps[block.head.id]?.isOverdue != true
        else { return try pass(block.head.id) }
        switch truth(of: repetition.againIf) {
        case .known(false): return try pass(block.head.id)
        case .undetermined(let missing): return try doubt("again_if", block.head, missing)
        case .known(true): break
        }
        state.steps[block.head.id]?.laps = laps + 1
        for step in block.steps.flatMap(\.withAllInside) {
            try move(step: step.id, to: .idle, on: .repeated)
            var fresh = StepState()
            fresh.laps = laps + 1
            fresh.isOverdue = state.steps[step.id]?.isOverdue
            state.steps[step.id] = fresh
        }
        if let pause = repetition.pause { try wait(at: block.head.id, until: state.now + pause) }
    }

    // MARK: Leaving out

    /// Leaves a step out, and all that is in it.
    mutating func skip(_ step: Step, on trigger: StepPhase.Trigger) throws(RefusedEvent) {
        for step in step.withAllInside { try leave(step.id, on: trigger) }
    }

    mutating func leave(_ id: String, on trigger: StepPhase.Trigger) throws(RefusedEvent) {
        guard state.steps[id]?.hasEnded == false else { return }
        try move(step: id, to: .skipped, on: trigger)
        state.steps[id]?.ended = .skipped
        state.steps[id]?.isExcused = true
    }

    /// A loser of a race sends nothing new; what is in flight is recorded when it answers, and changes nothing.
    private mutating func drop(_ step: Step) throws(RefusedEvent) {
        for step in step.withAllInside where state.steps[step.id]?.hasEnded == false {
            let id = step.id
            forgetSession(at: id)
            forgetTimers(of: id)
            if let ask = state.asks[id] { try endAsk(ask) }
            for activity in state.activities.values.filter({ $0.step == id }).map(\.id).sorted() {
                state.activities[activity] = nil
                orders.append(.abandon(activity: activity))
            }
            state.incidents.removeAll { $0.subject == .step(id) }
            let vendor = step.check?.vendors[state.steps[id]?.vendorIndex ?? 0].vendor
            try leave(id, on: .raceLost)
            if let vendor { holdIncident(of: vendor) }
        }
    }

    /// An incident about a create that nobody needs any more is raised again when somebody does.
    private mutating func holdIncident(of vendor: String) {
        guard stepsOpening(vendor).isEmpty,
            let index = state.incidents.firstIndex(where: { $0.subject == .create(vendor: vendor) })
        else { return }
        state.verifications[vendor]?.heldIncident = state.incidents.remove(at: index)
    }

    /// A step that is left before its time has come is not reminded of.
    mutating func forgetTimers(of id: String) {
        guard let step = state.steps[id] else { return }
        if step.until != nil { orders.append(.cancelTimer(.wait(step: id))) }
        if step.children?.contains(where: { $0.phase == .starting }) == true {
            orders.append(.cancelTimer(.children(step: id)))
        }
        if step.askedAt != nil { orders.append(.cancelTimer(.remind(step: id))) }
        state.steps[id]?.until = nil
        state.steps[id]?.askedAt = nil
    }
}
