import EngineStore
import FlowCompiler
import FlowIR
import FlowMachine
import FlowScenarios
import FlowSimulator
import Foundation
import Testing
import Vendors

@testable import FlowEngine

/// Every scenario through dry run, and through engine, store and sandbox: the same history, byte for byte.
@Suite struct EqualityTests {
    @Test func thereAreScenarios() { #expect(ScenarioFiles.all.count >= 18) }

    @Test(arguments: ScenarioFiles.all) func bothWaysGiveTheSameHistory(_ example: ScenarioFiles.Example) async throws {
        let packs = try ScenarioFiles.packs()
        let program = example.scenario.program
        let byVendor = Dictionary(
            uniqueKeysWithValues: program.vendors.compactMap { use in packs[use.pack].map { (use.name, $0) } })
        var dryRun = DryRun(program, packs: byVendor, scenario: example.scenario.scenario)
        let dry = dryRun.run()
        #expect(dry.mismatches == [])

        try await onEveryStore { store in
            let real = try await ScenarioPlay.perform(example.scenario, store: store)
            #expect(real.mismatches == [])
            let expected = try text(of: dry.events)
            let actual = try text(of: real.events).map {
                $0.replacing(real.run.text, with: "run_dry")
                    .replacing(/http:\/\/127\.0\.0\.1:\d+\/_sandbox\/page/, with: "https://vendor.invalid/page")
            }
            #expect(actual == expected)
            #expect(try await store.verifyChain(real.run).brokenAt == nil)
        }
    }

    /// One line an event, keys sorted. Times are those of the two clocks, which stand and jump alike.
    private func text(of events: [Event]) throws -> [String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try events.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
    }
}
