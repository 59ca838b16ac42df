import Diagnostics
import FlowCompiler
import FlowIR
import FlowSyntax
import Foundation
import PackCompiler
import Vendors
import YAMLDecoding
import YAMLTree

/// The files that a command works on: flows, scenario files and packs, and what is wrong with them.
struct Workspace {
    struct Document {
        var file: SourceFile
        var node: YAMLNode
        /// A flow over those that it extends; `nil` when one of them is not there, and for scenarios.
        var layers: LayeredFlow?
        /// The flow that it is, or that its scenarios are about.
        var flow: String
    }

    var findings = Findings()
    private(set) var flows: [Document] = []
    private(set) var scenarioFiles: [Document] = []
    private(set) var packs: [PackFiles] = []
    private(set) var library: PackLibrary
    private var compiledPacks: [String: Pack] = [:]
    private var triedPacks: Set<String> = []
    private var seen: Set<String> = []
    /// Each file is read once, so that what is wrong with it is said once.
    private var texts: [String: Text] = [:]
    /// The files that were taken in, but for those of packs.
    private(set) var files: [(file: SourceFile, documents: [YAMLNode])] = []
    /// What was read before its turn.
    private var ahead: [String: Text] = [:]

    private struct Text: Sendable {
        var file: SourceFile
        var documents: [YAMLNode]
        var findings: Findings
        var isWhole: Bool { findings.all.isEmpty }
    }
    /// In place of what is in files, by path.
    private let contents: [String: [UInt8]]

    /// With the packs in the binary, and those of a folder.
    init(packs folder: String?, contents: [String: [UInt8]] = [:]) throws(CommandFailure) {
        self.contents = contents
        if let folder, Input.kind(of: folder) != .folder {
            throw CommandFailure(.usage, "`--packs` wants a folder, and `\(folder)` is none")
        }
        library = PackLibrary(folder: folder, findings: &findings)
    }

    // MARK: Taking files in

    /// Takes in a file, or every YAML file below a folder.
    mutating func add(_ path: String) throws(CommandFailure) {
        switch Input.kind(of: path) {
        case .missing: throw CommandFailure(.usage, "there is no file or folder `\(path)`")
        case .file: try addFile(path, isNamed: true)
        case .folder:
            let files = Input.yamlFiles(below: path)
            readAhead(files)
            for file in files { try addFile(file, isNamed: false) }
        }
    }

    private mutating func addFile(_ path: String, isNamed: Bool) throws(CommandFailure) {
        guard seen.insert(path).inserted else { return }
        let folder = Input.folder(of: path)
        if Input.kind(of: folder + "/binding.yaml") == .file {
            // One file of a pack stands for all of it.
            guard seen.insert(folder + "/").inserted else { return }
            if let pack = PackFolder.read(folder, findings: &findings) {
                packs.append(pack)
                library.add(pack)
            }
            return
        }
        let text = try text(path)
        files.append((text.file, text.documents))
        if text.documents.isEmpty, text.isWhole {
            findings.report(
                Finding(
                    "empty-file", "`\(path)` is empty", at: Place(file: text.file, range: 0..<0),
                    help: "a flow begins with `flow: name`"))
        }
        for node in text.documents { add(node, of: text.file, isNamed: isNamed, isWhole: text.isWhole) }
    }

    private mutating func text(_ path: String) throws(CommandFailure) -> Text {
        let name = FilePath.normal(path)
        if let known = texts[name] { return known }
        let text: Text
        if let known = ahead.removeValue(forKey: name) { text = known } else { text = Self.parse(try read(path)) }
        findings.merge(text.findings)
        texts[name] = text
        return text
    }

    private static func parse(_ file: SourceFile) -> Text {
        var own = Findings()
        let documents = YAMLReader.read(file, findings: &own)
        return Text(file: file, documents: documents, findings: own)
    }

    /// Reads many files at once; what cannot be read is said when its turn comes.
    private mutating func readAhead(_ files: [String]) {
        var packs: [String: Bool] = [:]
        let wanted = files.filter { path in
            let folder = Input.folder(of: path)
            let isPack = packs[folder] ?? (Input.kind(of: folder + "/binding.yaml") == .file)
            packs[folder] = isPack
            return !isPack && !seen.contains(path) && contents[path] == nil
        }
        for (path, text) in zip(wanted, Parallel.map(wanted, { (try? Input.file($0)).map(Self.parse) })) {
            if let text { ahead[FilePath.normal(path)] = text }
        }
    }

    // MARK: Flows

    /// A flow with those that it extends below it.
    private mutating func flow(_ node: YAMLNode, of file: SourceFile) -> Document {
        var own = Findings()
        let layers = Parents.resolve(node, findings: &own) { path in
            guard Input.kind(of: path) == .file else { return .missing }
            let flow = (try? text(path))?.documents.first { $0.member("flow") != nil && $0.member("scenarios") == nil }
            return flow.map { .flow($0) } ?? .other
        }
        findings.merge(own)
        return Document(
            file: file, node: layers?.node ?? node, layers: layers, flow: node.member("flow")?.text ?? "")
    }

    private func read(_ path: String) throws(CommandFailure) -> SourceFile {
        if let bytes = contents[path] { return SourceFile(path: path, bytes: bytes) }
        return try Input.file(path)
    }

    /// Takes in a file if it holds scenarios of a flow, or if nobody can tell.
    mutating func addScenarios(_ path: String, of flow: String) throws(CommandFailure) {
        guard !seen.contains(path), Input.kind(of: Input.folder(of: path) + "/binding.yaml") == .missing else { return }
        let file = try Input.file(path)
        for node in YAMLReader.read(file, findings: &findings)
        where node.member("scenarios") != nil && node.member("flow")?.text == flow {
            seen.insert(path)
            scenarioFiles.append(Document(file: file, node: node, flow: flow))
        }
    }

    private mutating func add(_ node: YAMLNode, of file: SourceFile, isNamed: Bool, isWhole: Bool) {
        let keys = node.entries?.compactMap(\.key.text) ?? []
        if Compiler.isOfScenarios(node) {
            scenarioFiles.append(Document(file: file, node: node, flow: node.member("flow")?.text ?? ""))
        } else if keys.contains(where: Self.marks.contains) || isNamed && keys.contains(where: Self.isNear) {
            flows.append(flow(node, of: file))
        } else if keys.contains(where: Self.isNear) || isNamed, isWhole {
            findings.report(
                Finding(
                    "unknown-document", "this is no flow, no scenario file and no pack", at: node.headPlace,
                    help:
                        "a flow begins with `flow: name`; a scenario file has `scenarios`, a pack is a folder with `binding.yaml`"
                ))
        }
    }

    private static let marks: Set<String> = ["flow", "steps", "extends"]
    private static func isNear(_ key: String) -> Bool { closest(to: key, in: ["flow", "scenarios", "steps"]) != nil }

    var isEmpty: Bool { flows.isEmpty && scenarioFiles.isEmpty && packs.isEmpty && findings.all.isEmpty }

    // MARK: Compiling

    /// A compiler that knows the packs a flow names.
    mutating func compiler(for flow: YAMLNode) -> Compiler {
        for name in Compiler.packNames(in: flow) where library.names.contains(name) {
            guard triedPacks.insert(name).inserted else { continue }
            compiledPacks[name] = library.pack(name, findings: &findings)
        }
        var subflows: [FlowSignature] = []
        var isComplete = true
        for name in FlowSignature.names(in: flow) {
            let known = flows.filter { $0.flow == name }.map(\.node)
            let found =
                known.isEmpty ? self.flow(named: name, near: flow.place.file.path).map { [$0.node] } ?? [] : known
            subflows += found.compactMap { FlowSignature(of: $0) }
            if found.isEmpty, isSomethingBroken { isComplete = false }
        }
        return Compiler(packs: compiledPacks, packNames: library.names, flows: isComplete ? subflows : nil)
    }

    /// Whether some text could not be read to its end, so that what seems not to be there may stand in it.
    var isSomethingBroken: Bool { texts.values.contains { !$0.isWhole } }

    /// The flow of a name: among those taken in, beside the file that asks for it, one folder up, or in `Flows` there.
    mutating func flow(named name: String, near path: String) -> Document? {
        if let known = flows.first(where: { $0.flow == name }) { return known }
        let folder = Input.folder(of: path)
        let above = Input.folder(of: folder)
        let flows = above == "." ? "Flows" : above + "/Flows"
        let candidates =
            Input.yamlFiles(below: folder) + Input.yamlFiles(directlyIn: above) + Input.yamlFiles(below: flows)
        for candidate in candidates {
            guard let file = try? read(candidate) else { continue }
            var unseen = Findings()
            for node in YAMLReader.read(file, findings: &unseen)
            where node.member("flow")?.text == name && node.member("scenarios") == nil {
                return flow(node, of: file)
            }
        }
        return nil
    }
}

extension Input {
    static func yamlFiles(directlyIn folder: String) -> [String] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
            .map { folder == "." ? $0 : "\(folder)/\($0)" }
            .filter { kind(of: $0) == .file }
    }
}
