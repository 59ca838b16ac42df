import Foundation
import VendorConnectors

/// A photo or file of an applicant, opened and looked at.
struct PhotoFile {
    var media: Media

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
        guard size <= Media.limit else {
            throw Problem(
                code: "media-too-large", message: "`\(path)` has \(size / 1024 / 1024) MB",
                help: "\(Media.limit / 1024 / 1024) MB is the most that is taken; make the \(kind) smaller")
        }
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw Problem(
                code: "media-unreadable", message: "`\(path)` cannot be read", help: "look at its permissions")
        }
        guard let media = Media(sniffing: Array(data), as: kind) else {
            throw Problem(
                code: "media-unknown", message: "`\(path)` is no \(kind) that is taken",
                help: kind == "image" ? "JPEG and PNG are" : "look at how it begins: its bytes decide, not its name")
        }
        self.media = media
    }
}
