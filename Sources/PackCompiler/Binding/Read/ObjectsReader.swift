import Diagnostics
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Reads `objects`: what has to be at the vendor before a verification can be opened.
struct ObjectsReader {
    var operations: [String: VendorOperation]
    /// Every operation that the binding names; those with errors are not among `operations`.
    var declared: [String]

    func read(_ node: YAMLNode, findings: inout Findings) -> [VendorObject] {
        guard let record = Record(node, as: "`objects`", findings: &findings) else { return [] }
        return record.entries.compactMap { entry in
            guard let name = entry.key.text,
                let own = Record(entry.value, as: "object `\(name)`", keys: ["by"], findings: &findings),
                let by = own.require("by", findings: &findings),
                let operation = by.choice(
                    "an operation", of: declared.map { (name: $0, value: $0) }, findings: &findings)
            else { return nil }
            if let read = operations[operation] { check(read, at: by, findings: &findings) }
            return VendorObject(name: name, operation: operation)
        }
    }

    private func check(_ operation: VendorOperation, at node: YAMLNode, findings: inout Findings) {
        if operation.effect == .once {
            findings.report(
                Finding(
                    "object-once",
                    "`\(operation.name)` acts each time it is sent, so a lost answer could not be repaired",
                    at: node.place, help: "write `effect: repeatable` where one too many does no harm"))
        }
        if !operation.result.contains(where: { $0.name == "id" }) {
            findings.report(
                Finding(
                    "create-without-id", "`\(operation.name)` makes an object and gives no `id`", at: node.place,
                    help: "add `result: { id: … }` to it"))
        }
    }
}
