extension Media {
    /// The most that one photo or file may have. Ours: vendors' own limits are mostly unknown, and many are in memory at
    /// once.
    public static let limit = 10 * 1024 * 1024

    /// What an applicant gave, looked at: its first bytes say what it is, never its name or its sender.
    ///
    /// - Parameter kind: `image`, `video` or `file`, as the flow declares it.
    /// - Returns: `nil` for what is too large, or of no type that is taken.
    public init?(sniffing bytes: [UInt8], as kind: String) {
        let signature = Self.signatures.first { signature in
            (signature.kind == kind || kind == "file") && bytes.dropFirst(signature.at).starts(with: signature.bytes)
        }
        guard bytes.count <= Self.limit, let signature else { return nil }
        self.init(bytes: bytes, contentType: signature.type)
    }

    /// What bytes are, by how they begin; `nil` for what is none of a kind: `image`, `video`, `file`, `archive`.
    ///
    /// For what a vendor gives, which may be larger than what an applicant may send.
    static func contentType(of bytes: [UInt8], as kind: String? = nil) -> String? {
        if kind == "archive" {
            return bytes.dropFirst(257).starts(with: Array("ustar".utf8)) ? "application/x-tar" : nil
        }
        return signatures.first { signature in
            (kind == nil || kind == "file" || signature.kind == kind)
                && bytes.dropFirst(signature.at).starts(with: signature.bytes)
        }?.type
    }

    private static let signatures: [(kind: String, at: Int, bytes: [UInt8], type: String)] = [
        ("image", 0, [0xFF, 0xD8, 0xFF], "image/jpeg"),
        ("image", 0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ("video", 4, Array("ftyp".utf8), "video/mp4"),
        ("video", 0, [0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
        ("file", 0, Array("%PDF-".utf8), "application/pdf"),
        // RIFF, the length, then what is in it.
        ("file", 8, Array("WAVE".utf8), "audio/wav"),
    ]
}
