import Expressions

/// Files that a played vendor hands out: small, the same each time, and of nobody.
public enum SampleFile: String, Hashable, Sendable, CaseIterable {
    case jpeg, mp4, pdf, tar

    public var contentType: String {
        switch self {
        case .jpeg: "image/jpeg"
        case .mp4: "video/mp4"
        case .pdf: "application/pdf"
        case .tar: "application/x-tar"
        }
    }

    public var bytes: [UInt8] {
        switch self {
        // Its beginning and its end, and nothing to see between them.
        case .jpeg: [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] + Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xD9]
        case .mp4: [0, 0, 0, 16] + Array("ftypisom".utf8) + [0, 0, 2, 0]
        case .pdf: Array("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".utf8)
        case .tar:
            Self.entry("shots/1.jpeg", Self.jpeg.bytes) + Self.entry("shots/2.jpeg", Self.jpeg.bytes)
                + [UInt8](repeating: 0, count: 1024)
        }
    }

    /// What templates see as `samples`: each as base64.
    static let texts = Value.members(
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, Value.string(base64($0.bytes))) }))

    /// A plain file of a tar archive.
    private static func entry(_ name: String, _ content: [UInt8]) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at index: Int) {
            header.replaceSubrange(index..<index + text.utf8.count, with: text.utf8)
        }
        func octal(_ number: Int, _ digits: Int) -> String {
            let text = String(number, radix: 8)
            return String(repeating: "0", count: digits - text.count) + text
        }
        put(name, at: 0)
        put("0000644", at: 100)
        put(octal(content.count, 11), at: 124)
        put(octal(0, 11), at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, 6), at: 148)
        header[154] = 0
        return header + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    /// RFC 4648, section 4.
    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let number = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? alphabet[number >> (18 - 6 * place) & 63] : "=")
            }
        }
        return text
    }
}
