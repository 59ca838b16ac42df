/// Decodes a plain or quoted scalar a second time, to learn where each byte came from.
///
/// Follows libyaml's `yaml_parser_scan_plain_scalar` and `yaml_parser_scan_flow_scalar` step by step; the caller compares
/// the outcome with what libyaml decoded.
struct FlowScalarWalk {
    private let raw: ArraySlice<UInt8>
    private var offset: Int
    private var builder = PieceBuilder()
    private var isContinued = false

    /// `raw` is the content without quotes, its indices are offsets in the file.
    static func decode(_ raw: ArraySlice<UInt8>, style: YAMLScalar.Style) -> PieceBuilder {
        var walk = FlowScalarWalk(raw: raw)
        walk.run(style)
        return walk.builder
    }

    private init(raw: ArraySlice<UInt8>) {
        self.raw = raw
        offset = raw.startIndex
    }

    private mutating func run(_ style: YAMLScalar.Style) {
        while offset < raw.endIndex {
            copyText(style)
            foldBlanks()
        }
    }

    /// Up to the next blank or line break.
    private mutating func copyText(_ style: YAMLScalar.Style) {
        var start = offset
        while offset < raw.endIndex, !isBlank(raw[offset]), LineBreak(in: raw, at: offset) == nil {
            if style == .singleQuoted, raw[offset...].starts(with: [0x27, 0x27]) {
                builder.append(raw[start...offset], from: start)
                offset += 2
                start = offset
            } else if style == .doubleQuoted, raw[offset] == 0x5C {
                builder.append(raw[start..<offset], from: start)
                escape()
                start = offset
                if isContinued { return }
            } else {
                offset += 1
            }
        }
        builder.append(raw[start..<offset], from: start)
    }

    private mutating func escape() {
        if let end = LineBreak(in: raw, at: offset + 1) {
            offset += 1 + end.length
            isContinued = true
            return
        }
        let (decoded, length) = Escape.decode(raw[offset...])
        builder.append(decoded, from: offset)
        offset += length
    }

    /// Blanks within a line stay; around a line break they go, one break becomes a space, further ones stay breaks.
    private mutating func foldBlanks() {
        let start = offset
        var blanks = offset..<offset
        var first: LineBreak?
        var further: [LineBreak] = []
        while offset < raw.endIndex {
            if let end = LineBreak(in: raw, at: offset) {
                if first == nil, !isContinued { first = end } else { further.append(end) }
                offset += end.length
            } else if isBlank(raw[offset]) {
                offset += 1
                if first == nil, !isContinued { blanks = start..<offset }
            } else {
                break
            }
        }
        if let first {
            if !first.isNewline {
                builder.append([first])
            } else if further.isEmpty {
                builder.append([0x20], from: first.source)
            }
        } else if !isContinued {
            builder.append(raw[blanks], from: start)
        }
        builder.append(further)
        isContinued = false
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
