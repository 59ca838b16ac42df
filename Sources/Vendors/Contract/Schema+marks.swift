public import Expressions

extension Schema {
    /// Where a value holds what the contract marks `x-personal`.
    ///
    /// Every alternative of the schema is looked at, whether the value fits it or not: a mark too many hides too much,
    /// one too few shows a person's data.
    public func personalPointers(in value: Value) -> Set<JSONPointer> {
        marked(in: value) { $0.isPersonal }
    }

    /// Where a value holds what the contract marks `x-secret`.
    public func secretPointers(in value: Value) -> Set<JSONPointer> {
        marked(in: value) { $0.isSecret }
    }

    private func marked(in value: Value, by mark: @escaping (SchemaRule) -> Bool) -> Set<JSONPointer> {
        var walk = MarkWalk(mark: mark)
        walk.visit(value, self, at: JSONPointer(tokens: []), seen: [])
        return walk.found
    }
}

private struct MarkWalk {
    let mark: (SchemaRule) -> Bool
    var found: Set<JSONPointer> = []

    /// `seen` holds the schemas that were met at this very place.
    mutating func visit(_ value: Value, _ schema: Schema, at pointer: JSONPointer, seen: Set<Int>) {
        guard !seen.contains(schema.index), pointer.tokens.count <= JSONText.maximumDepth else { return }
        let seen = seen.union([schema.index])
        let rule = schema.rule
        if mark(rule) { found.insert(pointer) }
        for part in [rule.reference].compactMap({ $0 }) + rule.allOf + rule.oneOf + rule.anyOf {
            visit(value, schema.schema(part), at: pointer, seen: seen)
        }
        switch value {
        case .map(let members):
            for (key, member) in members {
                guard let next = rule.properties[key.memberName] ?? rule.additionalProperties else { continue }
                visit(member, schema.schema(next), at: pointer.appending(key.memberName), seen: [])
            }
        case .list(let items):
            for (index, item) in items.enumerated() {
                guard let next = index < rule.prefixItems.count ? rule.prefixItems[index] : rule.items else { continue }
                visit(item, schema.schema(next), at: pointer.appending(String(index)), seen: [])
            }
        default: break
        }
    }
}
