/// Refuses what libyaml lets through although YAML 1.2 does not, where it is more likely a slip than a habit.
struct StrictRules {
    private let bytes: [UInt8]
    /// Up to here the bytes have been looked at.
    private var seen = 0
    private var flowDepth = 0
    private var isBetweenDocuments = true

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func check(_ event: Event) throws(SyntaxProblem) {
        switch event.kind {
        case .documentStart:
            if !isBetweenDocuments, bytes[event.range].first == UInt8(ascii: "%") {
                throw SyntaxProblem(problem: Self.directiveInDocument, offset: event.range.lowerBound)
            }
            return
        case .documentEnd(let explicit): isBetweenDocuments = explicit
        case .sequenceStart(let flow), .mappingStart(let flow): if flow || flowDepth > 0 { flowDepth += 1 }
        case .sequenceEnd, .mappingEnd: if flowDepth > 0 { flowDepth -= 1 }
        case .scalar(let value, let style):
            if flowDepth > 0, style == .plain, value == "-" {
                throw SyntaxProblem(problem: Self.bareDash, offset: event.range.lowerBound)
            }
        case .streamStart, .streamEnd, .alias: break
        }
        try checkComments(to: event.range.lowerBound)
        seen = max(seen, event.range.upperBound)
        if case .scalar(_, let style) = event.kind, style == .literal || style == .folded {
            try checkHeader(from: event.range.lowerBound)
        }
    }

    /// Between events stand indicators, blanks and comments; a `#` there needs a blank before it.
    private mutating func checkComments(to end: Int) throws(SyntaxProblem) {
        var offset = seen
        while offset < end {
            if bytes[offset] == UInt8(ascii: "#") {
                try checkComment(at: offset)
                offset = endOfLine(from: offset)
            } else {
                offset += 1
            }
        }
        seen = max(seen, end)
    }

    private func checkHeader(from start: Int) throws(SyntaxProblem) {
        let line = start..<endOfLine(from: start)
        guard let sign = bytes[line].firstIndex(where: { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ">") }),
            let comment = bytes[sign..<line.upperBound].firstIndex(of: UInt8(ascii: "#"))
        else { return }
        try checkComment(at: comment)
    }

    private func checkComment(at offset: Int) throws(SyntaxProblem) {
        guard offset > 0, ![0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset - 1]) else { return }
        // A line that begins right after a byte order mark or a rare line break.
        guard bytes[offset - 1] < 0x80 else { return }
        throw SyntaxProblem(problem: Self.commentWithoutBlank, offset: offset)
    }

    private func endOfLine(from offset: Int) -> Int {
        bytes[offset...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    }

    static let directiveInDocument = "found a directive inside a document"
    static let bareDash = "found a bare '-' in a flow collection"
    static let commentWithoutBlank = "found a comment without a blank before it"
}
