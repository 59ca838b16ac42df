public import Expressions

/// What a schema says of its members, references and `allOf` followed; for compiling a binding against it.
extension Schema {
    /// The schemas that all have to hold: itself, what it refers to, and the parts of `allOf`.
    private var facets: [Schema] {
        var facets: [Schema] = []
        var waiting = [self]
        while let next = waiting.popLast(), facets.count < 64 {
            guard !facets.contains(where: { $0.index == next.index }) else { continue }
            facets.append(next)
            waiting += ((next.rule.reference.map { [$0] } ?? []) + next.rule.allOf).map(next.schema)
        }
        return facets
    }

    /// The schema of a member that the contract names.
    public func property(_ name: String) -> Schema? {
        for facet in facets {
            if let index = facet.rule.properties[name] { return facet.schema(index) }
        }
        return nil
    }

    public var propertyNames: Set<String> { Set(facets.flatMap(\.rule.properties.keys)) }

    public var requiredNames: Set<String> { Set(facets.flatMap(\.rule.required)) }

    /// Whether members that the contract does not name are forbidden.
    public var isClosed: Bool {
        facets.contains { facet in
            facet.rule.additionalProperties.map { facet.schema($0).rule.always == false } ?? false
        }
    }

    /// The schema of the items of a list.
    public var element: Schema? {
        for facet in facets {
            if let index = facet.rule.items { return facet.schema(index) }
        }
        return nil
    }

    /// The types that it allows; `nil` when it allows any, or leaves it to alternatives.
    public var types: Set<JSONType>? {
        facets.compactMap(\.rule.types).reduce(nil) { (known: Set<JSONType>?, types) in known?.intersection(types) ?? types }
    }

    /// Whether alternatives decide what it allows.
    public var hasAlternatives: Bool { facets.contains { !$0.rule.oneOf.isEmpty || !$0.rule.anyOf.isEmpty } }

    /// Whether a value of the type may fit.
    public func canBe(_ type: JSONType) -> Bool {
        guard let types else { return true }
        return types.contains(type) || (type == .integer && types.contains(.number))
    }

    /// The values of a closed list; empty when it is open.
    public var listedValues: [Value] { facets.first { !$0.rule.allowed.isEmpty }?.rule.allowed.first ?? [] }

    /// The members of a document that the contract calls personal.
    func personalPointers(in document: Value) -> Set<JSONPointer> {
        var found: Set<JSONPointer> = []
        collectPersonal(document, at: JSONPointer(tokens: []), into: &found)
        return found
    }

    private func collectPersonal(_ value: Value, at pointer: JSONPointer, into found: inout Set<JSONPointer>) {
        if facets.contains(where: { $0.rule.isPersonal || $0.rule.isSecret }) {
            found.insert(pointer)
            return
        }
        switch value {
        case .map(let members):
            for (key, member) in members {
                guard case .string(let name) = key else { continue }
                property(name)?.collectPersonal(member, at: pointer.appending(name), into: &found)
            }
        case .list(let items):
            guard let element else { return }
            for (index, item) in items.enumerated() {
                element.collectPersonal(item, at: pointer.appending(String(index)), into: &found)
            }
        default: break
        }
    }

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
