import EngineStore
import Expressions
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

/// Every vendor and every way in which the sandbox misbehaves, in dry run and over HTTP: nobody is verified wrongly, and
/// nothing is stuck. The table is what `make faults` prints.
@Suite struct FaultTests {
    /// A flow, the entry of its `vendors` that misbehaves, and the pack where that has another name.
    struct Row: CustomTestStringConvertible, Sendable {
        var vendor: String
        var folder: String
        var pack: String

        init(_ vendor: String, _ folder: String, pack: String? = nil) {
            self.vendor = vendor
            self.folder = folder
            self.pack = pack ?? vendor
        }

        var testDescription: String { "\(vendor) in \(folder)" }
    }

    private static let rows = [
        Row("checkout", "checkout-identity"), Row("checkout_document", "checkout-records", pack: "checkout"),
        Row("checkout_address", "checkout-records", pack: "checkout"),
        Row("checkout_lists", "checkout-return", pack: "checkout"),
        Row("checkout_face", "checkout-return", pack: "checkout"), Row("idenfy", "idenfy-identity"),
        Row("idenfy", "idenfy-photos"), Row("identomat", "identomat-identity"), Row("idmeta", "retail-onboarding"),
    ]

    /// As scripts write them.
    private static let faults: [Value] = [
        "connect", "timeout", "cut", "throttled", "server", "lost", "malformed", "breaks_contract", "html", .int(400),
        .int(401), .int(403), .int(404), .int(409), .int(422), .int(500),
    ]
    private static let words = [
        "connect", "timeout", "cut", "throttled", "server", "lost", "malformed", "breaks", "html", "400", "401", "403",
        "404", "409", "422", "500",
    ]

    /// The first scenario of a vendor's flow, with something else to happen at its vendor, and then a long time.
    private func scenario(_ row: Row, _ script: VendorScript) throws -> ScenarioFiles.Example {
        var example = try #require(ScenarioFiles.all.first { $0.folder == row.folder })
        example.scenario.scenario.vendors[row.vendor] = script
        example.scenario.scenario.expectation = Expectation()
        example.scenario.scenario.moves = [.advance(.seconds(45 * 86_400))]
        return example
    }

    private func dry(_ example: ScenarioFiles.Example) throws -> DryRun.Report {
        let packs = try ScenarioFiles.packs()
        let program = example.scenario.program
        let byVendor = Dictionary(
            uniqueKeysWithValues: program.vendors.compactMap { use in packs[use.pack].map { (use.name, $0) } })
        var run = DryRun(program, packs: byVendor, scenario: example.scenario.scenario)
        return run.run()
    }

    /// The calls that a vendor gets where all goes well.
    private func calls(of row: Row) throws -> [String] {
        try dry(scenario(row, VendorScript())).seen.calls.keys.sorted().filter { $0.hasPrefix(row.vendor + ".") }
            .map { String($0.dropFirst(row.vendor.count + 1)) }
    }

    private func word(_ state: RunState) -> String {
        if !state.incidents.isEmpty { return "incident" }
        return state.status == .reviewNeeded ? "review" : state.status.rawValue
    }

    private func hasEnded(_ state: RunState) -> Bool {
        state.status.isDecided || state.status == .reviewNeeded || !state.incidents.isEmpty
    }

    @Test(arguments: rows)
    func whateverFailsNobodyIsVerifiedWronglyAndNothingIsStuck(_ row: Row) async throws {
        let vendor = row.vendor
        let pack = try #require(try ScenarioFiles.packs()[row.pack])
        let stories = try #require(pack.stories)
        var lines: [String] = []
        for call in try calls(of: row) {
            var cells: [String] = []
            for (fault, word) in zip(Self.faults, Self.words) {
                let answer = try #require(ScriptedAnswer(plain: fault))
                guard stories.problems(with: answer, to: call, contract: pack.contract).isEmpty else {
                    cells.append("-")
                    continue
                }
                let always = try dry(scenario(row, VendorScript(each: [call: answer]))).state
                let once = try dry(scenario(row, VendorScript(answers: [call: [answer]]))).state
                let what = "\(vendor).\(call) \(word)"
                #expect(hasEnded(always) && hasEnded(once), "\(what) is stuck in \(always.status), \(once.status)")
                // What was sent and not answered is read, or told of by news: the vendor has it, and says so there.
                // Of iDenfy's answer to photos no body is promised, so that none can be broken.
                let isRead =
                    ["attempt", "create"].contains(call) && ["lost", "malformed"].contains(word)
                    || vendor == "idenfy" && call == "attempt" && word == "breaks"
                #expect(always.status != .verified || isRead, "\(what) is verified without an answer")
                for story in ["declined", "review"] {
                    let script = VendorScript(story: story, answers: [call: [answer]])
                    let state = try dry(scenario(row, script)).state
                    #expect(hasEnded(state) && state.status != .verified, "\(what), \(story)")
                }
                cells.append("\(self.word(always))/\(self.word(once))")
            }
            lines.append(
                "\(vendor).\(call)".padding(toLength: 28, withPad: " ", startingAt: 0)
                    + cells.map { $0.padding(toLength: 19, withPad: " ", startingAt: 0) }.joined())
        }
        let head = Self.words.map { $0.padding(toLength: 19, withPad: " ", startingAt: 0) }.joined()
        print("always/once".padding(toLength: 28, withPad: " ", startingAt: 0) + head)
        for line in lines { print(line) }
    }

    /// Over HTTP the same happens, byte for byte; each call with faults of every nature.
    @Test(arguments: rows)
    func overHTTPTheSameHappens(_ row: Row) async throws {
        let vendor = row.vendor
        for call in try calls(of: row) {
            // A status that cannot be read is asked for a hundred times and more; once is enough to see here.
            let faults: [Value] =
                call == "read" ? ["breaks_contract", .int(409)] : ["timeout", "lost", "breaks_contract", .int(500)]
            for fault in faults {
                let answer = try #require(ScriptedAnswer(plain: fault))
                let example = try scenario(row, VendorScript(each: [call: answer]))
                let expected = try dry(example).state
                let actual = try await ScenarioPlay.perform(example.scenario, store: MemoryStore()).state
                #expect(word(actual) == word(expected), "\(vendor).\(call) \(fault)")
            }
        }
    }
}
