import Diagnostics
import FlowIR
import FlowSyntax
import Vendors
import YAMLDecoding
import YAMLTree

extension Rule {
    /// A vendor that is told beforehand which checks a verification has, and then gets others: it never closes it.
    static let planMismatch = Rule("plan-mismatch") { context in
        context.tree.vendors.flatMap { vendor -> [Problem] in
            let name = vendor.name.value
            guard let pack = context.vendors[name]?.pack,
                let setting = pack.settings.first(where: { $0.kind == .check && $0.isList }),
                let plans = vendor.settings.first(where: { $0.key.text == setting.name })?.value.items
            else { return [] }
            let steps = context.tree.steps.filter { step in
                step.by.contains { $0.vendor.value == name }
                    && context.offers(step).contains { $0.by.vendor.value == name && $0.offer.insideVerification }
            }
            let optional = context.tree.optionalSteps
            let unasked = plans.enumerated().compactMap { index, plan -> Problem? in
                let asking = steps.filter { $0.check.value == plan.text }
                if asking.contains(where: { !optional.contains($0.id.value) }) { return nil }
                let asked =
                    asking.isEmpty ? "no step asks \(name) for it" : "step `\(asking[0].id.value)` may be skipped"
                return Problem(
                    "\(name) waits for `\(plan.text ?? "")`, and \(asked)", at: plan.place,
                    label: "no run is ever closed without it", help: "leave it out, or ask for it in every run",
                    fix: asking.isEmpty
                        ? context.removing(["vendors", .key(name), .key(setting.name), .item(index)]) : nil)
            }
            let known = plans.compactMap(\.text)
            let unplanned = steps.filter { !known.contains($0.check.value) }.map { step in
                Problem(
                    "`\(setting.name)` of \(name) does not have `\(step.check.value)`", at: step.check.place,
                    help: "add it to `vendors.\(name).\(setting.name)`",
                    related: plans.first.map { [.init("the plans", at: $0.place)] } ?? [])
            }
            return unasked + unplanned
        }
    }
}
