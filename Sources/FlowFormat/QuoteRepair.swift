internal import Diagnostics
internal import YAMLTree

/// Quotes expressions that YAML takes for something else: `!flags.x`, `a ? b : c`, `hits.exists(h, h.score > 1)` in `{ }`.
enum QuoteRepair {
    struct Repaired {
        var file: SourceFile
        var documents: [YAMLNode]
    }

    /// Each round mends the first fault; a file with more of them is better mended by hand.
    private static let rounds = 64

    /// `nil` when the file has errors that quotes do not mend; they are reported with the places of the file as given.
    static func repaired(_ original: SourceFile, findings: inout Findings) -> Repaired? {
        var file = original
        var first: Findings?
        for _ in 0..<rounds {
            var found = Findings()
            let documents = YAMLReader.read(file, findings: &found)
            if first == nil { first = found }
            let place: Place?
            if found.hasErrors {
                let fault = found.sorted.first { $0.severity == .error }
                place = fault?.code == "unquoted-expression" ? fault?.place : nil
                guard place != nil else { break }
            } else {
                place = documents.lazy.compactMap(bareNegation).first
            }
            guard let place else { return Repaired(file: file, documents: documents) }
            guard let quoted = quote(place) else { break }
            file = quoted
        }
        findings.merge(first ?? Findings())
        return nil
    }

    /// `!flags.x` reads as a tag before nothing, and `!` is no tag of this language.
    private static func bareNegation(_ node: YAMLNode) -> Place? {
        switch node.content {
        case .scalar(let scalar):
            guard let tag = node.tag, tag.hasPrefix("!"), !tag.hasPrefix("!!"), !tag.hasPrefix("!<"), tag.count > 1,
                node.anchor == nil, scalar.style == .plain
            else { return nil }
            return node.place
        case .sequence(let items): return items.lazy.compactMap(bareNegation).first
        case .mapping(let entries): return entries.lazy.compactMap { bareNegation($0.value) }.first
        }
    }

    /// `nil` for what is no single line, or holds a whole collection, of which only a part wants quotes.
    private static func quote(_ place: Place) -> SourceFile? {
        let bytes = place.file.bytes
        let text = bytes[place.range]
        guard let first = text.first, first != UInt8(ascii: "{"), !text.contains(0x0A), !text.contains(0x0D) else {
            return nil
        }
        let quoted = RepairedLine.quoted(String(decoding: text, as: UTF8.self))
        return SourceFile(
            path: place.file.path,
            bytes: bytes[..<place.range.lowerBound] + Array(quoted.utf8) + bytes[place.range.upperBound...])
    }
}
