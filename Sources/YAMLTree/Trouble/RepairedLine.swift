package import Diagnostics

/// What an author should have written, as help.
package enum RepairedLine {
    /// ``write `when: "!flags.x"` ``: `text` quoted, with the key when the value at `place` stands on its key's line.
    package static func help(at place: Place, text: String) -> String {
        "write `\(key(before: place))\(quoted(text))`"
    }

    private static func key(before place: Place) -> String {
        let file = place.file
        let start = file.offset(ofLine: place.start.line)
        guard start <= place.range.lowerBound, place.range.lowerBound - start <= 200 else { return "" }
        var prefix = String(decoding: file.bytes[start..<place.range.lowerBound], as: UTF8.self)[...]
        prefix = prefix.drop { $0 == " " || $0 == "\t" }
        while prefix.hasPrefix("- ") { prefix = prefix.dropFirst(2).drop { $0 == " " } }
        // In a flow collection, only the last key before the value.
        if let cut = prefix.lastIndex(where: { $0 == "{" || $0 == "," || $0 == "[" }) {
            prefix = prefix[prefix.index(after: cut)...].drop { $0 == " " }
        }
        return prefix.hasSuffix(": ") ? String(prefix) : ""
    }

    /// Text as a quoted scalar on one line, with as few escapes as can be: `"a"`, `'"a"'`, `"\"a\" 'b'"`.
    package static func quoted(_ text: String) -> String {
        if !text.contains("\""), !text.contains("\\") { return "\"\(text)\"" }
        if !text.contains("'") { return "'\(text)'" }
        return "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }
}
