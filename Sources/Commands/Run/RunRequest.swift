import Diagnostics
import EngineStore
import Expressions
import FlowCompiler
import FlowEngine
import FlowIR
import FlowMachine
import FlowScenarios
import FlowSyntax
import PackCompiler
import ServiceAPI
import VendorConnectors
import Vendors
import Vocabulary
import YAMLTree

/// A flow under a request's profile and overrides, ready to be run.
struct RunRequest {
    let program: FlowProgram
    let flags: [String: Value]
    /// The packs that the run is bound to, as a store keeps them.
    let packs: [StoredPack]
    /// The flows that its steps start, and those that theirs do.
    let subflows: Subflows
    private let compiled: [String: Pack]
    private let document: Workspace.Document

    /// - Parameter applicant: whose data choose the profile, where the flow has it so.
    init(
        _ arguments: FlowArguments, applicant: String? = nil, in workspace: inout Workspace, format: Format
    ) throws {
        document = try arguments.load(into: &workspace)
        let compiler = workspace.compiler(for: document.node)
        let layer = try arguments.layer(findings: &workspace.findings)
        let profile = try Self.profile(arguments, of: document, applicant: applicant)
        let overrides = Compiler.Overrides(profile: profile, settings: layer.steps)
        let program = compiler.compile(document.node, overrides: overrides, findings: &workspace.findings)
        guard let program, !workspace.findings.hasErrors else {
            throw CommandFailure.found(workspace.findings, as: format)
        }
        var findings = Findings()
        flags = layer.flags.map { FlagReader(program, isRequest: false).read($0, findings: &findings) } ?? [:]
        if findings.hasErrors { throw CommandFailure.found(findings, as: format) }
        if let pack = program.parentPacks.first {
            throw CommandFailure(
                .usage,
                "`\(program.flow)` is started by another flow only: its verifications at \(pack) belong to those of the run "
                    + "that starts it")
        }
        self.program = program
        subflows = try Subflows(of: program, near: document.file.path, in: &workspace, format: format)
        compiled = compiler.packs.merging(subflows.parts.flatMap(\.compiled)) { first, _ in first }
        packs = StoredPack.all(of: program, compiled: compiler.packs, library: workspace.library)
    }

    /// The profile that was named, or that the applicant's data choose.
    private static func profile(
        _ arguments: FlowArguments, of document: Workspace.Document, applicant: String?
    ) throws -> String? {
        var unheard = Findings()
        guard let applicant, let choice = ProfileChoice(of: document.node, findings: &unheard) else {
            return arguments.profile
        }
        let given = RunApplicant.fields(try Input.file(applicant, isPersonal: true), findings: &unheard)
        let field = "applicant.\(choice.field)"
        switch choice.chosen(by: given?.member(choice.field)?.text) {
        case .refused:
            throw CommandFailure(.usage, "no run is started: the flow has no profile for this value of `\(field)`")
        case .base where arguments.profile == nil: return nil
        case .profile(let name) where arguments.profile == nil || arguments.profile == name: return name
        case .base, .profile:
            throw CommandFailure(.usage, "the profile is chosen by `\(field)`, and it is another; leave --profile out")
        }
    }

    /// The secrets that the vendors of the flow need; a missing one is a finding at the vendor.
    func secrets(_ environment: [String: String], format: Format) throws -> SecretSource {
        var names: [String: String] = [:]
        for vendor in ([program] + subflows.parts.map(\.program)).flatMap(\.vendors) {
            for secret in compiled[vendor.pack]?.secrets(in: vendor.settings) ?? [] { names[secret] = vendor.name }
        }
        let (source, problems) = SecretSource.read(names.keys, environment: environment)
        guard problems.isEmpty else {
            var findings = Findings()
            for problem in problems {
                let vendor = document.node.member("vendors")?.entry(names[problem.name] ?? "")
                findings.report(
                    Finding(
                        problem.code, problem.message, at: vendor?.key.place ?? document.node.headPlace,
                        help: problem.help))
            }
            throw CommandFailure.found(findings, as: format)
        }
        return source
    }

    var compiledPacks: [Pack] { compiled.values.sorted { $0.name < $1.name } }

    func applicant(_ path: String, format: Format) throws -> RunApplicant {
        try RunApplicant.read(path, of: program, format: format)
    }
}

/// An applicant with the photos opened.
struct RunApplicant {
    var values: [String: Value]
    var media: [String: VendorConnectors.Media]

    /// Whether a handle is of a capture that the run begins with.
    func isFirst(_ handle: String) -> Bool { Captures.parts(of: handle)?.version == 1 }

    static func read(_ path: String, of program: FlowProgram, format: Format) throws -> RunApplicant {
        var findings = Findings()
        let file = try Input.file(path, isPersonal: true)
        let documents = YAMLReader.read(file, findings: &findings)
        guard let document = documents.first else {
            if findings.all.isEmpty {
                findings.report(
                    Finding(
                        "empty-file", "`\(path)` is empty", at: Place(file: file, range: 0..<0),
                        help: "write the fields that the flow declares under `applicant`"))
            }
            throw CommandFailure.found(findings, as: format)
        }
        let read = ApplicantReader(program).read(fields(of: document), findings: &findings)
        var media: [String: VendorConnectors.Media] = [:]
        for (handle, capture) in read.media {
            do throws(PhotoFile.Problem) {
                media[handle] = try PhotoFile(path: capture.path, wants: capture.kind.name).media
            } catch {
                findings.report(Finding(error.code, error.message, at: capture.place, help: error.help))
            }
        }
        if findings.hasErrors { throw CommandFailure.found(findings, as: format) }
        return RunApplicant(values: read.values, media: media)
    }

    static func fields(_ file: SourceFile, findings: inout Findings) -> YAMLNode? {
        YAMLReader.read(file, findings: &findings).first.map(fields)
    }

    /// `applicant:` around the fields is what people copy out of a scenario.
    private static func fields(of document: YAMLNode) -> YAMLNode {
        let entries = document.entries ?? []
        let isWrapped = entries.count == 1 && entries[0].key.text == "applicant"
        return isWrapped ? entries[0].value : document
    }
}
