import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Foundation
import Testing
import Vocabulary

/// A run may be put away after any event and taken up again from its snapshot, or from its events.
struct SnapshotTests {
    private func readBack<Kept: Codable>(_ kept: Kept) throws -> Kept {
        try JSONDecoder().decode(Kept.self, from: JSONEncoder().encode(kept))
    }

    @Test(arguments: Walk.all) func aRunIsItsSnapshot(_ walk: Walk) throws {
        for run in try walk.runs() {
            #expect(try readBack(run.state) == run.state)
            let restored = Machine(try readBack(run.machine.program), state: try readBack(run.state))
            #expect(restored == run.machine)
            #expect(restored.hashValue == run.machine.hashValue)
        }
    }

    /// The same orders come from the state that was read back, event by event.
    @Test(arguments: Walk.all) func aRunIsTheFoldOfItsEvents(_ walk: Walk) throws {
        for run in try walk.runs() {
            var straight = Machine(run.machine.program)
            var restored = straight
            for event in run.events {
                let orders = try straight.apply(event)
                let again = try restored.apply(readBack(event))
                #expect(again == orders)
                #expect(try orders.map(readBack) == orders)
                restored = Machine(run.machine.program, state: try readBack(restored.state))
            }
            #expect(straight == run.machine)
            #expect(restored == run.machine)
        }
    }

    @Test func aCallIsItsSnapshot() throws {
        let now = Moment(milliseconds: 5)
        var call = CallMachine(policy: CallPolicy(effect: .repeatable))
        for event in [
            CallEvent.begun(at: now), .failed(CallProblem(kind: .server), at: now, roll: 0.3), .waitEnded(at: now),
        ] {
            _ = try call.apply(event)
            #expect(try readBack(call) == call)
        }
    }

    @Test func aRunThatGoesOnFromACopyLeavesTheOriginal() throws {
        let run = try Bench.asked(Liveness())
        var copy = run
        try copy.pass()
        #expect(run.inFlight == [Bench.check])
        #expect(copy.machine != run.machine)
    }
}
