import Expressions
import Vocabulary

/// What the parts of a check say of each other: `passed` is a verdict, and whoever passed has answered.
enum CheckFacts {
    /// A part of every check that others say something of, or that says something of the others.
    enum Part: Int32, CaseIterable {
        case ended, ran, verdict, passed, failed, inReview, by

        /// As expressions name it.
        var name: String {
            switch self {
            case .ended: "ended"
            case .ran: "ran"
            case .verdict: "verdict"
            case .passed: "passed"
            case .failed: "failed"
            case .inReview: "in_review"
            case .by: "by"
            }
        }

        static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

        /// The verdict that a switch stands for.
        fileprivate var verdict: Verdict? {
            switch self {
            case .passed: .passed
            case .failed: .failed
            case .inReview: .review
            case .ended, .ran, .verdict, .by: nil
            }
        }
    }

    typealias Parts = [Part: Domain]

    private static let isAnswered = Domain.one(of: [Ended.answered.rawValue])

    /// What follows when there is an answer.
    static let answered: Parts = [.ended: isAnswered, .ran: .holds]

    /// What follows from a fact about a part.
    static func consequences(of part: Part, _ domain: Domain) -> Parts {
        switch part {
        case .by: return [:]
        case .ran: return [.ended: domain == .holds ? isAnswered : .all(but: [Ended.answered.rawValue])]
        case .ended: return domain.allowed == isAnswered.allowed ? [.ran: .holds] : [:]
        case .verdict:
            guard let allowed = domain.allowed else { return switches(excluded: domain.excluded) }
            return ofVerdict(allowed.compactMap(\.stringValue))
        case .passed, .failed, .inReview:
            guard let verdict = part.verdict?.rawValue else { return [:] }
            guard domain == .holds else { return [.verdict: .all(but: [verdict])] }
            var parts = ofVerdict([verdict])
            parts[.verdict] = .one(of: [verdict])
            return parts
        }
    }

    /// A step that was skipped has the verdict `unknown`; only an answer passes or fails.
    private static func ofVerdict(_ verdicts: [String]) -> Parts {
        var parts: Parts = [:]
        if !verdicts.contains(Verdict.unknown.rawValue) { parts[.ended] = .all(but: [Ended.skipped.rawValue]) }
        if Set(verdicts).isSubset(of: [Verdict.passed.rawValue, Verdict.failed.rawValue]) {
            parts[.ended] = parts[.ended]?.meet(isAnswered) ?? isAnswered
            parts[.ran] = .holds
        }
        for part in Part.allCases {
            guard let verdict = part.verdict?.rawValue else { continue }
            if !verdicts.contains(verdict) { parts[part] = .fails } else if verdicts.count == 1 { parts[part] = .holds }
        }
        return parts
    }

    private static func switches(excluded: Set<Value>) -> Parts {
        var parts: Parts = [:]
        for part in Part.allCases {
            guard let verdict = part.verdict?.rawValue, excluded.contains(.string(verdict)) else { continue }
            parts[part] = .fails
        }
        return parts
    }
}
