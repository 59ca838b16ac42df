import ArgumentParser
import Diagnostics
import FindingPages

/// `trustflow explain [CODE | FLOW [PATH]]`
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explains a finding by its code, or the values of a flow by where they come from.",
        discussion: """
            Given a code: a page that says what is wrong, why that matters and what to write instead, with an example that \
            has the finding and one that has not. Alone, it lists the codes.

            Given a flow's file: every value that holds in the end, with its layer, file and line, and below it what it \
            overrode. Layers are, later ones winning: what is built in, packs, the parent flow, the flow's defaults, its \
            steps, the profile, and --set. A path such as `steps.aml.by` keeps to what lies below it.
            """)

    @Argument(help: "A code, as `validate` prints it in square brackets, or a flow file.", completion: .file())
    var subject: String?

    @Argument(help: "A path into the flow: `steps.aml.by`.")
    var path: String?

    @Option(help: "A profile of the flow.")
    var profile: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A value to lay over all: `steps.aml.by=idmeta`.", valueName: "path=value"))
    var settings: [String] = []

    @Option(help: "A folder with vendor packs of your own.", completion: .directory)
    var packs: String?

    @Option(help: "How to print.")
    var format: Format = .text

    func run() throws {
        if let subject, isFile(subject) {
            return try FlowExplainer(
                flow: subject, path: path, profile: profile, settings: settings, packs: packs, format: format
            ).run()
        }
        guard path == nil, profile == nil, settings.isEmpty, packs == nil else {
            throw CommandFailure(.usage, "there is no flow file `\(subject ?? "")`")
        }
        try explainCode()
    }

    /// Codes have neither dots nor slashes, and flows' files have.
    private func isFile(_ subject: String) -> Bool {
        subject.contains("/") || subject.hasSuffix(".yaml") || subject.hasSuffix(".yml")
            || Input.kind(of: subject) == .file
    }

    // MARK: Codes

    private struct Record: Encodable {
        var code: String
        var summary: String
        var why: String
        var instead: String
        var failing: String?
        var passing: String?

        init(_ page: FindingPage) {
            code = page.code
            summary = page.summary
            why = page.why
            instead = page.instead
            failing = page.failing
            passing = page.passing
        }
    }

    private func explainCode() throws {
        guard let code = subject else {
            if format == .json { return Output.result(try FindingPages.all.map(Record.init).json()) }
            let width = FindingPages.all.map(\.code.count).max() ?? 0
            for page in FindingPages.all {
                let blanks = String(repeating: " ", count: width - page.code.count + 2)
                Output.result(page.code + blanks + page.summary + "\n")
            }
            return
        }
        let bare = code.hasPrefix("[") && code.hasSuffix("]") ? String(code.dropFirst().dropLast()) : code
        guard let page = FindingPages.page(bare) else {
            let meant = closest(to: bare, in: FindingPages.all.map(\.code)).map { "; did you mean `\($0)`?" }
            throw CommandFailure(
                .usage, "there is no page for `\(bare)`\(meant ?? "; `trustflow explain` lists those that there are")")
        }
        Output.result(format == .json ? try Record(page).json() : page.text)
    }
}
