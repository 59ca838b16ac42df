import Expressions
import Vendors

/// Names and values as a person would write them in YAML.
enum SkeletonText {
    /// `score_person` of `scorePerson`, `Score Person` and `score-person`.
    static func word(_ text: String) -> String {
        var word = ""
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            guard character.isASCII, character.isLetter || character.isNumber else {
                if word.last != "_", !word.isEmpty { word.append("_") }
                continue
            }
            let next = index + 1 < characters.count ? characters[index + 1] : " "
            let previous = index > 0 ? characters[index - 1] : " "
            let begins = character.isUppercase && (previous.isLowercase || previous.isNumber || next.isLowercase)
            if begins, word.last != "_", !word.isEmpty { word.append("_") }
            word += character.lowercased()
        }
        while word.last == "_" { word.removeLast() }
        if word.first?.isLetter != true { word = "v" + (word.isEmpty ? "endor" : word) }
        return String(word.prefix(64))
    }

    /// A key, in quotes where it could be read as something else.
    static func key(_ name: String) -> String {
        let isPlain =
            name.first?.isLetter == true
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == 0x5F || byte == 0x2D
            }
        let words: Set = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
        return isPlain && !words.contains(name.lowercased()) ? name : scalar(.string(name))
    }

    /// On one line; JSON is YAML too.
    static func scalar(_ value: Value) -> String { String(decoding: JSONText.encode(value), as: UTF8.self) }

    /// The first line of a text, short enough for a comment.
    static func line(_ text: String?) -> String? {
        guard let text, let first = text.split(whereSeparator: \.isNewline).first else { return nil }
        let squeezed = first.split(separator: " ").joined(separator: " ")
        return squeezed.isEmpty ? nil : String(squeezed.prefix(80))
    }

    /// What a schema takes, for a comment: `string`, `number or null`, `one of kyc, cip`.
    static func description(of schema: Schema?) -> String {
        guard let schema else { return "any value" }
        let listed = schema.listedValues.prefix(8).map(\.shown)
        if !listed.isEmpty { return "one of " + listed.joined(separator: ", ") }
        guard let types = schema.types else { return "any value" }
        return JSONType.allCases.filter(types.contains).map(\.rawValue).joined(separator: " or ")
    }
}

/// Lines of a YAML file, indented as they nest.
struct SkeletonLines {
    private(set) var text = ""

    mutating func add(_ line: String = "", _ depth: Int = 0, note: String? = nil) {
        let indent = String(repeating: "  ", count: line.isEmpty ? 0 : depth)
        guard let note else {
            text += indent + line + "\n"
            return
        }
        let start = indent + line
        text += start + String(repeating: " ", count: max(2, 40 - start.count)) + "# " + note + "\n"
    }

    mutating func comment(_ line: String, _ depth: Int = 0) { add("# " + line, depth) }
}
