public import Diagnostics
public import ExpressionSyntax
public import Expressions
public import YAMLTree

/// The expression that a scalar holds; `nil` when there is none, or a faulty one, and that is reported.
///
/// Issues stand at their place inside the scalar, whatever its style. A number or `true` is an expression too. A tag, an
/// anchor or nothing at all, which YAML makes of some bare expressions without a word, is refused with the line to write.
///
/// - Parameter expected: the type that is due; anything will do without it.
public func expression(
    _ node: YAMLNode, in environment: ExpressionEnvironment, expecting expected: ExpressionType? = nil,
    findings: inout Findings
) -> CompiledExpression? {
    if let refusal = refusal(of: node) {
        findings.report(refusal)
        return nil
    }
    guard let scalar = node.scalar else { return nil }
    return expression(scalar.text, in: environment, expecting: expected, findings: &findings)
}

/// The expression in a piece of text.
func expression(
    _ text: EmbeddedText, in environment: ExpressionEnvironment, expecting expected: ExpressionType?,
    findings: inout Findings
) -> CompiledExpression? {
    let compilation = environment.compile(text.string)
    var told: Set<String> = []
    // One word that is not known is said once, however often it is read.
    for issue in compilation.issues where told.insert("\(issue.code) \(issue.message)").inserted {
        let place = text.place(of: clamped(issue.range, to: text))
        let word = text.place(of: clamped(issue.wordRange, to: text))
        let fix = issue.meant.flatMap { Fix.rewording(issue.word ?? "", as: $0, at: word) }
        findings.report(Finding(issue.code, issue.message, at: place, help: issue.help, fix: fix))
    }
    guard let checked = compilation.expression else { return nil }
    if let expected, !expected.accepts(checked.type) {
        findings.report(
            Finding(
                "wrong-type", "a `\(expected)` is due here, but this expression is a `\(checked.type)`", at: text.whole,
                help: conversionHelp(from: checked.type, to: expected)))
        return nil
    }
    return CompiledExpression(
        expression: checked, references: compilation.references.map { PlacedReference($0, in: text) }, source: text)
}

private func conversionHelp(from actual: ExpressionType, to expected: ExpressionType) -> String? {
    switch (actual, expected) {
    case (.optional(let wrapped), _) where expected.accepts(wrapped): "say what holds without a value: `.orValue(…)`"
    case (.int, .double), (.uint, .double): "write `1.0` for `1`, or convert with `double(…)`"
    case (_, .bool): "compare it with something, such as `… == …`"
    case (.int, .string), (.uint, .string), (.double, .string), (.bool, .string): "convert it with `string(…)`"
    default: nil
    }
}

/// What YAML made of something that was no expression to it (or that is none).
private func refusal(of node: YAMLNode) -> Finding? {
    // Asked for only where something is wrong.
    func repaired() -> String? { isOneLine ? RepairedLine.help(at: node.place, text: written) : nil }
    var written: String { node.writtenText }
    var isOneLine: Bool { !written.isEmpty && !written.contains("\n") }
    func finding(_ message: String, help: String?, fix: Fix? = nil) -> Finding {
        Finding("no-expression", message, at: node.place, help: help, fix: fix)
    }
    // A tag or an anchor that was meant to be an expression is one once it is quoted.
    func quoted() -> Fix? { isOneLine ? Fix.replace(node.place, with: RepairedLine.quoted(written)) : nil }
    if let tag = node.tag {
        return finding("`\(tag)` is read as a YAML tag, and no expression", help: repaired(), fix: quoted())
    }
    if let anchor = node.anchor {
        return finding("`&\(anchor)` is read as a YAML anchor, and no expression", help: repaired(), fix: quoted())
    }
    guard let scalar = node.scalar else {
        return finding("an expression is due here, but this is \(node.kind)", help: repaired())
    }
    let text = scalar.text.string
    if text.utf8.first ?? 0x20 <= 0x20 || text.utf8.first ?? 0 >= 0x80, text.allSatisfy(\.isWhitespace) {
        return finding("an expression is due here, but nothing is written", help: "write one, such as `true`")
    }
    if text.hasPrefix("${"), text.hasSuffix("}") {
        let inside = String(text.dropFirst(2).dropLast())
        return finding(
            "an expression is due here, and stands without `${…}`",
            help: RepairedLine.help(at: node.place, text: inside),
            fix: inside.contains("\n") ? nil : .replace(node.place, with: RepairedLine.quoted(inside)))
    }
    return nil
}
