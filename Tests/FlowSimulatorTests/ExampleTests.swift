import Diagnostics
import FlowCompiler
import FlowMachine
import FlowScenarios
import FlowSimulator
import Testing
import VendorCalls
import Vendors

/// Every scenario of the flows that come with the product.
struct ExampleTests {
    @Test func theyAreThereAndWithoutFindings() {
        #expect(Examples.all.findings.sorted.map(\.message) == [])
        let files = Set(Examples.all.examples.map(\.file))
        #expect(files.isSuperset(of: ["Flows/retail-onboarding/scenarios.yaml", "Examples/demo.yaml"]), "\(files)")
        #expect(Examples.all.examples.count >= 20)
    }

    @Test(arguments: Examples.all.examples) func isAsExpected(_ example: Examples.Example) throws {
        let report = try example.run()
        #expect(report.mismatches == [])
        #expect(!report.events.isEmpty)
    }

    @Test(arguments: Examples.all.examples) func oneSeedGivesTheSameBytesAgain(_ example: Examples.Example) throws {
        #expect(try example.run(seed: 7).text == example.run(seed: 7).text)
    }

    /// Time never runs backwards, and what a scenario ends with is folded from its events.
    @Test(arguments: Examples.all.examples) func aReportIsAHistory(_ example: Examples.Example) throws {
        let report = try example.run()
        let times = report.progress.map(\.at)
        #expect(times == times.sorted())
        var machine = Machine(example.prepared.program)
        for event in report.events { _ = try machine.apply(event) }
        #expect(machine.state == report.state)
    }
}
