public import Diagnostics
public import ExpressionSyntax
internal import Expressions
public import YAMLTree

/// A value in which strings may hold `${…}`, through lists and mappings; `nil` when a part of it is faulty.
///
/// A string that is nothing but one `${…}` keeps the expression's type; others are text. `$${` stands for `${`.
public func template(
    _ node: YAMLNode, in environment: ExpressionEnvironment, findings: inout Findings
) -> CompiledTemplate? {
    guard !node.refusesTag(findings: &findings) else { return nil }
    switch node.content {
    case .scalar(let scalar):
        if node.tag != "!!str", case .string = scalar.resolved {
            return text(scalar.text, at: node.place, in: environment, findings: &findings)
        }
        return literal(node, findings: &findings).map {
            CompiledTemplate(template: .literal($0), type: $0.literalType, expressions: [], place: node.place)
        }
    case .sequence(let items):
        let parts = items.map { template($0, in: environment, findings: &findings) }
        let whole = parts.compactMap(\.self)
        guard whole.count == parts.count else { return nil }
        return collection(
            whole, as: .list(whole.map(\.template)), literal: Value.list, type: .list(common(whole.map(\.type))),
            place: node.place)
    case .mapping:
        guard let record = Record(node, as: "the value", findings: &findings) else { return nil }
        let parts = record.entries.map { template($0.value, in: environment, findings: &findings) }
        let whole = parts.compactMap(\.self)
        guard whole.count == parts.count else { return nil }
        let keys = record.names.map { MapKey.string($0) }
        let entries = zip(keys, whole).map { Template.Entry(key: $0, value: $1.template) }
        return collection(
            whole, as: .map(entries),
            literal: { values in .map(Dictionary(zip(keys, values), uniquingKeysWith: { first, _ in first })) },
            type: .map(.string, common(whole.map(\.type))), place: node.place)
    }
}

/// A collection of parts; one literal when all of them are.
private func collection(
    _ parts: [CompiledTemplate], as template: Template, literal: ([Value]) -> Value, type: ExpressionType, place: Place
) -> CompiledTemplate {
    let values = parts.compactMap { part -> Value? in
        guard case .literal(let value) = part.template else { return nil }
        return value
    }
    return CompiledTemplate(
        template: values.count == parts.count ? .literal(literal(values)) : template, type: type,
        expressions: parts.flatMap(\.expressions), place: place)
}

private func text(
    _ text: EmbeddedText, at place: Place, in environment: ExpressionEnvironment, findings: inout Findings
) -> CompiledTemplate? {
    let parts = TemplateScanner.parts(of: text.string)
    var pieces: [Template] = []
    var expressions: [CompiledExpression] = []
    for part in parts {
        switch part {
        case .text(let literal): pieces.append(.literal(.string(literal)))
        case .expression(let range):
            let source = text.slice(range)
            guard !source.string.allSatisfy(\.isWhitespace) else {
                findings.report(
                    Finding(
                        "no-expression", "nothing stands between `${` and `}`",
                        at: text.place(of: range.lowerBound - 2..<range.upperBound + 1),
                        help: "write an expression there, or `$${` for the characters themselves"))
                continue
            }
            guard let compiled = expression(source, in: environment, expecting: nil, findings: &findings),
                parts.count == 1 || fitsText(compiled, findings: &findings)
            else { continue }
            expressions.append(compiled)
            pieces.append(.expression(compiled.expression))
        case .unclosed(let range):
            findings.report(
                Finding(
                    "unclosed-expression", "the `${` opened here is never closed",
                    at: text.place(of: range.lowerBound..<range.lowerBound + 2),
                    help: "write `}` after the expression, or `$${` for the characters themselves"))
        }
    }
    guard pieces.count == parts.count else { return nil }
    if expressions.isEmpty {
        let whole = parts.map { if case .text(let text) = $0 { text } else { "" } }.joined()
        return CompiledTemplate(template: .literal(.string(whole)), type: .string, expressions: [], place: place)
    }
    let isAlone = parts.count == 1
    return CompiledTemplate(
        template: isAlone ? pieces[0] : .text(pieces), type: isAlone ? expressions[0].type : .string,
        expressions: expressions, place: place)
}

/// Whether an expression can stand amid text.
private func fitsText(_ compiled: CompiledExpression, findings: inout Findings) -> Bool {
    let help: String
    switch compiled.type {
    case .bool, .int, .uint, .double, .string, .timestamp, .duration, .dyn, .any, .error, .parameter, .wrapper:
        return true
    case .optional: help = "say what holds without a value: `.orValue(…)`"
    case .list: help = "join it with `.join(\", \")`"
    default: help = "let the `${…}` stand alone, or convert the value with `string(…)`"
    }
    findings.report(
        Finding("wrong-type", "a `\(compiled.type)` cannot be written into text", at: compiled.place, help: help))
    return false
}

/// The one type of all parts, else `dyn`.
private func common(_ types: [ExpressionType]) -> ExpressionType {
    guard let first = types.first, types.dropFirst().allSatisfy({ $0 == first }) else { return .dyn }
    return first
}

extension Value {
    /// The type of a scalar out of YAML.
    fileprivate var literalType: ExpressionType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .double: .double
        case .string: .string
        default: .dyn
        }
    }
}
