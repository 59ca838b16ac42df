import EngineStore
import FlowMachine
import FoundationEssentials
import VendorCalls
import Vocabulary

extension LiveRun {
    /// Opens a stored run.
    init(_ loaded: LoadedRun, key: RunKey, flow: PinnedFlow) throws(EngineError) {
        self.init(creating: loaded.row, key: key, flow: flow)
        var state = RunState()
        if let snapshot = loaded.snapshot {
            state = try StoredJSON.decode(RunState.self, from: open(snapshot.body), "the snapshot of \(run)")
        }
        machine = Machine(flow.program, state: state)
        for stored in loaded.tail {
            // What the event ordered was committed with it: activities and timers are there already.
            let event = try StoredJSON.decode(Event.self, from: open(stored.body), "event \(stored.sequence) of \(run)")
            do {
                _ = try machine.apply(event)
            } catch {
                throw EngineError(.badRecord, "\(run) does not take its own event \(stored.sequence)")
            }
        }
        for activity in loaded.activities {
            let process = try StoredJSON.decode(
                ActivityProcess.self, from: open(activity.body), "the activity `\(activity.id)` of \(run)")
            calls[activity.id] = LiveCall(
                process: process, state: activity.state, due: activity.due, revision: activity.revision)
        }
        for timer in loaded.timers {
            guard let name = TimerName(rawValue: timer.name) else {
                throw EngineError(.badRecord, "\(run) has a timer that this program does not know")
            }
            timers[name] = timer.due
        }
    }

    private func open(_ sealed: Sealed) throws(EngineError) -> Data {
        do { return try key.open(sealed) } catch { throw EngineError(error) }
    }
}
