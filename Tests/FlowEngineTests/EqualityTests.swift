import EngineStore
import FlowCompiler
import FlowIR
import FlowMachine
import FlowScenarios
import FlowSimulator
import Foundation
import Testing
import Vendors
import Vocabulary

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
            if program.runsSideBySide {
                // Which of two answers of the same moment comes first is nobody's to say, and whom a race leaves neither;
                // what becomes of other flows the two are told in ways of their own.
                #expect(Outcome(real.state) == Outcome(dry.state))
            } else {
                #expect(actual == expected)
            }
            #expect(try await store.verifyChain(real.run).brokenAt == nil)
        }
    }

    /// What a run came to, whatever the order in which its answers came.
    private struct Outcome: Equatable {
        var phase: RunPhase
        var reason: String?
        var decidedBy: String?
        var joins: [String: Bool]

        init(_ state: RunState) {
            phase = state.phase
            reason = state.reason
            decidedBy = state.decision?.by
            joins = state.steps.compactMapValues(\.join).mapValues(\.met)
        }
    }

    /// One line an event, keys sorted. Times are those of the two clocks, which stand and jump alike.
    private func text(of events: [Event]) throws -> [String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try events.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
    }
}

extension FlowProgram {
    fileprivate var runsSideBySide: Bool {
        allSteps.contains { step in
            switch step {
            case .parallel, .flow: true
            default: false
            }
        }
    }
}
