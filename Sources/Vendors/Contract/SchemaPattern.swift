import Expressions

/// A `pattern`: matches anywhere in the text unless it is anchored.
public struct SchemaPattern: Hashable, Sendable {
    public let text: String
    private let expression: RegularExpression

    /// Fails for what is no regular expression; look-around and back-references are none here, since their time has
    /// no bound.
    public init(_ text: String) throws {
        self.text = text
        expression = try RegularExpression(text)
    }

    func matches(_ string: String) -> Bool { expression.contains(matchIn: string) }

    public static func == (left: SchemaPattern, right: SchemaPattern) -> Bool { left.text == right.text }

    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
