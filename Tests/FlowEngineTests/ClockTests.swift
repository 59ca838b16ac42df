import EngineSamples
import EngineStore
import FlowMachine
import Foundation
import StoreSamples
import Testing
import Vendors
import Vocabulary

@testable import FlowEngine

/// A clock that is set back, by a person or by the network, loses nothing and repeats nothing.
@Suite struct ClockTests {
    /// A photo that has to be given again, and two repeats with their waits.
    private static let script = VendorScript(
        answers: [
            "biometrics": [.reason("face_cropped")], "watchlist": [.failure(.server), .failure(.server)],
        ])

    private struct Course: Equatable {
        var effects: [String]
        var events: [String]
        var status: RunStatus
    }

    /// - Parameters:
    ///   - back: how far the clock goes back each time that the run waits for something.
    ///   - restarts: whether another engine takes over each time.
    private func play(back: Interval, restarts: Bool) async throws -> Course {
        let stage = try Stage(.onboarding(), script: Self.script)
        let clock = TurnedClock(stage.clock)
        func engine() -> Engine {
            Engine(
                EngineParts(
                    store: stage.store, sender: stage.vendor, masterKey: stage.masterKey, clock: clock, chance: .fixed,
                    packOf: { try $0.compiled() }))
        }
        var engine = engine()
        let run = try await stage.start(on: engine)
        while true {
            let standing = try await engine.standing(of: run, .idle)
            clock.turn(back: back)
            if restarts {
                await engine.shutdown()
                engine = Engine(engine.parts)
                #expect(try await engine.resumeAll().refused.isEmpty)
            }
            if standing.isBackingOff, let due = standing.due {
                // Nothing happens before its time, by the clock as it is now.
                #expect(try await engine.standing(of: run, .idle).due == due)
                clock.move(to: due)
            } else if let ask = standing.state.asks.values.min(by: { $0.step < $1.step }) {
                let again = SampleFlow.again(ask.fields, in: standing.state.applicant)
                try await engine.take(.inputReceived(step: ask.step, values: again.values), of: run, media: again.media)
            } else {
                break
            }
        }
        let history = try await engine.history(of: run)
        let state = try await engine.rest(of: run)
        #expect(try await stage.store.verifyChain(run) == ChainReport(intact: Int64(history.count), brokenAt: nil))
        #expect(try await stage.store.unfinished().isEmpty)
        await engine.shutdown()
        return Course(
            effects: stage.vendor.effects.map { "\($0)" }, events: history.map { "\($0.fact.name)" },
            status: state.status)
    }

    @Test(arguments: [Interval.seconds(1), .seconds(3600), .seconds(400 * 86_400)], [false, true])
    func aClockThatIsSetBackChangesNothing(_ back: Interval, _ restarts: Bool) async throws {
        let straight = try await play(back: .zero, restarts: restarts)
        let turned = try await play(back: back, restarts: restarts)
        #expect(straight.status == .verified && straight.events.count > 5)
        #expect(turned == straight)
    }
}

/// A clock that somebody turns back while it goes on.
private final class TurnedClock: EngineClock, @unchecked Sendable {
    // Sendable because the lock guards the offset.
    private let lock = NSLock()
    private var offset = Interval.zero
    private let base: ManualClock

    init(_ base: ManualClock) { self.base = base }

    var now: Moment { base.now + lock.withLock { offset } }

    func sleep(until moment: Moment) async throws {
        // As the system's clock does it: who wakes looks again.
        while now < moment {
            let left = moment - now
            try await base.sleep(until: base.now + left)
        }
        try Task.checkCancellation()
    }

    func turn(back: Interval) {
        lock.withLock { offset = Interval(milliseconds: offset.milliseconds - back.milliseconds) }
    }

    func move(to moment: Moment) { base.move(by: moment - now) }
}
