public import Vocabulary

/// The name of a run: `run_` and 26 characters that sort by the time of creation.
///
/// The form is that of a ULID (48 bits of milliseconds, 80 random bits, Crockford's base 32) in lower case:
/// `run_01kajz2v7yqj3c8w5m6x9n0pte`. It is safe in a file name, a URL and a log.
public struct RunID: Hashable, Sendable {
    public let text: String

    /// A new name; the caller brings the time and the randomness, so that a simulation can bring its own.
    public init(at moment: Moment, using generator: inout some RandomNumberGenerator) {
        let time = UInt64(clamping: moment.milliseconds)
        text =
            Self.prefix + Self.base32(time, characters: 10)
            + Self.base32(generator.next() as UInt64, characters: 8)
            + Self.base32(generator.next() as UInt64, characters: 8)
    }

    /// Reads a name that was given back; `nil` for anything that no run can be called.
    public init?(_ text: String) {
        let rest = text.utf8.dropFirst(Self.prefix.utf8.count)
        guard text.hasPrefix(Self.prefix), rest.count == 26, rest.allSatisfy(Self.alphabet.contains) else { return nil }
        self.text = text
    }

    private static let prefix = "run_"
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// The lowest `5 * characters` bits, most significant first, so that texts sort as the numbers do.
    private static func base32(_ number: UInt64, characters: Int) -> String {
        let digits = (0..<characters).map { alphabet[Int((number >> UInt64(5 * (characters - 1 - $0))) & 31)] }
        return String(decoding: digits, as: UTF8.self)
    }
}

extension RunID: Comparable, CustomStringConvertible, Codable {
    public static func < (left: RunID, right: RunID) -> Bool { left.text < right.text }

    public var description: String { text }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let run = RunID(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not the name of a run"))
        }
        self = run
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
