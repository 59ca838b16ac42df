/// A kind of map: its keys, what each is for, and what may stand there.
///
/// Readers take the names of their keys from here, and the JSON Schema for editors is made of it, so that neither knows a
/// key that the other does not.
public struct Form: Sendable {
    public struct Key: Sendable {
        public let name: String
        public let shape: Shape
        /// A sentence for somebody who writes the key.
        public let about: String
        public let isRequired: Bool

        public static func key(_ name: String, _ shape: Shape, _ about: String) -> Key {
            Key(name: name, shape: shape, about: about, isRequired: false)
        }

        public static func need(_ name: String, _ shape: Shape, _ about: String) -> Key {
            Key(name: name, shape: shape, about: about, isRequired: true)
        }
    }

    /// How other forms name it: `retry`.
    public let name: String
    public let about: String
    public let keys: [Key]
    /// The names of the keys, as a reader wants them.
    public let names: [String]
    /// Keys of which there is exactly one.
    public let oneOf: [String]
    /// For a form of several of which each has a key of its own: that key.
    public let kind: String
    /// Sets of keys one of which has to be whole.
    public let alternatives: [[String]]
    /// What keys beside these hold, where the author chooses names.
    public let others: Shape?

    public init(
        _ name: String, _ about: String, _ keys: [Key], oneOf: [String] = [], alternatives: [[String]] = [],
        others: Shape? = nil, kind: String? = nil
    ) {
        self.name = name
        self.about = about
        self.keys = keys
        names = keys.map(\.name)
        self.oneOf = oneOf
        self.alternatives = alternatives
        self.others = others
        self.kind = kind ?? name
    }
}

/// What may stand at a key.
public indirect enum Shape: Sendable {
    case text
    /// Text that matches a regular expression.
    case pattern(String)
    case whole(ClosedRange<Int>)
    case number(ClosedRange<Double>?)
    case truth
    /// `90s`, `1h30m`.
    case duration
    /// A CEL expression.
    case expression
    /// A value, or text with `${…}` in it.
    case template
    case anything
    case choice([String])
    case list(Shape)
    /// A map whose keys are of the author's choice.
    case map(Shape)
    case form(String)
    case either([Shape])

    /// One, or a list of them.
    public static func some(_ shape: Shape) -> Shape { .either([shape, .list(shape)]) }

    public static let name = Shape.pattern("^[A-Za-z][A-Za-z0-9_-]{0,63}$")
    public static let identifier = Shape.pattern("^[A-Za-z][A-Za-z0-9_]{0,63}$")
}
