import Expressions
import FlowIR
import Vocabulary

/// What the parts of a review or of a flow that a step starts say of each other: where it ran, it was not skipped.
enum OtherFacts {
    /// - Parameter ranWith: By step: what is so when it was not skipped.
    static func consequences(
        of path: String, _ domain: Domain, in table: FactTable, _ ranWith: [String: Facts]
    ) -> Facts {
        let parts = path.split(separator: ".")
        guard parts.count == 3 else { return .none }
        let answered = Value.string(Ended.answered.rawValue)
        switch parts[2] {
        case "ran" where domain == .holds: break
        case "ran" where domain == .fails:
            return table.fact("\(parts[0]).\(parts[1]).ended", Domain(excluded: [answered]))
        case "ended" where domain.allowed == [answered]: break
        // Only what ran has an answer, or a status.
        case "answer" where domain.allowed != nil, "status" where domain.allowed != nil: break
        default: return .none
        }
        return table.fact("\(parts[0]).\(parts[1]).ended", Domain(allowed: [answered]))
            .meet(table.fact("\(parts[0]).\(parts[1]).ran", .holds))
            .meet(ranWith[String(parts[1])] ?? .none)
    }
}
