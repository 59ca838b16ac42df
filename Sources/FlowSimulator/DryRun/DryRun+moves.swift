import FlowMachine
import FlowScenarios
import Vendors
import Vocabulary

/// What the script does.
extension DryRun {
    mutating func make(_ move: Move) {
        switch move {
        case .submit(let step, let values): take(.inputReceived(step: step, values: values))
        case .open(let step): visit(step, finishing: false)
        case .finish(let step): visit(step, finishing: true)
        case .abandon(let step): abandon(step)
        case .refuse(let step): visit(step, finishing: true, as: .story(Stories.refusal, values: [:]))
        case .advance(let interval): advance(by: interval)
        case .until(let waiting): wait(waiting)
        case .vendor(let vendor, let delivery): tell(delivery, by: vendor)
        case .operate(let at, let verb):
            guard let incident = machine.state.incidents.first(where: { $0.isAt(at) }) else {
                report.mismatches.append("there is no incident at \(at)")
                return
            }
            take(.incidentResolved(incident: incident.id, verb: verb, by: "operator"))
        case .cancel: take(.cancelled(by: "caller"))
        case .finalize: take(.finalizeRequested)
        case .erase:
            guard machine.state.status.isDecided else {
                report.mismatches.append("the run refuses: it is under way, and only one that has ended is erased")
                return
            }
            vanish()
        case .patchMetadata(let patch): take(.metadataPatched(patch))
        case .review(let decision, let refused): take(.reviewDecided(decision), refused: refused)
        case .answer(let answer, let refused): take(.reviewAnswered(answer), refused: refused)
        case .crash: comeBack()
        case .expect(let expectation): report.mismatches += expectation.mismatches(in: machine, report.seen)
        }
    }

    /// Nothing more happens to a run that is erased.
    mutating func vanish() {
        report.seen.isErased = true
        queue = EventQueue()
    }

    /// Whoever comes back has the events alone, and must make the same run of them.
    private mutating func comeBack() {
        var revived = Machine(program)
        for event in report.events {
            guard (try? revived.apply(event)) != nil else {
                report.mismatches.append("the run cannot be made of its events again")
                return
            }
        }
        if revived.state != machine.state { report.mismatches.append("the run is another one after the crash") }
        machine = revived
    }

    /// Lets time go by until something holds, or for as long as anything is to come.
    private mutating func wait(_ waiting: Move.Waiting) {
        let end = waiting.end(from: now)
        while !waiting.isOver(in: machine) {
            if goOn(until: end) { continue }
            guard let item = queue.next(until: end) else {
                report.mismatches.append(waiting.failure)
                if waiting.atMost != nil { now = max(now, end) }
                return
            }
            happen(item)
        }
    }
}
