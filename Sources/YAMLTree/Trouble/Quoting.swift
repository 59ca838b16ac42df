/// Text as a quoted scalar on one line.
package enum Quoting {
    /// With as few escapes as can be: `"a"`, `'"a"'`, `"\"a\" 'b'"`.
    package static func quoted(_ text: String) -> String {
        if !text.contains("\""), !text.contains("\\") { return "\"\(text)\"" }
        if !text.contains("'") { return "'\(text)'" }
        return "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }
}
