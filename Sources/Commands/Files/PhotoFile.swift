import Foundation

/// A photo or file of an applicant, opened and looked at.
struct PhotoFile {
    /// Ours: vendors' own limits are mostly unknown, and many photos are in memory at once.
    static let limit = 10 * 1024 * 1024

    var bytes: [UInt8]
    var contentType: String

    /// A file that cannot be used, in words without its content.
    struct Problem: Error {
        var code: String
        var message: String
        var help: String
    }

    init(path: String, wants kind: String) throws(Problem) {
        switch Input.kind(of: path) {
        case .missing:
            throw Problem(
                code: "media-missing", message: "there is no file `\(path)`",
                help: "the path is relative to the file that names it")
        case .folder: throw Problem(code: "media-missing", message: "`\(path)` is a folder", help: "name one file")
        case .file: break
        }
        let size = ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int) ?? 0
        guard size > 0 else {
            throw Problem(code: "media-empty", message: "`\(path)` is empty", help: "take the \(kind) again")
        }
        guard size <= Self.limit else {
            throw Problem(
                code: "media-too-large", message: "`\(path)` has \(size / 1024 / 1024) MB",
                help: "\(Self.limit / 1024 / 1024) MB is the most that is taken; make the \(kind) smaller")
        }
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw Problem(
                code: "media-unreadable", message: "`\(path)` cannot be read", help: "look at its permissions")
        }
        bytes = Array(data)
        guard let type = Self.contentType(of: bytes, wants: kind) else {
            throw Problem(
                code: "media-unknown", message: "`\(path)` is no \(kind) that is taken",
                help: kind == "image" ? "JPEG and PNG are" : "look at how it begins: its bytes decide, not its name")
        }
        contentType = type
    }

    /// By the first bytes, never by the name.
    private static func contentType(of bytes: [UInt8], wants kind: String) -> String? {
        let signatures: [(kind: String, at: Int, bytes: [UInt8], type: String)] = [
            ("image", 0, [0xFF, 0xD8, 0xFF], "image/jpeg"),
            ("image", 0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
            ("video", 4, Array("ftyp".utf8), "video/mp4"),
            ("video", 0, [0x1A, 0x45, 0xDF, 0xA3], "video/webm"),
            ("file", 0, Array("%PDF-".utf8), "application/pdf"),
        ]
        let match = signatures.first { signature in
            (signature.kind == kind || kind == "file")
                && bytes.dropFirst(signature.at).starts(with: signature.bytes)
        }
        return match?.type
    }
}
