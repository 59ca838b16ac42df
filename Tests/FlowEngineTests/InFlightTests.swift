import EngineSamples
import EngineStore
import FlowMachine
import StoreSamples
import Testing
import VendorConnectors
import Vendors
import Vocabulary

@testable import FlowEngine

/// What happens while a call is under way.
@Suite struct InFlightTests {
    @Test func theIntentIsStoredBeforeTheCall() async throws {
        try await holding("biometrics") { stage, engine, held, run in
            let stored = try await stage.store.load(run).activities
            #expect(stored.map(\.id) == ["check/liveness/idmeta/1"] && stored.map(\.state) == [.sending])
            held.release()
            #expect(try await engine.rest(of: run).status == .verified)
        }
    }

    /// A cancelled run is at rest at once; the answer that comes late changes nothing.
    @Test func aLateAnswerChangesNothing() async throws {
        try await holding("biometrics") { stage, engine, held, run in
            try await engine.take(.cancelled(by: "caller"), of: run)
            #expect(try await engine.rest(of: run).status == .cancelled)
            let before = try await stage.store.load(run)
            held.release()
            #expect(try await engine.rest(of: run).status == .cancelled)
            #expect(try await stage.store.load(run) == before)
            #expect(try await stage.store.unfinished() == [])
        }
    }

    @Test func aGracefulShutdownTakesInTheAnswer() async throws {
        try await holding("biometrics") { stage, engine, held, run in
            async let shutdown: Void = engine.shutdown(grace: .seconds(30))
            while !engine.desks.isClosing { await Task.yield() }
            held.release()
            await shutdown
            let stored = try await stage.store.load(run).activities
            // The next step is left to the next engine: nothing of it was sent.
            #expect(stored.map(\.id) == ["check/aml/idmeta/1"] && stored.map(\.state) == [.ready])

            let next = stage.engine()
            #expect(try await next.resumeAll().resumed == [run])
            let state = try await next.rest(of: run)
            #expect(state.status == .verified && state.orphans.isEmpty)
            await next.shutdown()
        }
    }

    /// Whoever is given no time gives the call up; the next engine says that its answer is lost.
    @Test func aHurriedShutdownLosesTheAnswerAndSaysSo() async throws {
        try await holding("biometrics") { stage, engine, held, run in
            await engine.shutdown()
            #expect(try await stage.store.load(run).activities.map(\.state) == [.sending])
            let next = stage.engine()
            _ = try await next.resumeAll()
            let state = try await next.rest(of: run)
            #expect(state.incidents.map(\.at) == ["idmeta.biometrics"])
            #expect(try await stage.store.load(run).row.incident == "idmeta.biometrics")

            try await next.take(
                .incidentResolved(incident: state.incidents[0].id, verb: .retry, by: "operator"), of: run)
            let after = try await stage.settle(run, on: next)
            #expect(after.status == .verified && after.orphans.map(\.at) == ["idmeta.biometrics"])
            await next.shutdown()
        }
    }

    /// What cannot be sent is no outage: nothing is repeated and nothing counts as sent.
    @Test func aMissingSecretBlocksTheStep() async throws {
        let stage = try Stage(.onboarding())
        let connector = VendorConnector(secrets: SecretSource.read([], environment: [:]).source)
        let engine = Engine(
            EngineParts(
                store: stage.store, sender: connector, masterKey: stage.masterKey, clock: stage.clock,
                packOf: { try $0.compiled() }))
        let run = try await stage.start(on: engine)
        let state = try await engine.rest(of: run)
        #expect(state.calls == 0 && state.orphans.isEmpty)
        #expect(state.incidents.map(\.problem.kind) == [.credentials])
        #expect(state.incidents.first?.effectPossible == false)
        await engine.shutdown()
        try await connector.shutdown()
    }

    private func holding(
        _ operation: String, _ body: (Stage, Engine, HeldSender, RunID) async throws -> Void
    ) async throws {
        let stage = try Stage(.onboarding())
        let held = HeldSender(stage.vendor, holding: operation)
        let engine = Engine(
            EngineParts(
                store: stage.store, sender: held, masterKey: stage.masterKey, clock: stage.clock, chance: .fixed,
                packOf: { try $0.compiled() }))
        let run = try await stage.start(on: engine)
        for await _ in held.arrivals { break }
        try await body(stage, engine, held, run)
        await engine.shutdown()
    }
}
