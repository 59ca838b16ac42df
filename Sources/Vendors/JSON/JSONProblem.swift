/// Why a text is no JSON, and at which byte.
///
/// Nothing of the text itself is in it: it is safe to log.
public struct JSONProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable, CaseIterable {
        case empty
        /// The text ends in the middle of a value.
        case ended
        /// A byte that no JSON text has there.
        case unexpected
        /// Something follows the value.
        case trailing
        case badNumber = "bad-number"
        case badEscape = "bad-escape"
        case controlCharacter = "control-character"
        case notUTF8 = "not-utf8"
        case duplicateKey = "duplicate-key"
        case tooDeep = "too-deep"
    }

    public var code: Code
    /// Offset in bytes from the beginning of the text.
    public var offset: Int

    public init(_ code: Code, at offset: Int) {
        self.code = code
        self.offset = offset
    }

    public var description: String { "no JSON: \(code.rawValue) at byte \(offset)" }
}
