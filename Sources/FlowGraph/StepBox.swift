internal import ExpressionSyntax
internal import Expressions
internal import FlowIR
internal import Vocabulary

/// What stands in the box of a step.
enum StepBox {
    static func box(_ step: Step, id: String) -> FlowPicture.Box {
        guard case .check(let check) = step else {
            return FlowPicture.Box(id: id, shape: .other, lines: lines(of: step))
        }
        return FlowPicture.Box(id: id, shape: .step, lines: lines(of: check))
    }

    private static func lines(of check: CheckStep) -> [String] {
        let vendors = check.vendors.map(\.vendor)
        var lines = [check.title ?? check.id]
        lines.append("\(check.kind.replacing("_", with: " ")) by \(vendors.first ?? "nobody")")
        if vendors.count > 1 { lines.append("then by \(vendors.dropFirst().joined(separator: ", then "))") }
        lines += condition(check.condition)
        if check.vendors.contains(where: \.hasPage) { lines.append("on the vendor's page") }
        if let calls = calls(of: check) { lines.append(calls) }
        lines += attempts(of: check.attempts)
        if let deadline = check.deadline { lines.append("within \(deadline) in all") }
        if !check.verdict.isEmpty { lines.append("judged by rules of its own") }
        if !check.remedies.isEmpty { lines.append(remedies(of: check)) }
        return lines
    }

    private static func calls(of check: CheckStep) -> String? {
        guard let policy = check.vendors.first?.policy else { return nil }
        let most = policy.entries.map(\.calls).max() ?? 1
        guard most > 1 else { return nil }
        return "up to \(most) calls" + (policy.deadline.map { " within \($0)" } ?? "")
    }

    private static func attempts(of attempts: Attempts) -> [String] {
        guard attempts.maximum > 1 else { return [] }
        let ask = attempts.ask.isEmpty ? "" : ", asks for \(attempts.ask.joined(separator: ", "))"
        return ["up to \(attempts.maximum) attempts\(ask)"]
    }

    private static func remedies(of check: CheckStep) -> String {
        let parts = Cause.allCases.compactMap { cause in
            check.remedies[cause.rawValue].map { (cause: cause.rawValue, remedy: $0.rawValue) }
        }
        let remedies = Set(parts.map(\.remedy))
        if parts.count == Cause.allCases.count, remedies.count == 1, let only = remedies.first {
            return "without an answer: \(only)"
        }
        return "if " + parts.map { "\($0.cause): \($0.remedy)" }.joined(separator: ", ")
    }
}
