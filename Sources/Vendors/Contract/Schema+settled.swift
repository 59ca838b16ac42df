import Expressions

extension Schema {
    /// The document with every whole number a double where the contract says `number`: JSON writes both as `1`, and
    /// the expression language keeps them apart.
    func settled(_ document: Value) -> Value {
        switch document {
        case .int(let whole):
            guard let types, types.contains(.number), !types.contains(.integer) else { return document }
            return .double(Double(whole))
        case .map(let members):
            var settled = members
            for (key, member) in members {
                guard case .string(let name) = key, let property = property(name) else { continue }
                settled[key] = property.settled(member)
            }
            return .map(settled)
        case .list(let items):
            guard let element else { return document }
            return .list(items.map(element.settled))
        default: return document
        }
    }
}
