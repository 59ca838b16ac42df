/// The page of a finding: what is wrong, why that matters, what to write, and a small flow that shows it.
public struct FindingPage: Hashable, Sendable {
    /// The finding's code.
    public let code: String
    /// One line: what is wrong.
    public let summary: String
    /// What would happen otherwise.
    public let why: String
    /// What to write.
    public let instead: String
    let example: Example

    /// A part of ``FindingPages/flow``, in a form that has the finding and in one that has none.
    struct Example: Hashable, Sendable {
        var replacing: String
        var wrong: String
        var right: String
    }

    init(
        _ code: String, _ summary: String, why: String, instead: String, at replacing: String, wrong: String,
        right: String
    ) {
        self.code = code
        self.summary = summary
        self.why = why
        self.instead = instead
        example = Example(replacing: replacing, wrong: wrong, right: right)
    }

    /// A whole flow with this finding and no other.
    public var failingFlow: String { FindingPages.flow.replacing(example.replacing, with: example.wrong) }
    /// Its twin without findings.
    public var passingFlow: String { FindingPages.flow.replacing(example.replacing, with: example.right) }

    /// The page as a person reads it, 80 columns wide.
    public var text: String {
        """
        \(code): \(summary)

        \(Self.filled(why))

        Instead: \(Self.filled(instead, after: 9))

        Found in:

        \(Self.indented(example.wrong))

        Not found in:

        \(Self.indented(example.right))

        """
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
    }

    private static func filled(_ text: String, after used: Int = 0) -> String {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            let room = lines.isEmpty ? 80 - used : 80
            if !line.isEmpty, line.count + 1 + word.count > room {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return (lines + [line]).joined(separator: "\n")
    }
}

/// All pages.
public enum FindingPages {
    /// Sorted by code.
    public static let all: [FindingPage] = (shape + names + values + rules + steps + vendors + rest + layers).sorted {
        $0.code < $1.code
    }

    public static func page(_ code: String) -> FindingPage? { all.first { $0.code == code } }

    /// The flow that every example is a change of.
    static let flow = """
        flow: sample
        version: 1
        applicant: { selfie: image }
        vendors: { idmeta: { trust_flow: "1708" } }
        steps:
          - id: liveness
            check: biometrics
            by: idmeta
            input: { image: "${applicant.selfie}" }
        status:
          - verify: checks.liveness.passed
          - otherwise: review

        """
}
