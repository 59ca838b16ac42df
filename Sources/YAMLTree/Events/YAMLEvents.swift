/// The parse events of a text in the notation of the YAML test suite: `+MAP`, `=VAL :a`, `-MAP`.
public struct YAMLEvents: Sendable {
    /// One event each; for a text that is no YAML those before the error.
    public let lines: [String]
    /// What is wrong with the text; `nil` when it is YAML.
    public let problem: String?

    public init(_ bytes: [UInt8], limits: YAMLLimits = .default) {
        var lines: [String] = []
        do throws(SyntaxProblem) {
            try EventParser.parse(bytes) { parser throws(SyntaxProblem) in
                var depth = 0
                var rules = StrictRules(bytes)
                while true {
                    let event = try parser.next()
                    try rules.check(event)
                    switch event.kind {
                    case .sequenceStart, .mappingStart: depth += 1
                    case .sequenceEnd, .mappingEnd: depth -= 1
                    default: break
                    }
                    guard depth <= limits.depth else {
                        throw SyntaxProblem(problem: "nested too deeply", offset: event.range.lowerBound)
                    }
                    lines.append(Self.line(event))
                    if case .streamEnd = event.kind { return }
                }
            }
            problem = nil
        } catch {
            problem = [error.context, error.problem].compactMap(\.self).joined(separator: ": ")
        }
        self.lines = lines
    }

    private static func line(_ event: Event) -> String {
        let properties = (event.anchor.map { " &\($0)" } ?? "") + (event.tag.map { " <\($0)>" } ?? "")
        switch event.kind {
        case .streamStart: return "+STR"
        case .streamEnd: return "-STR"
        case .documentStart(let explicit): return explicit ? "+DOC ---" : "+DOC"
        case .documentEnd(let explicit): return explicit ? "-DOC ..." : "-DOC"
        case .alias(let name): return "=ALI *\(name)"
        case .sequenceStart(let flow): return "+SEQ" + (flow ? " []" : "") + properties
        case .sequenceEnd: return "-SEQ"
        case .mappingStart(let flow): return "+MAP" + (flow ? " {}" : "") + properties
        case .mappingEnd: return "-MAP"
        case .scalar(let value, let style):
            return "=VAL\(properties) \(sign(of: style))\(escaped(value))"
        }
    }

    private static func sign(of style: YAMLScalar.Style) -> String {
        switch style {
        case .plain: ":"
        case .singleQuoted: "'"
        case .doubleQuoted: "\""
        case .literal: "|"
        case .folded: ">"
        }
    }

    private static let escapes: [UInt8: StaticString] = [
        0x5C: "\\\\", 0x0A: "\\n", 0x09: "\\t", 0x0D: "\\r", 0x08: "\\b", 0x00: "\\0",
    ]

    private static func escaped(_ text: String) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            if let escape = escapes[byte] {
                result += escape.description.utf8
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
