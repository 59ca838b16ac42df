import Diagnostics
import FlowIR
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Steps that are other flows.
extension FlowReader {
    mutating func flowStep(_ node: YAMLNode) -> FlowStepTree? {
        guard let (record, head) = head(node, FlowForms.flowStep),
            let written = located(record["flow"]?.value, "the flow"), !record.isMisspelt("applicant")
        else { return nil }
        if head.id == nil {
            findings.report(
                Finding(
                    "missing-key", "a `flow` needs an `id`", at: head.place,
                    help: "add `id: …`; rules read `flows.….status`"))
        }
        let parts = written.value.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let version = Int(parts[1]), version > 0, Self.isName(String(parts[0])) else {
            findings.report(
                Finding(
                    "unpinned-flow", "`\(written.value)` does not say which version of the flow runs",
                    at: written.place,
                    help: "write `\(parts[0])@1`: what is proved of this flow has to stay true"))
            return nil
        }
        let isDetached = record["detach"]?.value.bool("`detach`", findings: &findings) ?? false
        return FlowStepTree(
            head: head, flow: Located(String(parts[0]), at: written.place), version: version,
            profile: record["profile"]?.value.string("the profile", findings: &findings),
            applicant: record["applicant"].map { entries($0.value, "`applicant`") } ?? [],
            flags: record["flags"].map { entries($0.value, "`flags`") } ?? [], each: each(node, record),
            isDetached: isDetached, detach: record["detach"]?.value.place,
            within: locatedInterval(record["within"]?.value, "`within`"))
    }

    private mutating func each(_ node: YAMLNode, _ record: Record) -> EachTree? {
        guard let variable = located(record["each"]?.value, "the name of an element") else {
            for key in FlowForms.eachKeys.dropFirst() {
                guard let entry = record[key] else { continue }
                findings.report(
                    Finding(
                        "missing-key", "`\(key)` belongs to an `each`", at: entry.key.place,
                        help: "add `each: …` with the name of an element, or leave `\(key)` out"))
            }
            return nil
        }
        if !Self.isIdentifier(variable.value) { findings.report(.badName("element", variable)) }
        let list = record.require("in", findings: &findings)
        let maximum = locatedInt(record.require("max", findings: &findings), "`max`", 1...1000)
        guard let list, let maximum else { return nil }
        return EachTree(
            variable: variable, list: list, minimum: locatedInt(record["min"]?.value, "`min`", 0...1000)?.value ?? 0,
            maximum: maximum,
            concurrency: locatedInt(record["concurrency"]?.value, "`concurrency`", 1...100)?.value ?? 1,
            onSize: choice(record, "on_size")?.value ?? .review)
    }
}
