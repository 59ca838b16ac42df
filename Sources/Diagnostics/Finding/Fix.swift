/// A change of the text that takes a finding away.
///
/// ```swift
/// Finding("unknown-key", "`stpes` is no key", at: place, fix: .replace(place, with: "steps"))
/// ```
///
/// A fix may be applied without asking: it says what the author meant, or keeps what the text means.
public struct Fix: Hashable, Sendable {
    public struct Edit: Hashable, Sendable {
        public var place: Place
        public var replacement: String

        public init(_ place: Place, _ replacement: String) {
            self.place = place
            self.replacement = replacement
        }
    }

    /// What it does, in the imperative: ``write `steps` ``.
    public var title: String
    /// Applied together or not at all; they do not overlap.
    public var edits: [Edit]

    public init(_ title: String, _ edits: [Edit]) {
        self.title = title
        self.edits = edits
    }

    public static func replace(_ place: Place, with text: String) -> Fix {
        Fix("write `\(text)`", [Edit(place, text)])
    }

    /// Puts text before a place.
    public static func insert(_ text: String, before place: Place) -> Fix {
        let start = place.range.lowerBound
        let trimmed = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return Fix("insert `\(trimmed)`", [Edit(Place(file: place.file, range: start..<start), text)])
    }

    /// Writes the name that was probably meant; `nil` when none is near, or the place does not hold the word itself.
    public static func rename(_ word: String, in names: some Sequence<String>, at place: Place) -> Fix? {
        closest(to: word, in: names).flatMap { rewording(word, as: $0, at: place) }
    }

    /// Another word for one at a place; `nil` when the place does not hold the word itself.
    public static func rewording(_ word: String, as meant: String, at place: Place) -> Fix? {
        var bytes = place.file.bytes[place.range]
        if let quote = bytes.first, quote == bytes.last, bytes.count > 1, quote == 0x22 || quote == 0x27 {
            bytes = bytes.dropFirst().dropLast()
        }
        guard bytes.elementsEqual(word.utf8) else { return nil }
        return replace(place, with: meant)
    }
}
