import ArgumentParser
import Diagnostics

/// `trustflow validate PATH…`
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Checks flows, scenario files and vendor packs.",
        discussion: """
            Says everything that can be known without running: each finding with its place, what was expected and a \
            code that stays the same. Below a folder every YAML file is read; what is evidently something else is left \
            alone. Exit status 1 when there are findings.
            """)

    @Argument(help: "Files and folders.", completion: .file())
    var paths: [String]

    @Option(help: "A folder with vendor packs of your own.", completion: .directory)
    var packs: String?

    @Option(help: "How to print. `sarif` is for code hosts and editors, `github` for the log of a workflow.")
    var format: FindingsFormat = .text

    func run() throws {
        var workspace = try Workspace(packs: packs)
        for path in paths { try workspace.add(path) }
        guard !workspace.isEmpty else {
            throw CommandFailure(
                .usage, "there is no flow, no scenario file and no pack below \(paths.joined(separator: ", "))")
        }
        let counts = workspace.validate()
        Output.result(workspace.findings.rendered(format))
        if !workspace.findings.all.isEmpty { throw CommandFailure(.found, "") }
        if format == .text { Output.result("\(counts): no findings\n") }
    }
}
