import FlowCompiler
import FlowScenarios
import FlowSimulator

/// A dry run as programs read it.
struct DryRunReport: Encodable {
    var scenario: String
    var seed: UInt64
    var result: RunReport
    var mismatches: [String]

    init(_ prepared: ScenarioCase, _ report: DryRun.Report, seed: UInt64) {
        scenario = prepared.scenario.name
        self.seed = seed
        result = RunReport(prepared.program, report.state, progress: report.progress)
        mismatches = report.mismatches
    }
}
