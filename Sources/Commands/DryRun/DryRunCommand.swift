import ArgumentParser
import Diagnostics
import FlowCompiler
import FlowIR
import FlowMachine
import FlowScenarios
import FlowSimulator
import Vendors
import Vocabulary
import YAMLTree

/// `trustflow dry-run FLOW --scenario 'NAME'`
struct DryRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dry-run",
        abstract: "Runs a scenario of a flow in virtual time, against scripted vendors.",
        discussion: """
            The machine is the one that real runs use. There is no network and no clock: the same flow, scenario and \
            seed print the same bytes. Scenarios are looked for in the folder of the flow and below it. Exit status 1 \
            when something is not as the scenario expects.
            """)

    @OptionGroup var arguments: FlowArguments

    @Option(help: "The scenario's name; without it, all of them in short.")
    var scenario: String?

    @Option(help: "A scenario file, instead of those beside the flow.", completion: .file())
    var scenarios: String?

    @Option(help: "Seed of the jitter in back-off and of the vendors' ids.")
    var seed: UInt64 = 1

    @Option(help: "How to print: text or json.")
    var format: Format = .text

    func run() throws {
        var workspace = try Workspace(packs: arguments.packs)
        let flow = try arguments.load(into: &workspace)
        let compiler = workspace.compiler(for: flow.node)
        _ = compiler.compile(flow.node, findings: &workspace.findings)
        let layer = try arguments.layer(findings: &workspace.findings)
        if let settings = layer.node, !workspace.findings.hasErrors {
            // Said once, and not of each scenario.
            let overrides = Compiler.Overrides(profile: arguments.profile, settings: settings)
            _ = compiler.compile(flow.node, overrides: overrides, findings: &workspace.findings)
        }
        if workspace.findings.hasErrors { throw CommandFailure.found(workspace.findings, as: format) }
        let cases = try self.cases(of: flow, compiler, &workspace)
        guard let name = scenario else { return try runAll(cases, compiler) }
        guard let prepared = cases.first(where: { $0.scenario.name == name }) else {
            let names = cases.map(\.scenario.name)
            let help = nameHelp(for: name, in: names, known: "the scenarios") ?? "there are none"
            throw CommandFailure(.usage, "there is no scenario `\(name)` of this flow; \(help)")
        }
        let (report, mismatches) = perform(prepared, compiler)
        switch format {
        case .json:
            Output.result(try DryRunReport(prepared, report, seed: seed).json())
        case .text:
            Output.result(text(of: prepared, report))
        }
        if !mismatches.isEmpty { throw CommandFailure(.found, "") }
    }

    private func cases(
        of flow: Workspace.Document, _ compiler: Compiler, _ workspace: inout Workspace
    ) throws -> [ScenarioCase] {
        if let scenarios {
            try workspace.add(scenarios)
        } else {
            for path in Input.yamlFiles(below: Input.folder(of: flow.file.path)) where path != flow.file.path {
                try workspace.addScenarios(path, of: flow.flow)
            }
        }
        var findings = Findings()
        let layer = try arguments.layer(findings: &findings)
        var cases: [ScenarioCase] = []
        findings.merge(workspace.findings)
        for file in workspace.scenarioFiles where file.flow == flow.flow {
            cases += compiler.scenarios(
                file.node, of: flow.node, profile: arguments.profile, under: layer.node, findings: &findings)
        }
        // A broken scenario stands in the way only of itself.
        if findings.hasErrors, scenario == nil || !cases.contains(where: { $0.scenario.name == scenario }) {
            throw CommandFailure.found(findings, as: format)
        }
        return cases
    }

    private func perform(_ prepared: ScenarioCase, _ compiler: Compiler) -> (DryRun.Report, [String]) {
        var packs: [String: Pack] = [:]
        for vendor in prepared.program.vendors { packs[vendor.name] = compiler.packs[vendor.pack] }
        var run = DryRun(prepared.program, packs: packs, scenario: prepared.scenario, seed: seed)
        let report = run.run()
        return (report, report.mismatches)
    }

    private func runAll(_ cases: [ScenarioCase], _ compiler: Compiler) throws {
        guard !cases.isEmpty else {
            throw CommandFailure(
                .usage,
                "there are no scenarios beside `\(arguments.flow)`; write one, or name a file with `--scenarios`")
        }
        let terminal = Terminal.of(1)
        let width = cases.map(\.scenario.name.count).max() ?? 0
        var unmet = 0
        for prepared in cases {
            let (report, mismatches) = perform(prepared, compiler)
            let mark =
                mismatches.isEmpty ? terminal.paint("as expected", .green) : terminal.paint("not as expected", .red)
            Output.result("\(prepared.scenario.name.padded(to: width))  \(mark)  \(report.state.outcome)\n")
            for mismatch in mismatches { Output.result("    \(mismatch)\n") }
            unmet += mismatches.isEmpty ? 0 : 1
        }
        if unmet > 0 { throw CommandFailure(.found, "\(unmet) of \(cases.count) scenarios are not as expected") }
    }

    private func text(of prepared: ScenarioCase, _ report: DryRun.Report) -> String {
        let terminal = Terminal.of(1)
        var timeline = Timeline(prepared.program)
        timeline.showsRequests = true
        var text =
            "\(prepared.program.flow) version \(prepared.program.version) · \(prepared.scenario.name) · seed \(seed)\n\n"
        for progress in report.progress {
            for line in timeline.lines(for: progress) { text += terminal.render(line) }
        }
        let state = report.state
        text += "\n" + terminal.tint(state.outcome, state.status.tone) + "\n"
        if report.mismatches.isEmpty {
            text += "as scenario `\(prepared.scenario.name)` expects\n"
        } else {
            text += "not as scenario `\(prepared.scenario.name)` expects (\(prepared.scenario.note)):\n"
            for mismatch in report.mismatches { text += "  - \(mismatch)\n" }
        }
        return text
    }
}
