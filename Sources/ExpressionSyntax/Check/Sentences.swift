import Expressions

// What the checker says. One sentence each, so that they share a voice.
extension ExpressionIssue {
    static func unknownName(_ name: String, closest: String?, at range: Range<Int>) -> ExpressionIssue {
        ExpressionIssue(
            code: "unknown-name", message: "`\(name)` is not known here", range: range,
            help: closest.map { "did you mean `\($0)`?" } ?? elsewhere[name], word: name, meant: closest)
    }

    /// Names that have a meaning somewhere else.
    private static let elsewhere = [
        "result": "`result` is the answer under judgement, in `verdict` and `again_if`; read `checks.….…` here",
        "status": "`status` is known in `invariants`, and once it is final; read `checks.….passed` here",
    ]

    /// - Parameter others: what else is called so, with the whole way to it.
    static func unknownField(
        _ field: String, of type: ObjectType, others: [String] = [], at range: Range<Int>
    ) -> ExpressionIssue {
        let names = type.fields.keys.sorted()
        let list = names.isEmpty ? nil : "it has \(names.map { "`\($0)`" }.joined(separator: ", "))"
        let closest = closestName(to: field, in: names)
        return ExpressionIssue(
            code: "unknown-field", message: "`\(type.name)` has no field `\(field)`",
            range: fieldRange(field, range), help: (closest ?? others.first).map { "did you mean `\($0)`?" } ?? list,
            word: field,
            meant: closest)
    }

    static func noFields(_ type: ExpressionType, _ field: String, at range: Range<Int>) -> ExpressionIssue {
        ExpressionIssue(
            code: "no-fields", message: "\(described(type)) has no fields, so there is no `\(field)`",
            range: fieldRange(field, range))
    }

    /// The field's own bytes, which end a select.
    private static func fieldRange(_ field: String, _ range: Range<Int>) -> Range<Int> {
        max(range.lowerBound, range.upperBound - field.utf8.count)..<range.upperBound
    }

    static func unknownFunction(
        _ name: String, on type: ExpressionType?, closest: String?, at range: Range<Int>, wordAt start: Int
    ) -> ExpressionIssue {
        let place = type.map { " for \(described($0))" } ?? ""
        return ExpressionIssue(
            code: "unknown-function", message: "there is no function `\(displayName(name))`\(place)", range: range,
            help: closest.map { "did you mean `\($0)`?" }, word: name, meant: closest,
            wordRange: start..<start + name.utf8.count)
    }

    static func noOverload(
        _ function: FunctionDeclaration, _ types: [ExpressionType], isMethod: Bool, at range: Range<Int>
    ) -> ExpressionIssue {
        let name = displayName(function.name)
        let candidates = function.overloads.filter { $0.isMethod == isMethod }
        let list = candidates.prefix(8).map { signature(name, $0) }.joined(separator: ", ")
        let help: String? =
            if comparing.contains(function.name) {
                "both sides must be of the same type"
            } else if candidates.isEmpty {
                isMethod ? "write `\(name)(…)`" : "write `value.\(name)(…)`"
            } else {
                "it takes \(list)\(candidates.count > 8 ? " and more" : "")"
            }
        let applied = types.map(\.description).joined(separator: ", ")
        return ExpressionIssue(
            code: "no-overload", message: "`\(name)` cannot be applied to (\(applied))", range: range, help: help)
    }

    private static let comparing = [
        Operator.equal, Operator.notEqual, Operator.less, Operator.lessOrEqual, Operator.greater,
        Operator.greaterOrEqual,
    ]

    static func macroArguments(_ name: String, at range: Range<Int>) -> ExpressionIssue {
        let isField = name == "has"
        return ExpressionIssue(
            code: "bad-macro",
            message: isField ? "`has` takes a field" : "`\(name)` takes a name and what is asked of it",
            range: range, help: isField ? "write `has(value.field)`" : "write `list.\(name)(x, …)`")
    }

    private static func signature(_ name: String, _ overload: Overload) -> String {
        let parameters = overload.parameters.map(readable)
        guard overload.isMethod, let receiver = parameters.first else {
            return "(\(parameters.joined(separator: ", ")))"
        }
        return "\(receiver).\(name)(\(parameters.dropFirst().joined(separator: ", ")))"
    }

    /// A type in a sentence's list: a parameter is any type.
    private static func readable(_ type: ExpressionType) -> String {
        switch type {
        case .parameter(let name): name
        case .list(let element): "list(\(readable(element)))"
        case .map(let key, let value): "map(\(readable(key)), \(readable(value)))"
        case .optional(let wrapped): "optional(\(readable(wrapped)))"
        default: type.description
        }
    }

    static func mismatch(_ found: ExpressionType, expected: ExpressionType, at range: Range<Int>) -> ExpressionIssue {
        ExpressionIssue(
            code: "type-mismatch", message: "\(described(expected)) is due here, not \(described(found))", range: range)
    }

    static func notIterable(_ type: ExpressionType, at range: Range<Int>) -> ExpressionIssue {
        ExpressionIssue(
            code: "not-iterable", message: "\(described(type)) cannot be gone through", range: range,
            help: "a list or a map can")
    }

    static func notOptional(_ type: ExpressionType, at range: Range<Int>) -> ExpressionIssue {
        ExpressionIssue(
            code: "type-mismatch", message: "an entry marked with `?` must be an optional, not \(described(type))",
            range: range, help: "leave out the `?`")
    }

    static func badKey(_ type: ExpressionType, at range: Range<Int>) -> ExpressionIssue {
        ExpressionIssue(
            code: "bad-key", message: "\(described(type)) cannot be a key of a map", range: range,
            help: "a bool, int, uint or string can")
    }

    static func noRecord(_ name: String, at range: Range<Int>) -> ExpressionIssue {
        ExpressionIssue(
            code: "unknown-type", message: "`\(name)` is no type whose values can be written out", range: range,
            help: "write a map: `{\"name\": value}`")
    }

    /// A type with its article.
    private static func described(_ type: ExpressionType) -> String {
        let name = readable(type)
        let article = "aeiou".contains(name.first ?? "x") && !name.hasPrefix("uint") ? "an" : "a"
        return "\(article) \(name)"
    }
}
