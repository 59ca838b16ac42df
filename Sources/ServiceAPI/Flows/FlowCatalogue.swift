public import Diagnostics
public import EngineStore
import FlowCompiler
import FlowEngine
public import FlowIR
import FlowSyntax
import Foundation
public import PackCompiler
public import Vendors
import YAMLTree

/// The flows that runs can be started of: those of a folder, and those that were published.
///
/// A version never changes: publishing another text under it is refused. Published flows win over those of the folder.
public actor FlowCatalogue {
    struct Version: Sendable {
        var name: String
        var version: Int
        var node: YAMLNode
        var text: [UInt8]
        var isPublished: Bool
        /// Where the applicant's data choose the profile.
        var choice: ProfileChoice?

        init(_ program: FlowProgram, _ node: YAMLNode, text: [UInt8], isPublished: Bool) {
            name = program.flow
            version = program.version
            self.node = node
            self.text = text
            self.isPublished = isPublished
            var unheard = Findings()
            choice = ProfileChoice(of: node, findings: &unheard)
        }
    }

    /// A flow under a profile and overrides, as the engine takes it.
    struct Startable: Sendable {
        var program: FlowProgram
        var stored: StoredFlow
        var packs: [StoredPack]
    }

    private let store: any EngineStore
    private let library: PackLibrary
    private var packs: [String: Pack] = [:]
    private var versions: [String: [Int: Version]] = [:]
    private var knownSecrets: Set<String>?
    /// Those without step overrides, since most requests have none.
    private var startables: [String: Startable] = [:]

    public init(store: any EngineStore, library: PackLibrary) {
        self.store = store
        self.library = library
    }

    private static let kind = "flow"

    /// Takes in a flow of the folder; findings say what keeps it out.
    private func add(_ file: SourceFile, findings: inout Findings, parents: (String) -> SourceFile?) {
        for own in YAMLReader.read(file, findings: &findings) {
            guard own.member("flow") != nil, own.member("scenarios") == nil,
                let node = Parents.resolve(own, findings: &findings, find: { Self.parent(at: $0, parents) })?.node
            else { continue }
            if let program = compiler(for: node, findings: &findings).compile(node, findings: &findings) {
                let version = Version(program, node, text: file.bytes, isPublished: false)
                versions[program.flow, default: [:]][program.version] = version
            }
        }
    }

    private static func parent(at path: String, _ read: (String) -> SourceFile?) -> Parents.Found {
        guard let file = read(path) else { return .missing }
        var unheard = Findings()
        let nodes = YAMLReader.read(file, findings: &unheard)
        return nodes.first { $0.member("flow") != nil && !unheard.hasErrors }.map { .flow($0) } ?? .other
    }

    /// The findings with those of a flow of the folder that was taken in.
    ///
    /// - Parameter parents: reads the file of a path, for a flow that extends another.
    public func adding(
        _ file: SourceFile, to findings: Findings, parents: @Sendable (String) -> SourceFile? = { _ in nil }
    ) -> Findings {
        var findings = findings
        add(file, findings: &findings, parents: parents)
        return findings
    }

    /// Takes in what was published earlier; gives the names of those that this program does not compile any more. Their
    /// runs go on, and no new ones are started.
    public func loadPublished() async throws -> [String] {
        var last: String?
        var refused: [String] = []
        while true {
            let page = try await store.documents(Self.kind, after: last, limit: 100)
            guard let end = page.last else { return refused }
            last = end.name
            for document in page {
                var findings = Findings()
                let file = SourceFile(path: document.name + ".yaml", bytes: Array(document.bytes))
                guard let node = YAMLReader.read(file, findings: &findings).first,
                    let program = compiler(for: node, findings: &findings).compile(node, findings: &findings)
                else {
                    refused.append(document.name)
                    continue
                }
                versions[program.flow, default: [:]][program.version] = Version(
                    program, node, text: file.bytes, isPublished: true)
            }
        }
    }

    var all: [Version] {
        versions.values.flatMap(\.values).sorted { ($0.name, $0.version) < ($1.name, $1.version) }
    }

    /// The version asked for, or the newest.
    func version(_ name: String, _ number: Int?) -> Version? {
        guard let known = versions[name] else { return nil }
        return number.map { known[$0] } ?? known.max { $0.key < $1.key }?.value
    }

    /// What is wrong with a flow's text.
    func check(_ text: [UInt8]) -> (program: FlowProgram?, node: YAMLNode?, findings: Findings) {
        var findings = Findings()
        let file = SourceFile(path: "flow.yaml", bytes: text)
        let documents = YAMLReader.read(file, findings: &findings)
        guard let node = documents.first, documents.count == 1 else {
            if !findings.hasErrors {
                findings.report(
                    Finding(
                        documents.isEmpty ? "empty-file" : "second-document", "one flow is wanted here",
                        at: Place(file: file, range: 0..<0), help: "a flow begins with `flow: name`"))
            }
            return (nil, nil, findings)
        }
        let program = compiler(for: node, findings: &findings).compile(node, findings: &findings)
        return (program, node, findings)
    }

    /// Keeps a version for good.
    func publish(_ text: [UInt8], name: String, version: Int) async throws(Problem) -> Version {
        let (program, node, findings) = check(text)
        guard let program, let node else { throw .findings(findings) }
        guard program.flow == name, program.version == version else {
            throw Problem(
                422, "other-name", "the text is flow `\(program.flow)` version \(program.version)",
                detail: "publish it under its own name and version")
        }
        if let knownSecrets, let missing = secrets(of: program).subtracting(knownSecrets).min() {
            throw Problem(
                422, "secret-missing", "the service was started without `\(missing)`",
                detail: "set it in the environment and start the service again")
        }
        let published = Version(program, node, text: text, isPublished: true)
        if let known = versions[name]?[version] {
            guard known.text == text else {
                throw Problem(409, "version-taken", "another text has this version", detail: "raise `version`")
            }
        }
        let document = StoredDocument(kind: Self.kind, name: "\(name)@\(version)", bytes: Data(text))
        do {
            try await store.putDocument(document, over: nil)
        } catch {
            // The same text again changes nothing.
            guard error.code == .conflict, (try? await store.document(Self.kind, document.name)) == document else {
                throw Problem(error)
            }
        }
        versions[name, default: [:]][version] = published
        startables = [:]
        return published
    }

    /// A version under a profile and a request's step overrides.
    func startable(_ version: Version, profile: String?, steps: YAMLNode?) throws(Problem) -> Startable {
        let key = steps == nil ? "\(version.name)@\(version.version) \(profile ?? "")" : nil
        if let key, let known = startables[key] { return known }
        var findings = Findings()
        let compiler = compiler(for: version.node, findings: &findings)
        let overrides = Compiler.Overrides(profile: profile, request: steps)
        guard let program = compiler.compile(version.node, overrides: overrides, findings: &findings) else {
            let isProfile = findings.all.contains { $0.code == "unknown-profile" }
            if isProfile { throw .findings(findings, pointer: "/profile") }
            throw .findings(findings) { steps?.pointer(to: $0) ?? "/steps" }
        }
        let packs = StoredPack.all(of: program, compiled: compiler.packs, library: library)
        guard let stored = try? StoredFlow(program) else {
            throw Problem(500, "own-failure", "the flow cannot be written down")
        }
        let startable = Startable(program: program, stored: stored, packs: packs)
        if let key { startables[key] = startable }
        return startable
    }

    /// The environment variables of the secrets that all flows need. From now on, no flow is published that needs
    /// another one: secrets are read once, at the start.
    public func takeSecrets() -> Set<String> {
        var names: Set<String> = []
        for program in programs { names.formUnion(secrets(of: program)) }
        knownSecrets = names
        return names
    }

    private func secrets(of program: FlowProgram) -> Set<String> {
        program.vendors.reduce(into: Set((program.notify ?? []).flatMap(\.variables))) {
            $0.formUnion(packs[$1.pack]?.secrets(in: $1.settings) ?? [])
        }
    }

    /// The packs that flows are bound to, compiled.
    public var compiledPacks: [Pack] { packs.values.sorted { $0.name < $1.name } }

    private var programs: [FlowProgram] {
        all.compactMap { version in
            var findings = Findings()
            return compiler(for: version.node, findings: &findings).compile(version.node, findings: &findings)
        }
    }

    /// What is wrong with the settings that flows leave to the environment.
    public func settingProblems(_ variable: (String) -> String?) -> [String] {
        let problems = programs.flatMap(\.vendors).flatMap { use in
            packs[use.pack]?.settle(use.settings, variable: variable).problems.map { problem in
                [problem.message, problem.help].compactMap(\.self).joined(separator: "; ")
            } ?? []
        }
        return Set(problems).sorted()
    }

    /// The addresses that flows name under `notify`.
    public var notifyTargets: [NotifyTarget] {
        Set(programs.flatMap { $0.notify ?? [] }).sorted { $0.secret < $1.secret }
    }

    public var count: Int { versions.values.reduce(0) { $0 + $1.count } }

    private func compiler(for flow: YAMLNode, findings: inout Findings) -> Compiler {
        for name in Compiler.packNames(in: flow) where packs[name] == nil {
            packs[name] = library.pack(name, findings: &findings)
        }
        return Compiler(packs: packs, packNames: library.names)
    }
}
