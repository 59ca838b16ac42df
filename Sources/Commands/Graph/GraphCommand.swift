import ArgumentParser
import Diagnostics
import FlowGraph

/// `trustflow graph FLOW`
struct GraphCommand: ParsableCommand {
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case mermaid, dot, svg
    }

    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Draws a flow: its steps in order, its rules, and the statuses they lead to.",
        discussion: """
            Retries, other vendors and captures that are asked for again are folded into the box of their step. An SVG \
            needs no other tool and follows the colours of the page. A profile and overrides of steps are drawn too.
            """)

    @OptionGroup var arguments: FlowArguments

    @Option(help: "What is written on standard output.")
    var format: Kind = .mermaid

    func run() throws { try Output.$isArtifact.withValue(true) { try print() } }

    private func print() throws {
        var workspace = try Workspace(packs: arguments.packs)
        let request = try RunRequest(arguments, in: &workspace, format: .text)
        guard request.flags.isEmpty else {
            throw CommandFailure(.usage, "a flag's value is no part of the picture; set fields of steps, or a profile")
        }
        let picture = FlowPicture(request.program)
        switch format {
        case .mermaid: Output.result(picture.mermaid)
        case .dot: Output.result(picture.dot)
        case .svg: Output.result(picture.svg)
        }
    }
}
