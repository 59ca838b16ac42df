/// Decodes a literal or folded scalar a second time, to learn where each byte came from.
///
/// Follows libyaml's `yaml_parser_scan_block_scalar`. The indentation an explicit indicator counts from is not in the
/// raw text, so the caller tries `indentations` until the outcome is what libyaml decoded.
struct BlockScalarWalk {
    private let raw: ArraySlice<UInt8>
    private let folded: Bool
    private var keep = false
    private var strip = false
    private var explicit = false
    private let body: Int

    /// `raw` begins with `|` or `>`; its indices are offsets in the file.
    init(_ raw: ArraySlice<UInt8>) {
        self.raw = raw
        folded = raw.first == UInt8(ascii: ">")
        var offset = raw.startIndex
        var comment = false
        while offset < raw.endIndex, LineBreak(in: raw, at: offset) == nil {
            switch raw[offset] {
            case _ where comment: break
            case UInt8(ascii: "+"): keep = true
            case UInt8(ascii: "-"): strip = true
            case UInt8(ascii: "1")...UInt8(ascii: "9"): explicit = true
            case UInt8(ascii: "#"): comment = true
            default: break
            }
            offset += 1
        }
        body = offset + (LineBreak(in: raw, at: offset)?.length ?? 0)
    }

    /// The likely indentations of the content, the likeliest first.
    var indentations: [Int] {
        var deepest = 0
        var column = 0
        var offset = body
        while offset < raw.endIndex {
            if let end = LineBreak(in: raw, at: offset) {
                column = 0
                offset += end.length
            } else if raw[offset] == 0x20 {
                column += 1
                deepest = max(deepest, column)
                offset += 1
            } else {
                break
            }
        }
        let detected = max(deepest, 1)
        return explicit ? Array((1...min(detected, 64)).reversed()) : [detected]
    }

    func decode(indentation: Int) -> PieceBuilder {
        var builder = PieceBuilder()
        var offset = body
        var pending: LineBreak?
        var blankLines = skipBlankLines(&offset, indentation)
        var leadingBlank = false
        while offset < raw.endIndex {
            let startsBlank = raw[offset] == 0x20 || raw[offset] == 0x09
            if let end = pending {
                if folded, end.isNewline, !leadingBlank, !startsBlank {
                    if blankLines.isEmpty { builder.append([0x20], from: end.source) }
                } else {
                    builder.append([end])
                }
            }
            builder.append(blankLines)
            leadingBlank = startsBlank
            let start = offset
            while offset < raw.endIndex, LineBreak(in: raw, at: offset) == nil { offset += 1 }
            builder.append(raw[start..<offset], from: start)
            pending = LineBreak(in: raw, at: offset)
            offset += pending?.length ?? 0
            blankLines = skipBlankLines(&offset, indentation)
        }
        if !strip, let pending { builder.append([pending]) }
        if keep { builder.append(blankLines) }
        return builder
    }

    /// Past indentation and empty lines, to the first content of the next line.
    private func skipBlankLines(_ offset: inout Int, _ indentation: Int) -> [LineBreak] {
        var breaks: [LineBreak] = []
        while offset < raw.endIndex {
            var column = 0
            while column < indentation, offset < raw.endIndex, raw[offset] == 0x20 {
                column += 1
                offset += 1
            }
            guard let end = LineBreak(in: raw, at: offset) else { break }
            breaks.append(end)
            offset += end.length
        }
        return breaks
    }
}
