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
            alone. Exit status 1 when there are errors or warnings; a note is no reason to stop. A warning is silenced by a \
            comment on its line: `# trustflow: allow CODE because REASON`.
            """)

    @Argument(help: "Files and folders.", completion: .file())
    var paths: [String]

    @Option(help: "A folder with vendor packs of your own.", completion: .directory)
    var packs: String?

    @Option(help: "How to print. `sarif` is for code hosts and editors, `github` for the log of a workflow.")
    var format: FindingsFormat = .text

    @Option(
        help:
            "A file or folder with the flows as they were: says which changed without a new version, or without a word.",
        completion: .file())
    var against: String?

    @Option(
        help:
            "The columns that text has to fit into: by default those of the terminal. Elsewhere a message is one line."
    )
    var width: Int?

    @Flag(help: "Applies the fixes that findings carry, then checks again.")
    var fix = false

    func validate() throws {
        if let width, !(40...1000).contains(width) { throw ValidationError("--width is a number from 40 to 1000") }
    }

    func run() throws {
        let contents = fix ? try Mending(paths: paths, packs: packs).run() : [:]
        var workspace = try Workspace(packs: packs, contents: contents)
        for path in paths { try workspace.add(path) }
        guard !workspace.isEmpty else {
            throw CommandFailure(
                .usage, "there is no flow, no scenario file and no pack below \(paths.joined(separator: ", "))")
        }
        let counts = workspace.validate()
        if let against { try workspace.compare(with: against, packs: packs) }
        Output.result(workspace.findings.rendered(format, width: width))
        Memory.abandon(workspace)
        if workspace.findings.all.contains(where: { $0.severity != .note }) { throw CommandFailure(.found, "") }
        if format == .text, workspace.findings.all.isEmpty { Output.result("\(counts): no findings\n") }
    }
}
