import Diagnostics
import ExpressionSyntax
import Expressions
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Reads `verification`: which operation opens it, takes metadata and closes it.
struct VerificationReader {
    var environment: ExpressionEnvironment
    var operations: [String]

    func read(_ node: YAMLNode, findings: inout Findings) -> VerificationBinding? {
        let keys = ["create", "metadata", "finalize", "abandon", "poll", "erase", "evidence"]
        guard
            let record = Record(node, as: "`verification`", keys: keys, findings: &findings),
            let create = record.require("create", findings: &findings)
        else { return nil }
        guard let created = operation(create, findings: &findings) else { return nil }
        var binding = VerificationBinding(
            create: created,
            metadata: record["metadata"].map { metadata($0.value, findings: &findings) }
                ?? [VerificationBinding.MetadataRule(.never)],
            finalize: record["finalize"].flatMap { unless("none", $0.value, findings: &findings) },
            abandon: record["abandon"].flatMap { unless("local", $0.value, findings: &findings) },
            polling: record["poll"].flatMap { $0.value.text == "none" ? nil : polling($0.value, findings: &findings) })
        if let entry = record["erase"], entry.value.text != "none",
            let own = Record(entry.value, as: "`erase`", keys: ["operations"], findings: &findings),
            let operations = own.require("operations", findings: &findings)?.list("`operations`", findings: &findings)
        {
            binding.erase = operations.compactMap { operation($0, findings: &findings) }
        }
        return binding
    }

    /// `{ operation: status, only: overdue }`, or `first`, `multiplier` and `cap` of the waits; what the operation answers
    /// stands with the checks that it answers.
    private func polling(_ node: YAMLNode, findings: inout Findings) -> Polling? {
        let keys = ["operation", "only"] + Self.paceKeys + ["while_reviewed"]
        guard let record = Record(node, as: "`poll`", keys: keys, findings: &findings) else { return nil }
        _ = record.require("operation", findings: &findings).map { operation($0, findings: &findings) }
        if let only = record["only"] {
            _ = only.value.choice("`only`", of: [(name: "overdue", value: true)], findings: &findings)
            for key in Self.paceKeys + ["while_reviewed"] {
                guard let entry = record[key] else { continue }
                findings.report(
                    Finding(
                        "poll-contradicts", "`\(key)` is for a status that is read regularly", at: entry.key.place,
                        help: "drop it, or `only: overdue`"))
            }
            return nil
        }
        guard let usual = pace(record, findings: &findings) else { return nil }
        var polling = Polling(usual: usual)
        if let entry = record["while_reviewed"],
            let own = Record(entry.value, as: "`while_reviewed`", keys: Self.paceKeys, findings: &findings)
        {
            polling.reviewed = pace(own, findings: &findings)
        }
        return polling
    }

    private static let paceKeys = ["first", "multiplier", "cap"]

    private func pace(_ record: Record, findings: inout Findings) -> Polling.Pace? {
        guard let first = record.require("first", findings: &findings)?.interval("`first`", findings: &findings)
        else { return nil }
        let cap = record["cap"].flatMap { $0.value.interval("`cap`", findings: &findings) } ?? first
        let multiplier = record["multiplier"].flatMap { $0.value.double("`multiplier`", findings: &findings) } ?? 2
        guard first >= .seconds(1), cap >= first, multiplier >= 1 else {
            findings.report(
                Finding(
                    "poll-too-often", "a status is read once a second at most, and the waits do not become shorter",
                    at: record.node.headPlace, help: "write `first: 10s, multiplier: 2, cap: 2m`"))
            return nil
        }
        return Polling.Pace(first: first, multiplier: multiplier, cap: cap)
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
