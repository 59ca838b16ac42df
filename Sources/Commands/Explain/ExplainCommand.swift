import ArgumentParser
import Diagnostics
import FindingPages

/// `trustflow explain [CODE]`
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explains a finding by its code; alone, lists the codes.",
        discussion: """
            A page says what is wrong, why that matters and what to write instead, with an example that has the finding \
            and one that has not.
            """)

    @Argument(help: "A code, as `validate` prints it in square brackets.")
    var code: String?

    @Option(help: "How to print.")
    var format: Format = .text

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

    func run() throws {
        guard let code else {
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
