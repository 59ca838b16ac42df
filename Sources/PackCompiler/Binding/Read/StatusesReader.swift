import Diagnostics
import Expressions
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Reads `statuses`: the vendor's closed list, each with ours, and the arm for what is not in it.
struct StatusesReader {
    var operations: [String: VendorOperation]
    /// Every operation that the binding names; those with errors are not among `operations`.
    var declared: [String]
    var contract: Contract
    var places: ContractPlaces

    func read(_ node: YAMLNode, findings: inout Findings) -> StatusTable? {
        guard let entries = node.entries, let from = node.entry("from") else {
            findings.report(
                Finding(
                    "missing-key", "`statuses` does not say where the status is", at: node.headPlace,
                    help: "add `from: finalize.status`: an operation and a field of its result"))
            return nil
        }
        for key in LaterKeys.statuses.keys {
            guard let entry = node.entry(key) else { continue }
            findings.report(.notAvailable("`\(key)` of `statuses`", at: entry.key.place))
        }
        var table = StatusTable(operation: nil, field: "", fold: false, arms: [], unknownIsIncident: false)
        if from.value.text != "answers" {
            guard let (operation, field) = source(from.value, findings: &findings) else { return nil }
            table.operation = operation
            table.field = field
        }
        if let fold = node.entry("fold") { table.fold = fold.value.bool("`fold`", findings: &findings) ?? false }
        let other = ["from", "fold", "unknown"] + LaterKeys.statuses.keys
        for entry in entries where !other.contains(entry.key.text ?? "") {
            guard let value = entry.key.literal(findings: &findings),
                let meaning = meaning(entry.value, findings: &findings)
            else { continue }
            let also = entry.value.entry("also").flatMap { $0.value.list("`also`", findings: &findings) } ?? []
            table.arms.append(
                StatusTable.Arm(
                    value, also: also.compactMap { $0.literal(findings: &findings) }, meaning,
                    again: again(entry.value, findings: &findings)))
        }
        readUnknown(node, into: &table, findings: &findings)
        checkAgainstContract(table, at: from.value, findings: &findings)
        return table
    }

    /// `operation.field`
    private func source(_ node: YAMLNode, findings: inout Findings) -> (operation: String, field: String)? {
        let parts = (node.text ?? "").split(separator: ".").map(String.init)
        guard parts.count == 2, declared.contains(parts[0]) else {
            findings.report(
                .unknownName(
                    "unknown-operation", "`\(node.text ?? "")` is no operation and a field of its result",
                    parts.first ?? "", of: declared, at: node))
            return nil
        }
        guard let operation = operations[parts[0]] else { return nil }
        guard operation.result.contains(where: { $0.name == parts[1] }) else {
            findings.report(
                .unknownName(
                    "unknown-result-field", "`\(parts[0])` has no result `\(parts[1])`", parts[1],
                    of: operation.result.map(\.name), at: node))
            return nil
        }
        return (parts[0], parts[1])
    }

    private static let failures: [(name: String, value: ErrorKind?)] =
        ErrorKind.allCases.map { ($0.rawValue, $0) } + [("incomplete", nil)]

    private static let statuses: [(name: String, value: RunStatus)] = RunStatus.allCases.map { ($0.rawValue, $0) }

    private func meaning(_ node: YAMLNode, findings: inout Findings) -> StatusTable.Meaning? {
        let keys = ["status", "as", "also", "detail", "verdict", "held_by", "ended", "try_again", "else"]
        guard let record = LaterKeys.status.record(node, as: "a status", keys: keys, findings: &findings) else {
            return nil
        }
        if let entry = record["as"] {
            guard let kind = entry.value.choice("what a status is taken for", of: Self.failures, findings: &findings)
            else { return nil }
            if let kind { return .failure(kind) }
            return .incomplete(detail: record["detail"].flatMap { JSONPointer.read($0.value, findings: &findings) })
        }
        if let entry = record["held_by"] {
            let holders = Holder.allCases.map { (name: $0.rawValue, value: $0) }
            return entry.value.choice("who has to act", of: holders, findings: &findings).map { .open($0) }
        }
        if let entry = record["ended"] {
            let causes = Cause.allCases.map { (name: $0.rawValue, value: $0) }
            return entry.value.choice("how a session ended", of: causes, findings: &findings).map { .ended($0) }
        }
        guard let word = record.require("status", findings: &findings),
            let status = word.choice("a status", of: Self.statuses, findings: &findings)
        else { return nil }
        guard status.isDecided else {
            findings.report(
                Finding(
                    "status-not-closed", "`\(status.rawValue)` does not close a verification", at: word.place,
                    help: "write `as: incomplete`"))
            return nil
        }
        let verdict = record["verdict"].flatMap {
            $0.value.choice(
                "a verdict", of: Verdict.allCases.map { (name: $0.rawValue, value: $0) }, findings: &findings)
        }
        return .status(status, verdict: verdict)
    }

    /// `try_again: codes`, with `else` for an answer without any of them, or a reason.
    private func again(_ node: YAMLNode, findings: inout Findings) -> StatusTable.Again? {
        let otherwise = node.entry("else").flatMap { ReasonArms.reason($0.value, findings: &findings) }
        guard let entry = node.entry("try_again") else { return nil }
        if entry.value.text == "codes" { return .codes(otherwise: otherwise) }
        return ReasonArms.reason(entry.value, findings: &findings).map { .reason($0) }
    }

    /// What is not in the list may go to review or stop the run, never through.
    private func readUnknown(_ node: YAMLNode, into table: inout StatusTable, findings: inout Findings) {
        guard let entry = node.entry("unknown") else {
            findings.report(
                Finding(
                    "status-without-unknown", "`statuses` does not say what an unlisted status means",
                    at: node.entry("from")?.key.place ?? node.headPlace,
                    help: "add `unknown: { status: review_needed, incident: true }`"))
            return
        }
        guard
            let record = LaterKeys.status.record(
                entry.value, as: "`unknown`", keys: ["status", "incident"], findings: &findings)
        else { return }
        table.unknownIsIncident =
            record["incident"].flatMap { $0.value.bool("`incident`", findings: &findings) } ?? false
        if let status = record["status"], status.value.text != RunStatus.reviewNeeded.rawValue {
            findings.report(
                Finding(
                    "unknown-status-decides", "an unlisted status may not mean `\(status.value.text ?? "")`",
                    at: status.value.place, help: "write `review_needed`"))
        } else if record["status"] == nil, !table.unknownIsIncident {
            findings.report(
                Finding(
                    "missing-key", "`unknown` says neither `status: review_needed` nor `incident: true`",
                    at: entry.value.headPlace))
        }
    }

    /// Every status that the contract lists has an arm.
    private func checkAgainstContract(_ table: StatusTable, at node: YAMLNode, findings: inout Findings) {
        guard let operation = table.operation.flatMap({ operations[$0] }),
            let call = contract.operations[operation.call],
            let status = operation.result.first(where: { $0.name == table.field })
        else { return }
        AnswerExpressions(places: places, call: call, answer: call.answerSchema(among: operation.success))
            .check(status.expression, in: table, at: node, findings: &findings)
    }
}
