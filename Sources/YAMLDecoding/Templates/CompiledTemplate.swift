public import Diagnostics
public import Expressions

/// A value with expressions in it, out of a file.
public struct CompiledTemplate: Hashable, Sendable {
    public let template: Template
    /// `dyn` where parts differ, or are known at run time only.
    public let type: ExpressionType
    /// All expressions in it, in the order of the file.
    public let expressions: [CompiledExpression]
    public let place: Place

    public var references: [PlacedReference] { expressions.flatMap(\.references) }

    /// Whether it is the same in every run.
    public var isConstant: Bool { expressions.isEmpty }
}
