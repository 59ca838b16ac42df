public import Expressions
import Vocabulary

extension Pack {
    /// What the vendor's contract says against inputs of a flow that are known before any run.
    ///
    /// ```swift
    /// pack.breaches(of: "watchlist", input: ["threshold": .double(150)], settings: settings)   // /score is more than 100
    /// ```
    ///
    /// Only members of the body are judged that are made of input and settings alone; one that has no value with the
    /// inputs given is left out.
    public func breaches(of operation: String, input: [String: Value], settings: [String: Value]) -> [ContractBreach] {
        guard let operation = operations[operation] else { return [] }
        let context = CallContext(
            settings: settings, input: input, runID: "", key: "", now: Moment(milliseconds: 0))
        let scope = Scope.outgoing(context)
        guard let (template, contentType) = try? operation.body.template(scope),
            let schema = contract.requestSchema(
                of: operation.call, contentType: contentType ?? operation.contentType ?? "application/json")
        else { return [] }
        return Self.breaches(of: template, scope, schema, JSONPointer(tokens: []))
    }

    private static func breaches(
        of template: Template, _ scope: Scope, _ schema: Schema, _ pointer: JSONPointer
    ) -> [ContractBreach] {
        switch template {
        case .map(let members):
            return members.flatMap { member -> [ContractBreach] in
                guard case .string(let name) = member.key, let property = schema.property(name) else { return [] }
                return breaches(of: member.value, scope, property, pointer.appending(name))
            }
        case .literal: return []
        case .expression, .text, .list:
            guard template.readsInput, template.readsNothing(but: ["input", "settings"]),
                case .value(let value) = scope.evaluate(template)
            else { return [] }
            guard case .optional(let inner) = value else { return breaches(of: value, schema, pointer) }
            return inner.map { breaches(of: $0, schema, pointer) } ?? []
        }
    }

    private static func breaches(of value: Value, _ schema: Schema, _ pointer: JSONPointer) -> [ContractBreach] {
        schema.breaches(of: value).map { breach in
            var breach = breach
            breach.pointer = pointer.description + breach.pointer
            return breach
        }
    }
}

extension Template {
    /// Whether all variables in it are among some.
    fileprivate func readsNothing(but names: Set<String>) -> Bool {
        switch self {
        case .literal: true
        case .expression(let expression):
            expression.references.allSatisfy { reference in
                guard case .variable(let name) = reference.target else { return true }
                return names.contains(name)
            }
        case .text(let pieces), .list(let pieces): pieces.allSatisfy { $0.readsNothing(but: names) }
        case .map(let entries): entries.allSatisfy { $0.value.readsNothing(but: names) }
        }
    }
}
