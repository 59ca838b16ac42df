import ArgumentParser
import Diagnostics
import FlowCompiler

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

    func run() throws {
        var workspace = try Workspace(packs: arguments.packs)
        let request = try RunRequest(arguments, in: &workspace, format: .text)
        guard request.flags.isEmpty else {
            throw CommandFailure(.usage, "a flag's value is no part of the program; set fields of steps, or a profile")
        }
        let canonical = try CanonicalProgram(request.program)
        if digest { return Output.result(canonical.digest + "\n") }
        Output.result(String(decoding: canonical.json, as: UTF8.self) + "\n")
        Output.talk("sha256 \(canonical.digest)")
    }
}
