import Expressions
import Vendors

/// Reads `multipart/form-data` (RFC 7578) as a played vendor does: texts as they are, JSON where the contract has more than
/// a text, and of a file nothing but that it is there.
enum FormReader {
    /// `nil` for bytes that are not what the boundary says.
    static func read(_ body: [UInt8], contentType: String, schema: Schema) -> Value? {
        guard let start = contentType.firstRange(of: "boundary=") else { return nil }
        let boundary = contentType[start.upperBound...].prefix { $0 != ";" }.filter { $0 != "\"" }
        let mark = Array("--\(boundary)".utf8)
        guard !boundary.isEmpty, body.starts(with: mark) else { return nil }
        var members: [MapKey: Value] = [:]
        var rest = body[mark.count...]
        while rest.starts(with: Array("\r\n".utf8)) {
            rest = rest.dropFirst(2)
            guard let headEnd = rest.firstRange(of: Array("\r\n\r\n".utf8)),
                let end = rest[headEnd.upperBound...].firstRange(of: Array("\r\n".utf8) + mark)
            else { return nil }
            let head = String(decoding: rest[..<headEnd.lowerBound], as: UTF8.self)
            guard let name = value("name", in: head) else { return nil }
            let content = Array(rest[headEnd.upperBound..<end.lowerBound])
            members[.string(name)] = part(content, isFile: value("filename", in: head) != nil, schema.property(name))
            rest = rest[end.upperBound...]
        }
        return rest.starts(with: Array("--".utf8)) ? .map(members) : nil
    }

    private static func part(_ content: [UInt8], isFile: Bool, _ schema: Schema?) -> Value {
        if isFile { return .string(content.isEmpty ? "" : "a file") }
        let text = String(decoding: content, as: UTF8.self)
        guard let schema, !schema.canBe(.string), let json = try? JSONText.parse(content) else { return .string(text) }
        return json
    }

    /// `name="…"` of a part's head.
    private static func value(_ name: String, in head: String) -> String? {
        guard let start = head.firstRange(of: " \(name)=\"") else { return nil }
        return String(head[start.upperBound...].prefix { $0 != "\"" })
    }
}
