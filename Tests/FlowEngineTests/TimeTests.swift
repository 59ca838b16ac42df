import EngineSamples
import EngineStore
import FlowMachine
import StoreSamples
import Testing
import VendorCalls
import Vendors
import Vocabulary

@testable import FlowEngine

/// Waits and deadlines: stored, and kept by whatever engine is there when they end.
@Suite struct TimeTests {
    @Test func aRepeatWaitsForItsTimeAndIsStored() async throws {
        let stage = try Stage(
            .onboarding(), script: VendorScript(answers: ["watchlist": [.failure(.server), .failure(.server)]]))
        let engine = stage.engine()
        let run = try await stage.start(on: engine)
        let began = stage.clock.now
        var waits: [Int64] = []
        while true {
            let standing = try await engine.standing(of: run, .idle)
            guard standing.isBackingOff, let due = standing.due else { break }
            let stored = try await stage.store.load(run).activities
            #expect(stored.map(\.state) == [.waiting] && stored.map(\.due) == [due])
            waits.append((due - began).milliseconds)
            // A moment too early nothing happens.
            stage.clock.move(to: Moment(milliseconds: due.milliseconds - 1))
            #expect(try await engine.standing(of: run, .idle).due == due)
            stage.clock.move(to: due)
        }
        #expect(waits == [500, 1500])
        #expect(try await engine.rest(of: run).status == .verified)
        await engine.shutdown()
    }

    /// The alarm rings by itself: nobody asks for the run.
    @Test func aWaitEndsByTheClockAlone() async throws {
        let stage = try Stage(.onboarding(), script: VendorScript(answers: ["watchlist": [.failure(.server)]]))
        let engine = stage.engine()
        let run = try await stage.start(on: engine)
        let due = try #require(try await engine.standing(of: run, .idle).due)
        async let rest = engine.rest(of: run)
        stage.clock.move(to: due)
        #expect(try await rest.status == .verified)
        await engine.shutdown()
    }

    @Test func aPhotoThatNobodyTakesEndsTheStep() async throws {
        let stage = try Stage(.onboarding(), script: VendorScript(answers: ["biometrics": [.reason("face_cropped")]]))
        let engine = stage.engine()
        let run = try await stage.start(on: engine)
        #expect(try await engine.rest(of: run).status == .awaitingInput)
        stage.clock.move(by: .seconds(2 * 86_400))
        let state = try await engine.rest(of: run)
        #expect(state.steps["liveness"]?.ended == .abandoned)
        #expect(state.status == .expired)
        await engine.shutdown()
    }

    @Test func anOldRunExpires() async throws {
        let stage = try Stage(
            .onboarding(expiresAfter: "1d"), script: VendorScript(answers: ["biometrics": [.reason("face_cropped")]]))
        let engine = stage.engine()
        let run = try await stage.start(on: engine)
        _ = try await engine.rest(of: run)
        stage.clock.move(by: .seconds(86_400))
        let state = try await engine.rest(of: run)
        #expect(state.status == .expired)
        let row = try await stage.store.load(run).row
        #expect(row.decidedBy == "expires_after" && row.waitingOn == nil)
        #expect(try await stage.store.unfinished() == [])
        await engine.shutdown()
    }

    /// An engine that was away finds both timers overdue; they fire in the order of their times.
    @Test func overdueTimersFireInOrder() async throws {
        let script = VendorScript(
            answers: ["biometrics": [.reason("face_cropped")]], each: ["watchlist": .failure(.server)])
        let stage = try Stage(.onboarding(expiresAfter: "3d"), script: script)
        let first = stage.engine()
        let run = try await stage.start(on: first)
        _ = try await first.rest(of: run)
        await first.shutdown()

        stage.clock.move(by: .seconds(10 * 86_400))
        let second = stage.engine()
        #expect(try await second.resumeAll().resumed == [run])
        let state = try await second.rest(of: run)
        // The photo's time was first, and ended the run: its own time has nothing left to end.
        let timers = try await second.history(of: run).compactMap { event -> TimerName? in
            if case .timerFired(let timer) = event.fact { timer } else { nil }
        }
        #expect(timers == [.capture(step: "liveness")])
        #expect(state.status == .expired && state.reason == "abandoned")
        await second.shutdown()
    }

    /// A run that waits is not opened before its time; nobody asks for it, and each of its times is kept.
    @Test func whatWaitsIsTakenUpWhenItsTimeComes() async throws {
        let script = VendorScript(each: ["biometrics": .reason("face_cropped")])
        let stage = try Stage(.onboarding(expiresAfter: "3d"), script: script)
        let first = stage.engine()
        let run = try await stage.start(on: first)
        _ = try await first.rest(of: run)
        await first.shutdown()

        let (told, tell) = AsyncStream.makeStream(of: Void.self)
        let second = Engine(
            EngineParts(
                store: stage.store, sender: stage.vendor, masterKey: stage.masterKey, clock: stage.clock,
                packOf: { try $0.compiled() },
                progress: { progress in
                    guard case .applied(let event, transitions: _, orders: _) = progress.content else { return }
                    if event.fact.name == "timer_fired" { tell.yield() }
                }))
        let resumption = try await second.resumeAll()
        #expect(resumption.resumed.isEmpty && resumption.refused.isEmpty)
        // Minutes too early nothing happens, and what is begun now waits beyond the horizon as well.
        let other = try await stage.start(on: second)
        _ = try await second.rest(of: other)
        stage.clock.move(by: .seconds(2 * 86_400 - 60))
        #expect(try await stage.store.load(run).row.status == .awaitingInput)
        stage.clock.move(by: .seconds(60))
        for await _ in told { break }
        #expect(try await second.rest(of: run).status == .expired)
        #expect(try await second.rest(of: other).status == .expired)
        await second.shutdown()
    }

    @Test func theAlarmAsksWhenWhatLiesBeyondItsHorizonComes() async throws {
        let clock = ManualClock(Moment(milliseconds: 0))
        let (rung, ring) = AsyncStream.makeStream(of: RunID.self)
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let alarm = Alarm(clock) {
            ring.yield($0)
        } lookAhead: {
            ask.yield()
        }
        var generator = SystemRandomNumberGenerator()
        let runs = (0..<3).map { _ in RunID(at: Moment(milliseconds: 0), using: &generator) }
        alarm.extend(to: Moment(milliseconds: 100))
        alarm.set(runs[0], Moment(milliseconds: 50))
        alarm.set(runs[1], Moment(milliseconds: 200))
        alarm.set(runs[2], Moment(milliseconds: 90))
        // Moved from this side of the horizon to the other.
        alarm.set(runs[0], Moment(milliseconds: 150))
        clock.move(to: Moment(milliseconds: 150))
        for await _ in asked { break }
        alarm.extend(to: Moment(milliseconds: 300))
        for run in runs { alarm.offer(run, Moment(milliseconds: 150)) }
        var all: [RunID] = []
        for await run in rung {
            all.append(run)
            if all.count == 4 { break }
        }
        #expect(all.first == runs[2] && Set(all.dropFirst()) == Set(runs))
        alarm.stop()
    }

    @Test func aRunThatEndedIsNotWokenAgain() async throws {
        let stage = try Stage(.onboarding(expiresAfter: "1d"))
        let engine = stage.engine()
        let run = try await stage.start(on: engine)
        _ = try await engine.rest(of: run)
        let before = try await stage.store.load(run)
        stage.clock.move(by: .seconds(9 * 86_400))
        #expect(try await engine.rest(of: run).status == .verified)
        #expect(try await stage.store.load(run) == before)
        await engine.shutdown()
    }

    @Test func theAlarmRingsEachRunAtItsLatestMoment() async throws {
        let clock = ManualClock(Moment(milliseconds: 0))
        let (rung, ring) = AsyncStream.makeStream(of: RunID.self)
        let alarm = Alarm(clock) { ring.yield($0) }
        var generator = SystemRandomNumberGenerator()
        let runs = (0..<200).map { _ in RunID(at: Moment(milliseconds: 0), using: &generator) }
        // Set anew many times over; only the last one counts.
        for round in 1...5 {
            for (index, run) in runs.enumerated() { alarm.set(run, Moment(milliseconds: Int64(round * 1000 + index))) }
        }
        alarm.set(runs[7], nil)
        clock.move(to: Moment(milliseconds: 5099))
        var first: [RunID] = []
        for await run in rung {
            first.append(run)
            if first.count == 99 { break }
        }
        #expect(first == runs[0..<100].filter { $0 != runs[7] })
        alarm.stop()
        ring.finish()
    }
}
