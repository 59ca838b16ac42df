internal import Diagnostics
internal import YAMLTree

/// The line that an author should have written.
enum RepairedLine {
    /// `write ‹when: "!flags.x"›`, with the key when the value stands on its key's line.
    static func help(for node: YAMLNode, text: String) -> String {
        "write `\(key(before: node))\(Quoting.quoted(text))`"
    }

    private static func key(before node: YAMLNode) -> String {
        let file = node.place.file
        let start = file.offset(ofLine: node.place.start.line)
        guard start <= node.place.range.lowerBound else { return "" }
        var prefix = String(decoding: file.bytes[start..<node.place.range.lowerBound], as: UTF8.self)[...]
        prefix = prefix.drop { $0 == " " || $0 == "\t" }
        while prefix.hasPrefix("- ") { prefix = prefix.dropFirst(2).drop { $0 == " " } }
        // In a flow collection, only the last key before the value.
        if let cut = prefix.lastIndex(where: { $0 == "{" || $0 == "," || $0 == "[" }) {
            prefix = prefix[prefix.index(after: cut)...].drop { $0 == " " }
        }
        return prefix.hasSuffix(": ") ? String(prefix) : ""
    }
}
