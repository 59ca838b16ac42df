import Expressions

extension Schema {
    /// The document with every whole number a double where the contract says `number`: JSON writes both as `1`, and
    /// the expression language keeps them apart.
    func settled(_ document: Value) -> Value { otherwise(document) ?? document }

    /// `nil` where it stays as it is, as most do: neither is a map built anew then, nor a schema looked for.
    private func otherwise(_ document: Value) -> Value? {
        switch document {
        case .int(let whole):
            guard let types, types.contains(.number), !types.contains(.integer) else { return nil }
            return .double(Double(whole))
        case .map(let members):
            var settled: [MapKey: Value]?
            for (key, member) in members where member.mayHoldWhole {
                guard case .string(let name) = key, let changed = property(name)?.otherwise(member) else { continue }
                if settled == nil { settled = members }
                settled?[key] = changed
            }
            return settled.map(Value.map)
        case .list(let items):
            guard items.contains(where: \.mayHoldWhole), let element else { return nil }
            let changed = items.map(element.otherwise)
            guard changed.contains(where: { $0 != nil }) else { return nil }
            return .list(zip(changed, items).map { $0 ?? $1 })
        default: return nil
        }
    }
}

extension Value {
    fileprivate var mayHoldWhole: Bool {
        switch self {
        case .int, .map, .list: true
        default: false
        }
    }
}
