public import Expressions

extension Schema {
    /// The values of a closed list; empty when it is open.
    public var listedValues: [Value] { rule.allowed.first ?? (rule.reference.map { schema($0).listedValues } ?? []) }

    /// The document with every number in the type that the contract gives it: JSON writes `1` for a whole number and
    /// for any other, and the expression language keeps the two apart.
    func settled(_ document: Value) -> Value {
        switch document {
        case .int(let whole): return isOnly(.number) ? .double(Double(whole)) : document
        case .double(let number):
            guard isOnly(.integer), let whole = Int64(exactly: number) else { return document }
            return .int(whole)
        case .map(var members):
            for (key, member) in members {
                guard case .string(let name) = key, let property = property(name) else { continue }
                members[key] = property.settled(member)
            }
            return .map(members)
        case .list(let items):
            guard let element else { return document }
            return .list(items.map(element.settled))
        default: return document
        }
    }

    /// Whether every number that fits is of this type.
    private func isOnly(_ type: JSONType) -> Bool {
        let numbers = typeNames.filter { $0 == JSONType.number.rawValue || $0 == JSONType.integer.rawValue }
        return numbers == [type.rawValue]
    }
}
