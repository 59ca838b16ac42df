import Diagnostics
import ExpressionSyntax
import Expressions
import FlowIR
import FlowSyntax
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Steps that are other flows.
extension Lowering {
    mutating func lower(_ step: FlowStepTree, _ head: StepHead) -> FlowStep? {
        let signature = signature(of: step)
        checkParents(of: step, signature)
        var environment = environments.flow
        var each: Each?
        if let tree = step.each {
            guard
                let list = YAMLDecoding.expression(
                    tree.list, in: environments.flow, expecting: .list(.dyn), findings: &findings)
            else { return nil }
            filled[tree.list.place] = [list]
            checkOrder(list.references)
            let element: ExpressionType = if case .list(let element) = list.type { element } else { .dyn }
            environment.declare(tree.variable.value, element)
            each = Each(
                variable: tree.variable.value, list: list.expression, minimum: tree.minimum,
                maximum: tree.maximum.value, concurrency: tree.concurrency, onSize: tree.onSize)
            checkSizes(tree)
        }
        if !step.isDetached { checkBound(step.within, step.head) }
        return FlowStep(
            head, flow: step.flow.value, version: step.version, profile: step.profile,
            applicant: given(step.applicant, to: signature?.applicant, of: step, "applicant", environment),
            flags: given(step.flags, to: signature?.flags, of: step, "flags", environment), each: each,
            isDetached: step.isDetached, within: step.within?.value)
    }

    /// A child whose verifications belong to those of this run is never begun where this run has none.
    private mutating func checkParents(of step: FlowStepTree, _ signature: FlowSignature?) {
        let own = tree.vendors.map { ($0.pack ?? $0.name).value }
        for pack in signature?.parentPacks ?? [] where !own.contains(pack) {
            findings.report(
                Finding(
                    "missing-parent-verification",
                    "flow `\(step.flow.value)` needs a verification at \(pack) to belong to, and this flow opens none there",
                    at: step.flow.place,
                    help: "ask \(pack) for a check before this step, or write `parent: allowed` in the other flow"))
        }
    }

    private mutating func checkSizes(_ tree: EachTree) {
        guard tree.minimum > tree.maximum.value else { return }
        findings.report(
            Finding(
                "endless-join", "no list is as long as \(tree.minimum) and as short as \(tree.maximum.value)",
                at: tree.maximum.place, help: "make `max` larger than `min`"))
    }

    private mutating func signature(of step: FlowStepTree) -> FlowSignature? {
        guard let flows else { return nil }
        if let known = flows.first(where: { $0.name == step.flow.value && $0.version == step.version }) { return known }
        let versions = flows.filter { $0.name == step.flow.value }.map { "\($0.name)@\($0.version)" }
        let help =
            versions.isEmpty
            ? nameHelp(for: step.flow.value, in: Set(flows.map(\.name)).sorted(), known: "the flows beside it")
                ?? "put its file beside this one"
            : "there is \(versions.map { "`\($0)`" }.joined(separator: ", "))"
        findings.report(
            Finding(
                "unknown-flow", "there is no flow `\(step.flow.value)@\(step.version)`", at: step.flow.place,
                help: help,
                fix: closest(to: step.flow.value, in: flows.map(\.name)).flatMap {
                    .rewording("\(step.flow.value)@\(step.version)", as: "\($0)@\(step.version)", at: step.flow.place)
                }))
        return nil
    }

    /// What a child is given, held to what its flow declares where that is known.
    private mutating func given(
        _ entries: [YAMLEntry], to fields: [FieldTree]?, of step: FlowStepTree, _ section: String,
        _ environment: ExpressionEnvironment
    ) -> [InputEntry] {
        var lowered: [InputEntry] = []
        for entry in entries {
            guard let name = entry.key.text,
                let template = YAMLDecoding.template(entry.value, in: environment, findings: &findings)
            else { continue }
            filled[entry.value.place] = template.expressions
            checkOrder(template.references)
            guard let fields else {
                lowered.append(InputEntry(name: name, value: template.template))
                continue
            }
            guard let field = fields.first(where: { $0.name.value == name }) else {
                findings.report(
                    Finding(
                        "unknown-field", "flow `\(step.flow.value)` has no `\(name)` under `\(section)`",
                        at: entry.key.place,
                        help: nameHelp(for: name, in: fields.map(\.name.value), known: "its fields"),
                        fix: .rename(name, in: fields.map(\.name.value), at: entry.key.place)))
                continue
            }
            checkInput(template, Field(name, field.type, optional: field.isOptional), at: entry.value.place)
            lowered.append(InputEntry(name: name, value: template.template.converted(to: field.type)))
        }
        let needed = (fields ?? []).filter { !$0.isOptional && $0.defaultValue == nil }
        for field in needed where !entries.contains(where: { $0.key.text == field.name.value }) {
            findings.report(
                Finding(
                    "missing-input", "flow `\(step.flow.value)` is given no `\(field.name.value)`", at: step.flow.place,
                    help: "add `\(field.name.value): …` (\(field.type.name)) to its `\(section)`",
                    related: [.init("declared here", at: field.name.place)]))
        }
        return lowered
    }
}
