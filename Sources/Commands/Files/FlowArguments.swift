import ArgumentParser
import Diagnostics
import FlowSyntax
import YAMLTree

/// What every command takes that works on one flow.
struct FlowArguments: ParsableArguments {
    @Argument(help: "A flow file.", completion: .file(extensions: ["yaml", "yml"]))
    var flow: String

    @Option(help: "A profile of the flow.")
    var profile: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            """
            Sets a flag, or a field of a step, over the flow and its profile: `flags.min_liveness=0.9`, \
            `steps.aml.timeout=20s`. It reaches what a profile may, and not only what the flow opens to requests.
            """,
            valueName: "path=value"))
    var settings: [String] = []

    @Option(help: "A folder with vendor packs of your own.", completion: .directory)
    var packs: String?

    /// The one flow of the file.
    func load(into workspace: inout Workspace) throws(CommandFailure) -> Workspace.Document {
        try Self.load(flow, into: &workspace)
    }

    static func load(_ flow: String, into workspace: inout Workspace) throws(CommandFailure) -> Workspace.Document {
        if Input.kind(of: flow) == .folder {
            throw CommandFailure(.usage, "`\(flow)` is a folder, and one flow file is wanted")
        }
        try workspace.add(flow)
        guard let document = workspace.flows.first else {
            if workspace.findings.hasErrors { throw .found(workspace.findings) }
            throw CommandFailure(.usage, "`\(flow)` holds no flow")
        }
        if document.layers == nil { throw .found(workspace.findings) }
        return document
    }

    /// The layer that `--set` and `--profile` stand for.
    func layer(findings: inout Findings) throws(CommandFailure) -> RequestLayer {
        var layer = RequestLayer()
        for setting in settings { try layer.add(setting, findings: &findings) }
        return layer
    }
}

/// Values of `--set`, as the tree that a request would send.
struct RequestLayer {
    /// A map with `flags` and `steps`; `nil` when nothing is set.
    private(set) var node: YAMLNode?

    var flags: YAMLNode? { node?.member("flags") }

    /// `steps` alone: what changes the program.
    var steps: YAMLNode? {
        guard let node, let entry = node.entry("steps") else { return nil }
        return YAMLNode(content: .mapping([entry]), place: node.place)
    }

    mutating func add(_ setting: String, findings: inout Findings) throws(CommandFailure) {
        guard let equals = setting.firstIndex(of: "=") else {
            throw CommandFailure(.usage, "`--set \(setting)` has no `=`; write `--set flags.name=value`")
        }
        let path = setting[..<equals].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let isFlag = path.count == 2 && path[0] == "flags"
        let isStep = path.count >= 3 && path[0] == "steps"
        guard isFlag || isStep, !path.contains("") else {
            throw CommandFailure(
                .usage,
                "`--set \(setting)` sets neither a flag nor a step; write `flags.name=value` or `steps.id.field=value`")
        }
        // The text is YAML, so that places in findings are places in what was typed.
        var text = String(setting[setting.index(after: equals)...])
        for name in path.reversed() { text = "{\(name): \(text)}" }
        let file = SourceFile(path: "--set", bytes: Array(text.utf8))
        guard let read = YAMLReader.read(file, findings: &findings).first else { return }
        node = node?.merging(read) ?? read
    }
}

extension CommandFailure {
    /// Findings on standard output end a command with status 1; on standard error where the output is to be kept.
    static func found(_ findings: Findings, as format: Format = .text) -> CommandFailure {
        if Output.isArtifact {
            Output.talk(findings.rendered(format))
        } else {
            Output.result(findings.rendered(format))
        }
        return CommandFailure(.found, "")
    }
}
