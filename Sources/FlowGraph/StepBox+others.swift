internal import ExpressionSyntax
internal import Expressions
internal import FlowIR
internal import Vocabulary

/// Steps that are no checks.
extension StepBox {
    static func lines(of step: Step) -> [String] {
        guard let head = step.head else { return [step.id] }
        let isNamed = !head.id.contains("/")
        let heading = head.title ?? (isNamed ? head.id : String(head.id.prefix { $0 != "/" }))
        return [heading] + condition(head.condition) + body(of: step)
    }

    /// `when`, in lines.
    static func condition(_ condition: CheckedExpression?) -> [String] {
        guard let condition else { return [] }
        let text = condition.root.text(width: 44).split(separator: "\n").map(String.init)
        return zip(text.indices, text).map { $0 == 0 ? "only if \($1)" : $1 }
    }

    private static func body(of step: Step) -> [String] {
        switch step {
        case .check: return []
        case .decide(let step):
            return step.rules.map { rule in
                let reason = rule.reason.map { " (\($0))" } ?? ""
                return "\(rule.outcome.rawValue)\(reason) if \(short(rule.condition))"
            }
        case .wait(let step):
            return [step.until.map { "waits until \(short($0)), \(step.atMost) at most" } ?? "waits \(step.atMost)"]
        case .collect(let step):
            let fields = step.fields.joined(separator: ", ")
            return ["asks the \(step.source.rawValue) for \(fields)"] + within(step.within, step.onTimeout.rawValue)
        case .review(let step):
            let people = step.eyes == 1 ? "a person" : "\(step.eyes) people"
            return ["asks \(people) in queue \(step.queue)"] + within(step.within, step.onTimeout.rawValue)
        case .flow(let step):
            let many = step.each.map { " for each of \($0.maximum) at most" } ?? ""
            return ["starts \(step.flow)@\(step.version)\(many)"] + within(step.within, "late")
        case .block(let step):
            let rounds = step.repetition.map { ["up to \($0.maximum) rounds, while \(short($0.againIf))"] } ?? []
            return rounds + step.steps.map(entry)
        case .choose(let step):
            return step.branches.flatMap { branch in
                [branch.condition.map { "if \(short($0)):" } ?? "otherwise:"]
                    + (branch.steps.isEmpty ? ["  nothing"] : branch.steps.map { "  " + entry($0) })
            }
        case .parallel(let step): return [join(step.join)] + step.members.map(entry)
        }
    }

    /// One step inside another, in a line.
    private static func entry(_ step: Step) -> String {
        if let check = step.check {
            return "· \(check.title ?? check.id): \(check.kind.replacing("_", with: " ")) by "
                + check.vendors.map(\.vendor).joined(separator: ", then ")
        }
        return "· " + lines(of: step).joined(separator: "; ")
    }

    private static func join(_ join: Join) -> String {
        switch join {
        case .all: "side by side, until all have ended:"
        case .first: "side by side, until the first has answered:"
        case .passed(let least, let failures):
            "side by side, until \(least) passed and no more than \(failures) failed:"
        }
    }

    private static func within(_ within: Interval?, _ otherwise: String) -> [String] {
        within.map { ["within \($0), else \(otherwise)"] } ?? []
    }

    private static func short(_ condition: CheckedExpression) -> String {
        condition.root.text(width: 400).replacing("\n", with: " ")
    }
}
