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
    let example: Example?

    /// What an example is a change of.
    public enum Kind: Sendable {
        /// ``FindingPages/flow``.
        case flow
        /// ``FindingPages/scenarios``, which are about that flow.
        case scenarios
    }

    /// A part of a small file, in a form that has the finding and in one that has none.
    struct Example: Hashable, Sendable {
        var kind: Kind
        var replacing: String
        var wrong: String
        var right: String

        fileprivate func with(_ part: String) -> String {
            (kind == .flow ? FindingPages.flow : FindingPages.scenarios).replacing(replacing, with: part)
        }
    }

    /// - Parameter right: What stands there in the small file itself, unless given.
    init(
        _ code: String, _ summary: String, why: String, instead: String, in kind: Kind = .flow, at replacing: String,
        wrong: String, right: String? = nil
    ) {
        self.code = code
        self.summary = summary
        self.why = why
        self.instead = instead
        example = Example(kind: kind, replacing: replacing, wrong: wrong, right: right ?? replacing)
    }

    /// A page of what a small file cannot show.
    init(_ code: String, _ summary: String, why: String, instead: String) {
        self.code = code
        self.summary = summary
        self.why = why
        self.instead = instead
        example = nil
    }

    /// What the example is a change of; `nil` for a page without one.
    public var kind: Kind? { example?.kind }
    /// A whole file with this finding and no other.
    public var failing: String? { example.map { $0.with($0.wrong) } }
    /// Its twin without findings.
    public var passing: String? { example.map { $0.with($0.right) } }

    /// The page as a person reads it, 80 columns wide.
    public var text: String {
        let head = """
            \(code): \(summary)

            \(Self.filled(why))

            Instead: \(Self.filled(instead, after: 9))

            """
        guard let example else { return head }
        return head + """

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
    public static let all: [FindingPage] = parts.flatMap(\.self).sorted { $0.code < $1.code }

    private static let parts = [
        shape, names, values, texts, expressions, fields, inputs, layers, overrides, silences, vendors, options,
        questions,
        retries, times,
        order, steps,
        positions, conditions, comparisons, verdicts, statuses, afterwards, rules, rest, plays, files, others,
    ]

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
        expires_after: 30d

        """

    /// The scenarios of that flow, which other examples are a change of.
    static let scenarios = """
        flow: sample
        defaults:
          applicant: { selfie: "@selfie.jpg" }
          vendors: { idmeta: approved }
        scenarios:
          - name: a live face is verified
            expect: { status: verified }

        """

    /// The flow that the examples of scenario files are about.
    public static let sample = flow
}
