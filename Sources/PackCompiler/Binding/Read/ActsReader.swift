import Diagnostics
import Expressions
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Reads `acts`: what can be done at the vendor for its effect, and how it is taken back.
struct ActsReader {
    var operations: [String: ReadOperation]
    /// Every operation that the binding names; those with errors are not among `operations`.
    var declared: [String]
    var kinds: [ActKind]
    var hasVerification: Bool

    private static let keys = ["operation", "within", "input", "result", "knows", "undo"]

    /// The kinds of the pack's own acts: those that say their input themselves.
    static func kinds(_ node: YAMLNode?, findings: inout Findings) -> [ActKind] {
        (node?.entries ?? []).compactMap { entry in
            guard let name = entry.key.text, let input = entry.value.entry("input") else { return nil }
            if ActKind.named(name) != nil {
                findings.report(
                    Finding(
                        "kind-taken", "`\(name)` is an act that all packs share", at: input.key.place,
                        help: "drop `input`, or choose another name"))
                return nil
            }
            return ActKind(
                name: name, input: KindsReader.fields(input.value, findings: &findings),
                result: entry.value.entry("result").map { KindsReader.fields($0.value, findings: &findings) } ?? [])
        }
    }

    func read(_ node: YAMLNode, findings: inout Findings) -> [PackAct] {
        guard let record = Record(node, as: "`acts`", findings: &findings) else { return [] }
        return record.entries.compactMap { act($0, findings: &findings) }
    }

    private func act(_ entry: YAMLEntry, findings: inout Findings) -> PackAct? {
        let name = entry.key.text ?? ""
        guard let kind = kinds.first(where: { $0.name == name }) else {
            findings.report(
                .unknownName(
                    "unknown-act", "`\(name)` is no act that packs share, and it does not say its `input`", name,
                    of: ActKind.all.map(\.name), at: entry.key))
            return nil
        }
        guard let record = Record(entry.value, as: "act `\(name)`", keys: Self.keys, findings: &findings),
            let inside = inside(record, of: "an act", findings: &findings),
            let node = record.require("operation", findings: &findings),
            let operation = operation(node, effect: true, findings: &findings), let read = operations[operation]
        else { return nil }
        let known = Set(
            (record["knows"]?.value.list("`knows`", findings: &findings) ?? []).compactMap {
                $0.choice(
                    "an input of `\(name)`", of: kind.input.map { (name: $0.name, value: $0.name) },
                    findings: &findings)
            })
        let takes = ChecksReader.inputs(read.references)
        checkResult(of: read.operation, gives: kind.result, at: node, findings: &findings)
        return PackAct(
            kind: kind, operation: operation, insideVerification: inside, takes: takes.union(known),
            needs: takes.subtracting(ChecksReader.inputs(read.references.filter(\.isGuard))),
            undo: record["undo"].flatMap { self.operation($0.value, effect: true, findings: &findings) })
    }

    /// `within` of an act or a check: whether it belongs to the run's verification.
    func inside(_ record: Record, of what: String, findings: inout Findings) -> Bool? {
        guard let node = record.require("within", findings: &findings),
            let inside = node.choice(
                "what \(what) belongs to", of: [(name: "verification", value: true), (name: "nothing", value: false)],
                findings: &findings)
        else { return nil }
        if inside, !hasVerification {
            findings.report(
                Finding(
                    "no-verification", "the binding has no `verification`", at: node.place,
                    help: "write `within: nothing`"))
        }
        return inside
    }

    /// How a vendor goes on looking after a check.
    func monitor(_ node: YAMLNode, findings: inout Findings) -> PackMonitor? {
        guard let record = Record(node, as: "`monitor`", keys: ["start", "stop", "read"], findings: &findings),
            let startNode = record.require("start", findings: &findings),
            let stopNode = record.require("stop", findings: &findings),
            let start = operation(startNode, effect: true, findings: &findings),
            let stop = operation(stopNode, effect: true, findings: &findings)
        else { return nil }
        if let read = operations[start] {
            checkResult(of: read.operation, gives: [Field("id", .string)], at: startNode, findings: &findings)
        }
        var monitor = PackMonitor(start: start, stop: stop)
        if let entry = record["read"],
            let own = Record(entry.value, as: "`read`", keys: ["operation", "each"], findings: &findings),
            let node = own.require("operation", findings: &findings),
            let operation = operation(node, effect: false, findings: &findings),
            let each = own.require("each", findings: &findings)?.interval("`each`", findings: &findings)
        {
            if let read = operations[operation] {
                checkResult(of: read.operation, gives: [Field("hit", .bool)], at: node, findings: &findings)
            }
            monitor.read = PackMonitor.Read(operation: operation, each: each)
        }
        return monitor
    }

    /// - Parameter effect: whether it has to change something at the vendor, or must not.
    private func operation(_ node: YAMLNode, effect: Bool, findings: inout Findings) -> String? {
        guard
            let name = node.choice("an operation", of: declared.map { (name: $0, value: $0) }, findings: &findings)
        else { return nil }
        if let read = operations[name], (read.operation.effect != .read) != effect {
            findings.report(
                Finding(
                    "act-effect",
                    effect ? "`\(name)` changes nothing at the vendor" : "`\(name)` is to read and has an effect",
                    at: node.place,
                    help: effect
                        ? "write `effect: repeatable` or `effect: once` where it does something"
                        : "write `effect: read` where it changes nothing"))
        }
        return name
    }

    private func checkResult(
        of operation: VendorOperation, gives fields: [Field], at node: YAMLNode, findings: inout Findings
    ) {
        for field in fields {
            guard let given = operation.result.first(where: { $0.name == field.name }) else {
                if field.isOptional { continue }
                findings.report(
                    Finding(
                        "result-field-missing", "`\(operation.name)` has to give `\(field.name)`", at: node.place,
                        help: "add `result: { \(field.name): … }` to it"))
                continue
            }
            if !field.canBe(given.expression.type) {
                findings.report(
                    Finding(
                        "result-type", "`\(field.name)` is a \(field.type.name), this is a \(given.expression.type)",
                        at: node.place))
            }
        }
    }
}
