/// Writes a line again with its expressions quoted.
///
/// Knows just enough of YAML for one line: dashes, a key, and flow collections.
enum LineRepair {
    struct Repair {
        /// The line without its indentation and dashes.
        var line: String
        /// The value that was at fault.
        var value: Substring
        /// What ``line`` is written in place of; a comment behind it stays.
        var source: Substring
    }

    /// `nil` when no expression of the line asks for quotes.
    static func repair(_ line: String) -> Repair? {
        // Longer lines are not written by people; brackets in them could nest without end.
        guard line.utf8.count <= 400 else { return nil }
        var rest = line.drop { $0 == " " || $0 == "\t" }
        while rest.hasPrefix("- ") { rest = rest.dropFirst(2).drop { $0 == " " } }
        let text = valueAndComment(rest)
        guard let (key, value) = keyAndValue(text) else {
            return repairedValue(text, inFlow: false).map { Repair(line: $0, value: text, source: text) }
        }
        return repairedValue(value, inFlow: false).map {
            Repair(line: "\(key): \($0)", value: value, source: text)
        }
    }

    private static func repairedValue(_ text: Substring, inFlow: Bool) -> String? {
        if let inner = enclosed(text, "{", "}") {
            let parts = split(inner)
            if parts.allSatisfy({ keyAndValue($0) != nil }) { return repairedFlow(parts, "{ ", " }") }
        } else if let inner = enclosed(text, "[", "]") {
            return repairedFlow(split(inner), "[", "]")
        }
        guard ExpressionSigns.needsQuotes(text, inFlow: inFlow), ExpressionSigns.isLikely(text) else { return nil }
        return RepairedLine.quoted(String(text))
    }

    private static func repairedFlow(_ parts: [Substring], _ open: String, _ close: String) -> String? {
        var changed = false
        let repaired = parts.map { part -> String in
            let (key, text) = keyAndValue(part) ?? ("", part)
            guard let value = repairedValue(text, inFlow: true) else { return String(part) }
            changed = true
            return key.isEmpty ? value : "\(key): \(value)"
        }
        return changed ? open + repaired.joined(separator: ", ") + close : nil
    }

    /// `key: value`, where the key is a name or quoted.
    private static func keyAndValue(_ text: Substring) -> (key: Substring, value: Substring)? {
        var quote: Character?
        for index in text.indices {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                guard index == text.startIndex else { return nil }
                quote = character
            } else if character == ":" {
                let rest = text[text.index(after: index)...]
                guard rest.first == " " || rest.first == "\t" else { return nil }
                return (text[..<index], trimmed(rest))
            } else if !character.isLetter, !character.isNumber, !"_-.<".contains(character) {
                return nil
            }
        }
        return nil
    }

    /// Without a comment that begins outside quotes.
    private static func valueAndComment(_ text: Substring) -> Substring {
        var quote: Character?
        var last: Character = " "
        for index in text.indices {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if character == "#", last == " " {
                return trimmed(text[..<index])
            }
            last = character
        }
        return trimmed(text)
    }

    /// What is between the brackets, when the first closes with the very last character.
    private static func enclosed(_ text: Substring, _ open: Character, _ close: Character) -> Substring? {
        guard text.first == open, text.last == close, text.count >= 2 else { return nil }
        var depth = 0
        for index in text.indices {
            if text[index] == open { depth += 1 }
            if text[index] == close { depth -= 1 }
            if depth == 0, text.index(after: index) != text.endIndex { return nil }
        }
        return depth == 0 ? trimmed(text.dropFirst().dropLast()) : nil
    }

    /// At commas outside brackets and quotes.
    private static func split(_ text: Substring) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var depth = 0
        var quote: Character?
        for index in text.indices {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "'" || character == "\"" {
                quote = character
            } else if "([{".contains(character) {
                depth += 1
            } else if ")]}".contains(character) {
                depth -= 1
            } else if character == ",", depth == 0 {
                parts.append(trimmed(text[start..<index]))
                start = text.index(after: index)
            }
        }
        let last = trimmed(text[start...])
        return last.isEmpty ? parts : parts + [last]
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
