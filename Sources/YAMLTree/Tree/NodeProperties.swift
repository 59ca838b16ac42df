internal import Diagnostics

/// The anchor and the tag that stand before a node.
struct NodeProperties {
    /// As written, `!!str` and not what its handle stands for.
    var tag: String?
    /// Where the content begins.
    var content: Int

    /// Skips `count` properties from the start of `range`.
    init(in range: Range<Int>, count: Int, file: SourceFile) {
        let bytes = file.bytes
        content = range.lowerBound
        for _ in 0..<count {
            Self.skipSpace(&content, to: range.upperBound, bytes)
            let start = content
            if content < range.upperBound, bytes[content] == UInt8(ascii: "!") {
                Self.skipTag(&content, to: range.upperBound, bytes)
                tag = String(decoding: bytes[start..<content], as: UTF8.self)
            } else {
                while content < range.upperBound, Self.isAnchorByte(bytes[content]) || content == start { content += 1 }
            }
        }
        if count > 0 {
            let end = content
            Self.skipSpace(&content, to: range.upperBound, bytes)
            if content == range.upperBound { content = end }
        }
    }

    private static func skipTag(_ offset: inout Int, to end: Int, _ bytes: [UInt8]) {
        let verbatim = offset + 1 < end && bytes[offset + 1] == UInt8(ascii: "<")
        while offset < end, !isSpace(bytes[offset]) {
            if verbatim, bytes[offset] == UInt8(ascii: ">") {
                offset += 1
                return
            }
            if !verbatim, bytes[offset] == UInt8(ascii: ",") { return }
            offset += 1
        }
    }

    private static func skipSpace(_ offset: inout Int, to end: Int, _ bytes: [UInt8]) {
        while offset < end {
            if bytes[offset] == UInt8(ascii: "#") {
                while offset < end, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
            } else if isSpace(bytes[offset]) {
                offset += 1
            } else {
                return
            }
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func isAnchorByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
