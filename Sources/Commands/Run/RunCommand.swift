import ArgumentParser
import Diagnostics
import EngineStore
import Expressions
import FlowCompiler
import FlowEngine
import FlowIR
import FlowMachine
import FlowSyntax
import Foundation
import PackCompiler
import ServiceAPI
import VendorCalls
import VendorConnectors
import Vendors
import Vocabulary
import YAMLTree

/// `trustflow run FLOW --applicant FILE.yaml`
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs a flow once, for real, to its end.",
        discussion: """
            The run lives in the store: killed at any moment, the same command with `--resume RUN` goes on. Exit \
            status 0 when the run reached a decision, whichever it was; 1 when it waits for somebody.
            """)

    @OptionGroup var arguments: FlowArguments

    @Option(help: "The applicant's values; photos are paths, and a list of them is given one after the other.")
    var applicant: String?

    @Option(
        help: ArgumentHelp(
            "Another scheme, host and port for a vendor, or for one of its servers (`idmeta.v3=…`).",
            valueName: "vendor=url"))
    var vendorUrl: [String] = []

    @Option(help: "The store's file; its key is beside it unless TRUSTFLOW_MASTER_KEY is set.", completion: .file())
    var store: String = "trustflow.sqlite"

    @Option(help: "The port for the applicant's link and the vendor's webhooks, where a check is made on its page.")
    var port: Int = 0

    @Option(help: "The address at which others reach that port; without one, statuses are read when sessions end.")
    var publicUrl: String?

    @ArgumentParser.Flag(inversion: .prefixedNo, help: "Waits while the applicant is on a vendor's page.")
    var wait = true

    @Option(help: ArgumentHelp("Goes on with a run of the store.", valueName: "run"))
    var resume: String?

    @Option(help: "With --resume: what an operator does about the run's incident, \(Self.verbs).")
    var resolve: Verb?

    @Option(help: "How to print the result: text or json. Progress goes to standard error.")
    var format: Format = .text

    enum Verb: String, ExpressibleByArgument, CaseIterable { case retry, skip, fail }
    private static let verbs = "retry, skip or fail"

    func validate() throws {
        if resume == nil, applicant == nil { throw ValidationError("a new run needs --applicant FILE") }
        if resume == nil, resolve != nil { throw ValidationError("--resolve goes with --resume RUN") }
        if let resume, RunID(resume) == nil {
            throw ValidationError("`\(resume)` is no name of a run; such a name is `run_` and 26 characters")
        }
    }

    func run() async throws {
        let addresses: VendorAddresses
        do { addresses = try VendorAddresses(vendorUrl) } catch { throw CommandFailure(.usage, error.description) }
        var workspace = try Workspace(packs: arguments.packs)
        let request = try RunRequest(
            arguments, applicant: resume == nil ? applicant : nil, in: &workspace, format: format)
        if let stranger = addresses.packs.subtracting(workspace.library.names).min() {
            let help = nameHelp(for: stranger, in: workspace.library.names, known: "the packs") ?? ""
            throw CommandFailure(.usage, "`--vendor-url \(stranger)=…` names no vendor; \(help)")
        }
        let secrets = try request.secrets(ProcessInfo.processInfo.environment, format: format)
        // Everything that can be wrong with the applicant is said before a store is made.
        let given = try resume == nil ? applicant.map { try request.applicant($0, format: format) } : nil
        let host = try await EngineHost(
            store: store, secrets: secrets, addresses: addresses, subflows: request.subflows)
        do {
            let doorway = try await doorway(of: request, on: host, secrets)
            let state = try await follow(request, given, on: host, addresses)
            await doorway?.close()
            await host.close()
            if state.waits { throw CommandFailure(.found, state.waiting(resuming: state.run)) }
        } catch let error as EngineError {
            await host.close()
            throw CommandFailure(error)
        } catch {
            await host.close()
            throw error
        }
    }

    /// Open only where a check is made on a vendor's page.
    private func doorway(of request: RunRequest, on host: EngineHost, _ secrets: SecretSource) async throws -> Doorway?
    {
        guard request.program.hasSessions else { return nil }
        return try await Doorway.open(
            host: host, packs: request.compiledPacks, secrets: secrets, port: port, publicURL: publicUrl,
            isLocal: !vendorUrl.isEmpty)
    }

    private func follow(
        _ request: RunRequest, _ given: RunApplicant?, on host: EngineHost, _ addresses: VendorAddresses
    ) async throws -> RunState {
        let started: RunID
        var program = request.program
        var timeline = Timeline(program)
        var media = given?.media ?? [:]
        var digest: String?
        if let resume, let run = RunID(resume) {
            started = run
            (program, digest) = try await host.program(of: run)
            if program.flow != request.program.flow {
                throw CommandFailure(
                    .usage, "run `\(run)` is of flow `\(program.flow)`, not of `\(request.program.flow)`")
            }
            timeline = Timeline(program, state: try await host.engine.state(of: run))
            if let applicant { media = try RunApplicant.read(applicant, of: program, format: format).media }
            Output.talk("\(run) goes on")
        } else {
            let flow = try StoredFlow(program)
            digest = flow.digest
            started = try await host.engine.start(
                flow, packs: request.packs, applicant: given?.values ?? [:], flags: request.flags,
                media: media.filter { given?.isFirst($0.key) ?? false })
            Output.talk("\(started) created in \(store); if this stops, go on with --resume \(started)")
        }
        timeline.addresses = addresses
        let printer = TimelinePrinter(timeline, on: Terminal.of(2)) { Output.talk($0) }
        let printing = Task {
            for await item in host.progress where item.run == started.text { await printer.take(item) }
        }
        if resume != nil { try await host.engine.resume(started) }
        let follower = RunFollower(
            host: host, run: started, program: program, media: media,
            verb: resolve.flatMap { IncidentVerb(rawValue: $0.rawValue) }, waitsForSessions: wait)
        let state = try await follower.finish()
        await host.close()
        await printing.value
        let report = RunReport(program, state, digest: digest, progress: await printer.progress, addresses: addresses)
        Output.result(format == .json ? try report.json() : "\n" + report.run.text(on: Terminal.of(1)))
        return state
    }
}

extension RunState {
    /// Nobody decided yet: the applicant or an operator has to act.
    var waits: Bool { !incidents.isEmpty || !asks.isEmpty || [.created, .inProgress, .awaitingInput].contains(status) }

    /// What it waits for, and how it goes on.
    func waiting(resuming run: String) -> String {
        if let incident = incidents.first {
            let doubt =
                incident.effectPossible
                ? "its answer is lost and the vendor may have acted" : incident.problem.kind.rawValue
            return
                "the run has an incident at \(incident.at): \(doubt); an operator decides with --resume \(run) --resolve "
                + incident.verbs.map(\.rawValue).joined(separator: "|")
        }
        if let ask = asks.values.min(by: { $0.step < $1.step }) {
            if ask.isLink {
                return "the run waits for the applicant to go to the vendor's page; go on with --resume \(run)"
            }
            let fields = ask.fields.joined(separator: ", ")
            return
                "the run waits for the applicant: \(fields) again (\(ask.reason)); add the next one to the list in the "
                + "applicant file (`\(ask.fields.first ?? "photo"): [first.jpg, second.jpg]`) and go on with --resume \(run)"
        }
        return "the run waits; go on with --resume \(run)"
    }
}
