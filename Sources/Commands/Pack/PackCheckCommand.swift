import ArgumentParser
import Diagnostics
import PackCompiler
import Vendors

/// `trustflow pack check DIR`
struct PackCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks a pack: its contract, its binding against the contract, its stories.",
        discussion: """
            Each finding has its place, often a second one in the contract, and a code that stays the same; \
            `trustflow explain CODE` has more. A pack without findings is shown as what it binds. Exit status 1 when \
            there are errors or warnings.
            """)

    @Argument(help: "The folder of a pack, or one whose folders are packs.", completion: .directory)
    var folder: String

    @Option(help: "How to print. `sarif` is for code hosts and editors, `github` for the log of a workflow.")
    var format: FindingsFormat = .text

    func run() throws {
        guard Input.kind(of: folder) == .folder else {
            throw CommandFailure(.usage, "`\(folder)` is no folder; a pack is a folder with `binding.yaml`")
        }
        var findings = Findings()
        let one = PackFolder.read(folder, findings: &findings)
        let all = one.map { [$0] } ?? PackFolder.packs(below: folder, findings: &findings)
        guard !all.isEmpty else {
            throw CommandFailure(
                .usage,
                "there is no `binding.yaml` in `\(folder)`; `trustflow pack new --openapi FILE` begins a pack")
        }
        let packs = all.map { files in (files.name, PackCompiler.compile(files, findings: &findings)) }
        Output.result(findings.rendered(format))
        if findings.all.contains(where: { $0.severity != .note }) { throw CommandFailure(.found, "") }
        guard format == .text else { return }
        for case (_, let pack?) in packs {
            Output.result(PackSummary(pack: pack).text)
        }
    }
}
