import Diagnostics
import FlowIR
import FlowSyntax
import Vendors
import Vocabulary
import YAMLTree

extension Rule {
    /// Another attempt for a reason that no vendor of the step ever gives.
    static let reasonNeverGiven = Rule("reason-never-given") { context in
        context.tree.steps.flatMap { step -> [Problem] in
            let offers = context.offers(step)
            guard !offers.isEmpty, let on = step.attempts?.on else { return [] }
            let given = offers.reduce(into: Set<String>()) { $0.formUnion($1.offer.reasons) }
            let isHosted = offers.contains { $0.offer.hasPage }
            return on.indices.compactMap { index in
                let name = on[index]
                let group = ApplicantReason.inGroup(name.value).map(\.name)
                let names = group.isEmpty ? [name.value] : group
                // What became of a session is ours to say.
                let isOfSession = names.contains { ApplicantReason.named($0)?.group == "session" }
                guard given.isDisjoint(with: names), !(isHosted && isOfSession) else { return nil }
                let fix = context.path(step.id.value).flatMap {
                    context.removing($0 + ["attempts", "on", .item(index)])
                }
                return Problem(
                    "\(step.by.map(\.vendor.value).joined(separator: " and ")) never gives `\(name.value)`",
                    at: name.place,
                    help:
                        "leave it out; it gives \(given.isEmpty ? "no reasons" : given.sorted().prefix(6).map { "`\($0)`" }.joined(separator: ", "))",
                    fix: on.count > 1 ? fix : nil)
            }
        }
    }
}
