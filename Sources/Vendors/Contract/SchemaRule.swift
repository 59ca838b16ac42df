public import Expressions

/// What one schema object demands, with its subschemas by their number in the table.
///
/// Keywords as in JSON Schema 2020-12; a `nil` or empty keyword demands nothing.
public struct SchemaRule: Hashable, Sendable {
    /// `true` and `false` as a whole schema.
    public var always: Bool?
    public var reference: Int?
    public var types: Set<JSONType>?
    /// `enum`, and `const` as a list of one.
    public var allowed: [[Value]] = []
    public var properties: [String: Int] = [:]
    public var required: [String] = []
    public var additionalProperties: Int?
    public var items: Int?
    public var prefixItems: [Int] = []
    public var minItems: Int?
    public var maxItems: Int?
    public var uniqueItems = false
    public var minLength: Int?
    public var maxLength: Int?
    public var pattern: SchemaPattern?
    public var minimum: Value?
    public var maximum: Value?
    public var exclusiveMinimum: Value?
    public var exclusiveMaximum: Value?
    public var multipleOf: Value?
    public var oneOf: [Int] = []
    public var anyOf: [Int] = []
    public var allOf: [Int] = []
    public var not: Int?
    /// An annotation: nothing is refused for its format.
    public var format: String?
    /// `x-secret`: never logged, never stored in clear.
    public var isSecret = false
    /// `x-personal`: belongs to the applicant.
    public var isPersonal = false

    public init() {}
}

/// The schemas of one contract; they name each other by number, so that a schema may contain itself.
public struct SchemaTable: Hashable, Sendable {
    public private(set) var rules: [SchemaRule] = []

    public init() {}

    /// Takes a place that is filled in later, once what it refers to has its own.
    public mutating func reserve() -> Int {
        rules.append(SchemaRule())
        return rules.count - 1
    }

    public mutating func define(_ index: Int, _ rule: SchemaRule) { rules[index] = rule }

    public mutating func add(_ rule: SchemaRule) -> Int {
        rules.append(rule)
        return rules.count - 1
    }

    subscript(index: Int) -> SchemaRule { rules[index] }
}
