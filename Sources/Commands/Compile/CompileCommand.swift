import ArgumentParser
import Diagnostics
import FlowCompiler
import YAMLTree

/// `trustflow compile FLOW`
struct CompileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile",
        abstract: "Prints the program that runs of a flow follow, and its digest.",
        discussion: """
            Standard output gets the program as canonical JSON: sorted keys, no blanks. The same text gives the same \
            bytes on any machine. Standard error gets their SHA-256, to which every run is pinned.
            """)

    @OptionGroup var arguments: FlowArguments

    @Flag(help: "Prints the digest alone, on standard output.")
    var digest = false

    @Flag(help: "Prints the flow as YAML with the text of those that it extends, in one piece.")
    var text = false

    func run() throws { try Output.$isArtifact.withValue(true) { try print() } }

    private func print() throws {
        var workspace = try Workspace(packs: arguments.packs)
        if text { return try Output.result(whole(&workspace)) }
        let request = try RunRequest(arguments, in: &workspace, format: .text)
        guard request.flags.isEmpty else {
            throw CommandFailure(.usage, "a flag's value is no part of the program; set fields of steps, or a profile")
        }
        let canonical = try CanonicalProgram(request.program)
        if digest { return Output.result(canonical.digest + "\n") }
        Output.result(String(decoding: canonical.json, as: UTF8.self) + "\n")
        Output.talk("sha256 \(canonical.digest)")
    }

    /// What can be sent where the parents' files are not.
    private func whole(_ workspace: inout Workspace) throws -> String {
        guard !digest, arguments.profile == nil, arguments.settings.isEmpty else {
            throw CommandFailure(.usage, "--text goes with a flow's file alone")
        }
        let document = try arguments.load(into: &workspace)
        let compiler = workspace.compiler(for: document.node)
        _ = compiler.compile(document.node, findings: &workspace.findings)
        if workspace.findings.hasErrors { throw CommandFailure.found(workspace.findings) }
        return document.node.document
    }
}
