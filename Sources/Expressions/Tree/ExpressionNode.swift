/// A node of an expression's tree.
///
/// The node holds only what the expression means; its place in the text, its type and what its names stand for are in
/// the tables of ``CheckedExpression``, at ``id``.
public struct ExpressionNode: Hashable, Codable, Sendable {
    /// Numbered from zero in the order of the text's reading; unique in one expression.
    public let id: Int
    public let kind: Kind

    public init(id: Int, kind: Kind) {
        self.id = id
        self.kind = kind
    }

    public indirect enum Kind: Hashable, Codable, Sendable {
        case constant(Value)
        /// A name; with a leading dot when the text says that it is absolute.
        case name(String)
        /// `operand.field`
        case select(ExpressionNode, field: String)
        /// `has(operand.field)`
        case presence(ExpressionNode, field: String)
        /// `function(…)`, operators included, under the names of ``Operator``.
        case call(String, [ExpressionNode])
        /// `target.function(…)`; a function with a qualified name, such as `base64.encode`, begins like this too.
        case method(ExpressionNode, String, [ExpressionNode])
        case list([ListElement])
        case map([MapEntry])
        /// `Type{field: value}`
        case record(String, [RecordField])
        case loop(Loop)
        /// `cel.bind(name, value, body)`
        case bind(String, value: ExpressionNode, body: ExpressionNode)
        /// `target.optMap(name, body)`, or `optFlatMap` whose body gives an optional itself.
        case optionalMap(ExpressionNode, name: String, body: ExpressionNode, flat: Bool)
    }

    public struct ListElement: Hashable, Codable, Sendable {
        public let node: ExpressionNode
        /// `[?node]`: left out when the optional is empty.
        public let isOptional: Bool

        public init(_ node: ExpressionNode, isOptional: Bool = false) {
            self.node = node
            self.isOptional = isOptional
        }
    }

    public struct MapEntry: Hashable, Codable, Sendable {
        public let key: ExpressionNode
        public let value: ExpressionNode
        /// `{?key: value}`: left out when the optional is empty.
        public let isOptional: Bool

        public init(key: ExpressionNode, value: ExpressionNode, isOptional: Bool = false) {
            self.key = key
            self.value = value
            self.isOptional = isOptional
        }
    }

    public struct RecordField: Hashable, Codable, Sendable {
        public let name: String
        public let value: ExpressionNode
        public let isOptional: Bool

        public init(name: String, value: ExpressionNode, isOptional: Bool = false) {
            self.name = name
            self.value = value
            self.isOptional = isOptional
        }
    }

    /// A macro that goes through a list's elements or a map's keys.
    public struct Loop: Hashable, Codable, Sendable {
        public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
            case all, exists
            case existsOne = "exists_one"
            case map, filter, transformList, transformMap, transformMapEntry
        }

        public let kind: Kind
        public let range: ExpressionNode
        /// One name (the element or key), or two (index and element, or key and value).
        public let variables: [String]
        /// The condition of `all`, `exists`, `exists_one` and `filter`; the optional one of the others.
        public let condition: ExpressionNode?
        /// What `map` and the `transform…` macros make of an element.
        public let transform: ExpressionNode?

        public init(
            kind: Kind, range: ExpressionNode, variables: [String], condition: ExpressionNode?,
            transform: ExpressionNode?
        ) {
            self.kind = kind
            self.range = range
            self.variables = variables
            self.condition = condition
            self.transform = transform
        }
    }
}
