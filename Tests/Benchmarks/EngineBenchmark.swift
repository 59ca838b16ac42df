import EngineSamples
import EngineStore
import EngineStoreSQLite
import FlowEngine
import FlowMachine
import Foundation
import PackCompiler
import VendorConnectors
import Vendors
import Vocabulary

/// Whole runs through the engine on SQLite, with a vendor that answers at once: what the engine itself costs.
enum EngineBenchmark {
    static func run(in folder: String) async throws -> [Measure] {
        var measures: [Measure] = []
        for inFlight in [1, 16, 256] {
            let store = try SQLiteStore(path: "\(folder)/engine-\(inFlight).sqlite")
            let sample = try SampleFlow.onboarding()
            let engine = Engine(
                EngineParts(
                    store: store, sender: try InstantSender(try sample.packs[0].compiled()),
                    masterKey: MasterKey.generate(),
                    packOf: { try $0.compiled() }))
            let runs = inFlight == 1 ? 60 : 600
            let before = store.statistics.transactions
            let busy = processorTime
            let perSecond = try await rate(of: runs) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<inFlight {
                        group.addTask {
                            for _ in 0..<(runs / inFlight) {
                                let run = try await engine.start(
                                    sample.stored, packs: sample.packs, applicant: SampleFlow.applicant,
                                    media: SampleFlow.media)
                                _ = try await engine.rest(of: run)
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
            let spent = processorTime - busy
            let transactions = store.statistics.transactions - before
            await engine.shutdown()
            try await store.close()
            measures.append(
                Measure(
                    name: "whole runs of six calls, \(inFlight) in flight", value: perSecond,
                    note: String(
                        format: "%.1f transactions and %.1f ms of processor time a run",
                        Double(transactions) / Double(runs), spent / Double(runs))))
        }
        return measures
    }
}
