public import Diagnostics
public import Expressions
internal import ExpressionSyntax
public import YAMLTree

/// An expression out of a file: checked, and what it reads, with places.
public struct CompiledExpression: Hashable, Sendable {
    public let expression: CheckedExpression
    /// In the order of the text.
    public let references: [PlacedReference]
    /// The text, and the way from its bytes to the file.
    public let source: EmbeddedText

    public var type: ExpressionType { expression.type }
    public var place: Place { source.whole }

    /// The place of UTF-8 bytes of the expression, such as those of a failed evaluation.
    public func place(of range: Range<Int>) -> Place { source.place(of: clamped(range, to: source)) }
}

/// A variable that an expression reads, and the fields named after it.
public struct PlacedReference: Hashable, Sendable {
    /// `["checks", "aml", "hits"]`.
    public let path: [String]
    public let place: Place
    /// The place of the path up to each part and with it; empty when the parts are not known one by one.
    public let prefixes: [Place]
    /// Whether `has(…)`, `.?` or `[?…]` only asks for the last part.
    public let isGuard: Bool

    init(_ reference: Reference, in text: EmbeddedText) {
        path = reference.path
        // A select's range may be that of its `.field` alone; the path begins with its first name.
        let first = (reference.ends.first ?? reference.range.upperBound) - (path.first?.utf8.count ?? 0)
        let lower = max(0, min(reference.range.lowerBound, first))
        place = text.place(of: clamped(lower..<max(lower, reference.range.upperBound), to: text))
        prefixes = reference.ends.map { end in
            text.place(of: clamped(lower..<max(lower, end), to: text))
        }
        isGuard = reference.isGuard
    }
}

func clamped(_ range: Range<Int>, to text: EmbeddedText) -> Range<Int> {
    range.clamped(to: 0..<text.string.utf8.count)
}
