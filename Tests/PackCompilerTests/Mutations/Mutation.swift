import Expressions

@testable import Vendors

/// One change of one field of an answer.
struct Mutation {
    enum Kind: String, CaseIterable {
        case dropped, retyped
        case unlisted = "new value"
    }

    var kind: Kind
    var pointer: JSONPointer
    var body: Value
    /// Whether the contract itself says that an answer may be so: it leaves the field out of `required`, lists the other
    /// type, or says nothing of the type.
    var isLegal: Bool

    /// Every member dropped, every value in each of the other types, and every value of a closed list as one that is
    /// not in it, the status included.
    static func all(of body: Value, _ schema: Schema, statusPlace: JSONPointer? = nil) -> [Mutation] {
        var mutations: [Mutation] = []
        visit(body, schema, JSONPointer(tokens: []), within: body, into: &mutations)
        if let statusPlace, let status = statusPlace.value(in: body), let other = unlisted(status) {
            mutations.append(
                Mutation(
                    kind: .unlisted, pointer: statusPlace, body: statusPlace.replaced(in: body, with: other),
                    isLegal: false))
        }
        return mutations
    }

    private static func visit(
        _ value: Value, _ schema: Schema?, _ pointer: JSONPointer, within body: Value, into mutations: inout [Mutation]
    ) {
        if !pointer.tokens.isEmpty {
            // Any type but its own; `null` for text, a number for what is null.
            let own = JSONType.of(value)
            for type in JSONType.allCases where type != own && !(type == .number && own == .integer) {
                let isLegal = schema.map { $0.types == nil || $0.canBe(type) } ?? true
                mutations.append(
                    Mutation(
                        kind: .retyped, pointer: pointer, body: pointer.replaced(in: body, with: example(type)),
                        isLegal: isLegal))
            }
            if let schema, !schema.listedValues.isEmpty, let other = unlisted(value) {
                mutations.append(
                    Mutation(
                        kind: .unlisted, pointer: pointer, body: pointer.replaced(in: body, with: other), isLegal: false
                    ))
            }
        }
        switch value {
        case .map(let members):
            for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                guard case .string(let name) = key else { continue }
                let place = pointer.appending(name)
                mutations.append(
                    Mutation(
                        kind: .dropped, pointer: place, body: place.removed(from: body),
                        isLegal: schema?.requiredNames.contains(name) != true))
                visit(member, schema?.property(name), place, within: body, into: &mutations)
            }
        case .list(let items):
            for (index, item) in items.enumerated() {
                visit(item, schema?.element, pointer.appending(String(index)), within: body, into: &mutations)
            }
        default: break
        }
    }

    private static func example(_ type: JSONType) -> Value {
        switch type {
        case .null: .null
        case .boolean: .bool(true)
        case .integer: .int(7_654_321)
        case .number: .double(0.125)
        case .string: .string("mutated")
        case .array: .list([.string("mutated")])
        case .object: .map([.string("mutated"): .bool(true)])
        }
    }

    private static func unlisted(_ value: Value) -> Value? {
        switch value {
        case .string: "mutated_value"
        case .int, .double: .int(98_765)
        default: nil
        }
    }
}

extension JSONPointer {
    func replaced(in document: Value, with value: Value) -> Value {
        guard let first = tokens.first else { return value }
        let rest = JSONPointer(tokens: Array(tokens.dropFirst()))
        switch document {
        case .map(var members):
            guard let member = members[.string(first)] else { return document }
            members[.string(first)] = rest.replaced(in: member, with: value)
            return .map(members)
        case .list(var items):
            guard let index = Int(first), items.indices.contains(index) else { return document }
            items[index] = rest.replaced(in: items[index], with: value)
            return .list(items)
        default: return document
        }
    }
}
