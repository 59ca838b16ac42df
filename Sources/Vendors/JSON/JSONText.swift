public import Expressions

/// JSON as RFC 8259 has it, to and from values.
public enum JSONText {
    /// Deeper nesting is refused: a value that a person sends to break us, not one that a vendor answers.
    public static let maximumDepth = 64

    /// Reads one JSON text.
    ///
    /// Whole numbers that fit 64 bits become `.int`, all others `.double`. A key that stands twice in one object is
    /// refused, because two readers of such a text disagree on what it says; so is a byte order mark.
    public static func parse(_ bytes: some Collection<UInt8>) throws(JSONProblem) -> Value {
        var parser = JSONParser(Array(bytes))
        return try parser.document()
    }

    /// Writes a value in one canonical form: no blanks, keys in the order of their UTF-8 bytes.
    ///
    /// What JSON has no form for is written as the nearest thing that has one: timestamps, durations and the keys of
    /// maps as text, bytes as a list of numbers, a handle as `‹kind id›`, a number that is not finite as `null`. A list
    /// item or member that is an empty optional is left out. A whole number is written without a fraction, so `1.0`
    /// comes back as `.int`.
    public static func encode(_ value: Value) -> [UInt8] {
        var writer = JSONWriter()
        writer.write(value)
        return writer.bytes
    }
}
