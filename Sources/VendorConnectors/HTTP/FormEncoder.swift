import Expressions
import Vendors

/// Writes a body as `multipart/form-data` (RFC 7578): texts first, then files, each in the order of its name.
struct FormEncoder {
    var body: BodyEncoder

    /// The bytes, and the content type that names their boundary.
    func encode(_ value: Value) async throws -> (bytes: [UInt8], contentType: String) {
        guard case .map(let members) = value else {
            throw ConnectorProblem(.badRequest, "a form is made of named parts")
        }
        var texts: [(name: String, bytes: [UInt8])] = []
        var files: [(name: String, media: Media)] = []
        for (key, member) in members {
            guard case .string(let name) = key else { continue }
            switch member {
            case .opaque(let handle) where ["image", "video", "file"].contains(handle.kind):
                files.append((name, try await body.medium(handle.id)))
            case .string(let text): texts.append((name, Array(text.utf8)))
            case .opaque(let handle): texts.append((name, Array(try await body.text(of: handle).utf8)))
            default: texts.append((name, try await body.encode(member)))
            }
        }
        let boundary = "trustflow-" + String(UInt64.random(in: .min ... .max), radix: 36)
        var bytes: [UInt8] = []
        func part(_ head: String, _ content: [UInt8]) {
            bytes += Array("--\(boundary)\r\n\(head)\r\n\r\n".utf8) + content + Array("\r\n".utf8)
        }
        for text in texts.sorted(by: { $0.name < $1.name }) {
            part("Content-Disposition: form-data; name=\"\(Self.quoted(text.name))\"", text.bytes)
        }
        for file in files.sorted(by: { $0.name < $1.name }) {
            let name = Self.quoted(file.name)
            part(
                "Content-Disposition: form-data; name=\"\(name)\"; filename=\"\(name)\(Self.ending(file.media))\"\r\n"
                    + "Content-Type: \(file.media.contentType)", file.media.bytes)
        }
        bytes += Array("--\(boundary)--\r\n".utf8)
        return (bytes, "multipart/form-data; boundary=\(boundary)")
    }

    private static func quoted(_ name: String) -> String {
        name.replacing("\"", with: "%22").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func ending(_ media: Media) -> String {
        let endings = ["image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf", "video/mp4": ".mp4"]
        return endings[media.contentType] ?? ""
    }
}
