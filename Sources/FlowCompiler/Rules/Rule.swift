import Diagnostics

/// Something worth telling of a flow that compiles.
struct Rule: Sendable {
    /// One case of it.
    struct Problem {
        var message: String
        var place: Place
        var label: String?
        /// What to write instead.
        var help: String
        var related: [Finding.Related]
        var fix: Fix?

        init(
            _ message: String, at place: Place, label: String? = nil, help: String, related: [Finding.Related] = [],
            fix: Fix? = nil
        ) {
            self.message = message
            self.place = place
            self.label = label
            self.help = help
            self.related = related
            self.fix = fix
        }
    }

    let code: String
    let severity: Finding.Severity
    let problems: @Sendable (RuleContext) -> [Problem]

    init(
        _ code: String, _ severity: Finding.Severity = .warning,
        _ problems: @escaping @Sendable (RuleContext) -> [Problem]
    ) {
        self.code = code
        self.severity = severity
        self.problems = problems
    }

    func check(_ context: RuleContext, findings: inout Findings) {
        for problem in problems(context) {
            findings.report(
                Finding(
                    code, problem.message, at: problem.place, severity: severity, label: problem.label,
                    help: problem.help, related: problem.related, fix: problem.fix))
        }
    }
}
