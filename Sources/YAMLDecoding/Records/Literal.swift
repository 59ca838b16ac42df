public import Diagnostics
public import Expressions
public import YAMLTree

/// Plain data: whole numbers become `int`, other numbers `double`, keys are text; `nil` when something does not fit.
public func literal(_ node: YAMLNode, findings: inout Findings) -> Value? {
    guard !node.refusesTag(findings: &findings) else { return nil }
    switch node.content {
    case .scalar(let scalar):
        return node.tag == "!!str" ? .string(scalar.text.string) : value(of: scalar, findings: &findings)
    case .sequence(let items):
        // Each element is read, so that each is reported.
        let values = items.map { literal($0, findings: &findings) }
        return values.contains(nil) ? nil : .list(values.compactMap(\.self))
    case .mapping:
        guard let record = Record(node, as: "the value", findings: &findings) else { return nil }
        var map: [MapKey: Value] = [:]
        var isWhole = true
        for (name, entry) in zip(record.names, record.entries) {
            if let value = literal(entry.value, findings: &findings) {
                map[.string(name)] = value
            } else {
                isWhole = false
            }
        }
        return isWhole ? .map(map) : nil
    }
}

func value(of scalar: YAMLScalar, findings: inout Findings) -> Value? {
    switch scalar.resolved {
    case .null: return .null
    case .bool(let flag): return .bool(flag)
    case .int(let number): return .int(number)
    case .string(let text): return .string(text)
    case .double(let number):
        if number.isFinite, scalar.text.string.utf8.allSatisfy({ $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e") }) {
            findings.report(
                Finding(
                    "number-too-large", "`\(scalar.text.string)` does not fit 64 bits", at: scalar.text.whole,
                    help: "quote it if it is a name made of digits, or write `.0` after it if it is a quantity"))
            return nil
        }
        return .double(number)
    }
}
