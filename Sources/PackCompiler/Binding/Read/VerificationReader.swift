import Diagnostics
import ExpressionSyntax
import Expressions
import Vendors
import YAMLDecoding
import YAMLTree

/// Reads `verification`: which operation opens it, takes metadata and closes it.
struct VerificationReader {
    var environment: ExpressionEnvironment
    var operations: [String]

    func read(_ node: YAMLNode, findings: inout Findings) -> VerificationBinding? {
        let keys = ["create", "metadata", "finalize", "abandon", "poll", "erase"]
        guard
            let record = LaterKeys.verification.record(node, as: "`verification`", keys: keys, findings: &findings),
            let create = record.require("create", findings: &findings)
        else { return nil }
        if let entry = record["erase"], entry.value.text != "none" {
            findings.report(.notAvailable("`erase` other than `none`", at: entry.value.place))
        }
        if let entry = record["poll"], entry.value.text != "none" { poll(entry.value, findings: &findings) }
        guard let created = operation(create, findings: &findings) else { return nil }
        return VerificationBinding(
            create: created,
            metadata: record["metadata"].map { metadata($0.value, findings: &findings) }
                ?? [VerificationBinding.MetadataRule(.never)],
            finalize: record["finalize"].flatMap { unless("none", $0.value, findings: &findings) },
            abandon: record["abandon"].flatMap { unless("local", $0.value, findings: &findings) })
    }

    /// `{ operation: status, only: overdue }`: what it answers stands with the checks that it answers.
    private func poll(_ node: YAMLNode, findings: inout Findings) {
        guard let record = Record(node, as: "`poll`", keys: ["operation", "only"], findings: &findings) else { return }
        _ = record.require("operation", findings: &findings).map { operation($0, findings: &findings) }
        if record["only"]?.value.text != "overdue" {
            findings.report(.notAvailable("regular polling", at: node.place))
        }
    }

    private func unless(_ word: String, _ node: YAMLNode, findings: inout Findings) -> String? {
        node.text == word ? nil : operation(node, findings: &findings)
    }

    private func operation(_ node: YAMLNode, findings: inout Findings) -> String? {
        node.choice("an operation", of: operations.map { ($0, $0) }, findings: &findings)
    }

    /// One way, or a list of ways with a condition on the settings, the last without.
    private func metadata(_ node: YAMLNode, findings: inout Findings) -> [VerificationBinding.MetadataRule] {
        let items = node.items ?? [node]
        var rules: [VerificationBinding.MetadataRule] = []
        for (index, item) in items.enumerated() {
            guard let record = Record(item, as: "`metadata`", keys: ["at", "operation", "when"], findings: &findings),
                let timing = timing(record, at: item, findings: &findings)
            else { continue }
            let condition = record["when"].flatMap {
                $0.value.expression(in: environment, expecting: .bool, findings: &findings)?.expression
            }
            if (record["when"] == nil) != (index == items.count - 1) {
                findings.report(
                    Finding(
                        "metadata-order", "only the last way to send metadata stands without `when`, and it must",
                        at: item.place))
            }
            rules.append(VerificationBinding.MetadataRule(timing, when: condition))
        }
        return rules
    }

    private func timing(
        _ record: Record, at node: YAMLNode, findings: inout Findings
    ) -> VerificationBinding.MetadataRule.Timing? {
        if let entry = record["operation"] {
            return operation(entry.value, findings: &findings).map { .operation($0) }
        }
        guard let entry = record["at"] else {
            findings.report(
                Finding(
                    "missing-key", "this way to send metadata says neither `at` nor `operation`", at: node.place,
                    help: "write `{ at: create }`, `{ at: never }` or `{ operation: … }`"))
            return nil
        }
        return entry.value.choice(
            "when metadata is sent", of: [(name: "create", value: .atCreate), (name: "never", value: .never)],
            findings: &findings)
    }
}
