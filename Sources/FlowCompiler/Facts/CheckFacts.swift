import Expressions
import Vocabulary

/// What the parts of a check say of each other: `passed` is a verdict, and whoever passed has answered.
enum CheckFacts {
    private static let verdicts = ["passed": Verdict.passed, "failed": .failed, "in_review": .review]

    /// What follows from a fact about `checks.<id>.<part>`.
    static func consequences(of path: String, _ domain: Domain) -> Facts {
        let parts = path.split(separator: ".", maxSplits: 2)
        guard parts.count == 3, parts[0] == "checks" else {
            return path.hasPrefix("has(checks.") && domain == .holds ? answered(path.dropFirst("has(".count)) : .none
        }
        let step = "checks.\(parts[1])"
        switch parts[2] {
        case "ran":
            return Facts([
                "\(step).ended": domain == .holds
                    ? .one(of: [Ended.answered.rawValue]) : .all(but: [Ended.answered.rawValue])
            ])
        case "passed", "failed", "in_review":
            guard let verdict = verdicts[String(parts[2])]?.rawValue else { return .none }
            guard domain == .holds else { return Facts(["\(step).verdict": .all(but: [verdict])]) }
            return Facts(["\(step).verdict": .one(of: [verdict])]).meet(ofVerdict([verdict], step))
        case "verdict":
            guard let allowed = domain.allowed else { return switches(step, excluded: domain.excluded) }
            return ofVerdict(allowed.compactMap(\.stringValue), step)
        case "ended":
            let isAnswered = domain.allowed == [.string(Ended.answered.rawValue)]
            return isAnswered ? Facts(["\(step).ran": .holds]) : .none
        default: return .none
        }
    }

    private static func answered(_ path: Substring) -> Facts {
        let parts = path.split(separator: ".", maxSplits: 2)
        return Facts([
            "checks.\(parts[1]).ended": .one(of: [Ended.answered.rawValue]), "checks.\(parts[1]).ran": .holds,
        ])
    }

    /// A step that was skipped has the verdict `unknown`; only an answer passes or fails.
    private static func ofVerdict(_ verdicts: [String], _ step: String) -> Facts {
        var facts = Facts()
        if !verdicts.contains(Verdict.unknown.rawValue) {
            facts.narrow("\(step).ended", to: .all(but: [Ended.skipped.rawValue]))
        }
        if Set(verdicts).isSubset(of: [Verdict.passed.rawValue, Verdict.failed.rawValue]) {
            facts.narrow("\(step).ended", to: .one(of: [Ended.answered.rawValue]))
            facts.narrow("\(step).ran", to: .holds)
        }
        for (name, verdict) in Self.verdicts where !verdicts.contains(verdict.rawValue) {
            facts.narrow("\(step).\(name)", to: .fails)
        }
        if verdicts.count == 1, let name = Self.verdicts.first(where: { $0.value.rawValue == verdicts[0] })?.key {
            facts.narrow("\(step).\(name)", to: .holds)
        }
        return facts
    }

    private static func switches(_ step: String, excluded: Set<Value>) -> Facts {
        var facts = Facts()
        for (name, verdict) in verdicts where excluded.contains(.string(verdict.rawValue)) {
            facts.narrow("\(step).\(name)", to: .fails)
        }
        return facts
    }
}
