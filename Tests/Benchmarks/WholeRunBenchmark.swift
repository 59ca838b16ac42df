import EngineSamples
import EngineStore
import EngineStoreSQLite
import FlowEngine
import FlowMachine
import Foundation
import Synchronization
import VendorConnectors
import VendorSandbox
import Vendors
import Vocabulary

/// Whole runs with every call over HTTP: create, three checks, metadata, finalize.
///
/// The reference is a figure from elsewhere: what the durable engine DBOS did on SQLite and two cores with the same calls.
enum WholeRunBenchmark {
    private static let reference = (name: "DBOS on SQLite, 2 cores, elsewhere", value: 67.0)
    private static let secrets = SecretSource.read(["IDMETA_API_TOKEN"], environment: ["IDMETA_API_TOKEN": "x"]).source

    static func run(in folder: String) async throws -> [Measure] {
        let sample = try SampleFlow.onboarding()
        let vendor = try await VendorServer(answers(of: sample, in: folder))
        var measures: [Measure] = []
        for inFlight in [1, 16, 128] {
            let store = try SQLiteStore(path: "\(folder)/whole-\(inFlight).sqlite")
            let connector = VendorConnector(
                secrets: secrets, addresses: try VendorAddresses(["idmeta=http://127.0.0.1:\(vendor.port)"]))
            let engine = engine(store, connector)
            let runs = inFlight == 1 ? 128 : 2560
            _ = try await play(inFlight, of: sample, inFlight: inFlight, on: engine)
            let busy = processorTime
            let perSecond = try await rate(of: runs) {
                let statuses = try await play(runs, of: sample, inFlight: inFlight, on: engine)
                guard statuses == [.verified] else { throw LoadFailure(answer: "\(statuses)") }
            }
            let spent = (processorTime - busy) / Double(runs)
            await engine.shutdown()
            try await connector.shutdown()
            try await store.close()
            measures.append(
                Measure(
                    name: "whole runs over HTTP, \(inFlight) in flight", value: perSecond, reference: reference,
                    note: String(
                        format: "six calls each; %.1f ms of processor time a run, the vendor's too; aim: 10", spent)))
        }
        try await vendor.close()
        return measures
    }

    private static func engine(_ store: SQLiteStore, _ sender: any VendorSender) -> Engine {
        Engine(
            EngineParts(store: store, sender: sender, masterKey: .generate(), packOf: { try $0.compiled() }))
    }

    /// How the runs ended.
    private static func play(
        _ runs: Int, of sample: SampleFlow, inFlight: Int, on engine: Engine
    ) async throws -> Set<RunStatus> {
        try await withThrowingTaskGroup(of: Set<RunStatus>.self) { group in
            for _ in 0..<inFlight {
                group.addTask {
                    var statuses: Set<RunStatus> = []
                    for _ in 0..<(runs / inFlight) {
                        let run = try await engine.start(
                            sample.stored, packs: sample.packs, applicant: SampleFlow.applicant, media: SampleFlow.media
                        )
                        statuses.insert(try await engine.rest(of: run).status)
                    }
                    return statuses
                }
            }
            return try await group.reduce(into: []) { $0.formUnion($1) }
        }
    }

    /// What the sandbox answers in one run, by path.
    private static func answers(of sample: SampleFlow, in folder: String) async throws -> [String: VendorAnswer] {
        let sandbox = try await Sandbox.start(packs: [try sample.packs[0].compiled()])
        let store = try SQLiteStore(path: "\(folder)/whole-answers.sqlite")
        let connector = VendorConnector(
            secrets: secrets, addresses: try VendorAddresses(sandbox.addresses.map { "\($0)=\($1)" }))
        let listener = Listener(connector)
        let engine = engine(store, listener)
        _ = try await play(1, of: sample, inFlight: 1, on: engine)
        await engine.shutdown()
        try await connector.shutdown()
        try await store.close()
        await sandbox.stop()
        return listener.answers
    }
}

/// Passes calls on and keeps what was answered.
private final class Listener: VendorSender {
    private let inner: VendorConnector
    private let heard = Mutex<[String: VendorAnswer]>([:])

    init(_ inner: VendorConnector) { self.inner = inner }

    var answers: [String: VendorAnswer] { heard.withLock { $0 } }

    func send(
        _ request: VendorRequest, media: @escaping MediaLoader, timeout: Interval?
    ) async throws(ConnectorProblem) -> Result<VendorAnswer, TransportFailure> {
        let result = try await inner.send(request, media: media, timeout: timeout)
        if case .success(let answer) = result, let path = URL(string: request.url)?.path {
            heard.withLock { $0[path] = answer }
        }
        return result
    }
}
