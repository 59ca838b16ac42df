import ArgumentParser
import Diagnostics
import EngineStore
import FlowCompiler
import FlowEngine
import FlowIR
import FlowMachine
import FlowScenarios
import Foundation
import PackCompiler
import ServiceAPI
import VendorConnectors
import VendorSandbox
import Vendors
import Vocabulary

/// `trustflow demo SCENARIOS.yaml`
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Performs the scenarios of a file for real: a sandbox, an engine, HTTP between them.",
        discussion: """
            Where `dry-run` simulates, this runs: vendors are played on loopback, the engine keeps its runs in a SQLite \
            file, and retries take the time that they take. Exit status 1 when a run ends otherwise than its scenario \
            expects.
            """)

    @Argument(help: "A scenario file; its flow is looked for beside it and one folder up.", completion: .file())
    var scenarios: String

    @Option(help: "The flow file, where it is elsewhere.", completion: .file())
    var flow: String?

    @Option(help: "The store's file; without it a new one that is removed at the end.", completion: .file())
    var store: String?

    @Option(help: "A folder with vendor packs of your own.", completion: .directory)
    var packs: String?

    func run() async throws {
        var workspace = try Workspace(packs: packs)
        if let flow { try workspace.add(flow) }
        try workspace.add(scenarios)
        let (cases, compiler) = try cases(&workspace)
        let folder = FileManager.default.temporaryDirectory.appending(path: "trustflow-demo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = store ?? folder.appending(path: "demo.sqlite").path
        let names = Set(cases.flatMap { $0.program.vendors.map(\.pack) })
        let played = names.sorted().compactMap { compiler.packs[$0] }
        let stage: Sandbox
        do { stage = try await Sandbox.start(packs: played) } catch { throw CommandFailure(.usage, error.description) }
        do {
            try await perform(cases, compiler, workspace.library, stage, store)
            await stage.stop()
        } catch {
            await stage.stop()
            throw error
        }
    }

    private func cases(_ workspace: inout Workspace) throws -> ([ScenarioCase], Compiler) {
        guard let file = workspace.scenarioFiles.first else {
            if workspace.findings.hasErrors { throw CommandFailure.found(workspace.findings) }
            throw CommandFailure(.usage, "`\(scenarios)` is no scenario file")
        }
        guard let flow = workspace.flow(named: file.flow, near: file.file.path) else {
            throw CommandFailure(
                .usage, "the flow `\(file.flow)` of `\(scenarios)` is not there; name its file with --flow")
        }
        let compiler = workspace.compiler(for: flow.node)
        _ = compiler.compile(flow.node, findings: &workspace.findings)
        let cases = compiler.scenarios(file.node, of: flow.node, findings: &workspace.findings)
        if workspace.findings.hasErrors { throw CommandFailure.found(workspace.findings) }
        for prepared in cases where !prepared.scenario.moves.isEmpty {
            throw CommandFailure(
                .usage, "scenario `\(prepared.scenario.name)` has a `script`; only `dry-run` can let time go by")
        }
        return (cases, compiler)
    }

    private func perform(
        _ cases: [ScenarioCase], _ compiler: Compiler, _ library: PackLibrary, _ stage: Sandbox, _ store: String
    ) async throws {
        let addresses: VendorAddresses
        do {
            addresses = try VendorAddresses(stage.addresses.map { "\($0.key)=\($0.value)" }.sorted())
        } catch {
            throw CommandFailure(.own, error.description)
        }
        let secrets = Self.secrets(of: cases, compiler)
        let host = try await EngineHost(store: store, secrets: secrets, addresses: addresses)
        Output.result(
            "sandbox: \(stage.addresses.map { "\($0.key) at \($0.value)" }.sorted().joined(separator: ", "))\nstore: \(store)\n"
        )
        let board = DemoBoard()
        let printing = Task { for await item in host.progress { await board.take(item) } }
        var rows: [[String]] = []
        var unmet = 0
        do {
            for prepared in cases {
                let (row, mismatches) = try await perform(prepared, compiler, library, stage, host, board)
                rows.append(row)
                unmet += mismatches.isEmpty ? 0 : 1
            }
        } catch {
            await host.close()
            throw (error as? EngineError).map { CommandFailure($0) } ?? error
        }
        await host.close()
        await printing.value
        let terminal = Terminal.of(1)
        let header = ["applicant", "status", "decided by", "vendor calls", "time"]
        Output.result("\n" + terminal.table(rows, header: header))
        if unmet > 0 { throw CommandFailure(.found, "\(unmet) of \(cases.count) runs ended otherwise than expected") }
    }

    private func perform(
        _ prepared: ScenarioCase, _ compiler: Compiler, _ library: PackLibrary, _ stage: Sandbox, _ host: EngineHost,
        _ board: DemoBoard
    ) async throws -> (row: [String], mismatches: [String]) {
        let scenario = prepared.scenario
        let program = prepared.program
        for vendor in program.vendors {
            try stage.script(scenario.vendors[vendor.name] ?? VendorScript(), for: vendor.pack)
        }
        var media: [String: VendorConnectors.Media] = [:]
        for (handle, capture) in prepared.media {
            do throws(PhotoFile.Problem) {
                media[handle] = try PhotoFile(path: capture.path, wants: capture.kind.name).media
            } catch {
                throw CommandFailure(.found, error.message)
            }
        }
        let packs = StoredPack.all(of: program, compiled: compiler.packs, library: library)
        Output.result("\n" + Terminal.of(1).paint(scenario.name, .bold) + "\n")
        let began = ContinuousClock.now
        var timeline = Timeline(program)
        timeline.addresses = host.addresses
        await board.begin(timeline)
        let run = try await host.engine.start(
            try StoredFlow(program), packs: packs, applicant: scenario.applicant, flags: scenario.flags,
            metadata: scenario.metadata,
            media: media.filter { Captures.parts(of: $0.key)?.version == 1 })
        let state = try await RunFollower(host: host, run: run, program: program, media: media).finish()
        let took = began.duration(to: .now)
        await board.show(try await host.engine.history(of: run).count)
        let mismatches = scenario.expectation.mismatches(in: Machine(program, state: state), await board.seen)
        for mismatch in mismatches { Output.result("  not as expected: \(mismatch)\n") }
        let decided = state.decision.map { [$0.by, $0.note].compactMap { $0 }.joined(separator: ", ") } ?? "nobody yet"
        let status = state.status.rawValue + (state.reason.map { " (\($0))" } ?? "")
        let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
        let time = Interval(milliseconds: Int64(seconds * 1000)).readable
        return ([scenario.name, status, decided, String(state.calls), time], mismatches)
    }

    /// The sandbox takes any secret, so these need not be anybody's.
    private static func secrets(of cases: [ScenarioCase], _ compiler: Compiler) -> SecretSource {
        var environment: [String: String] = [:]
        for vendor in cases.flatMap(\.program.vendors) {
            for name in compiler.packs[vendor.pack]?.secrets(in: vendor.settings) ?? [] {
                environment[name] = "sandbox"
            }
        }
        return SecretSource.read(environment.keys, environment: environment).source
    }
}
