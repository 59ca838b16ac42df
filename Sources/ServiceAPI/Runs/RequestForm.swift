import Foundation

/// A body that is JSON alone, or JSON with files beside it (`multipart/form-data`, RFC 7578).
///
/// The JSON stands in the part `run`, or `input` where a step's input is given; a file in a part that is named like the
/// member whose value it is: `applicant.selfie`, `selfie`.
struct RequestForm {
    var json: [UInt8]
    var files: [String: [UInt8]] = [:]

    private static let mostParts = 50

    init(_ call: Call) throws(Problem) {
        guard let type = call.headers["content-type"], type.lowercased().hasPrefix("multipart/form-data") else {
            json = call.body
            return
        }
        guard let boundary = Self.parameter("boundary", of: type), (1...70).contains(boundary.utf8.count) else {
            throw Problem(400, "bad-multipart", "the Content-Type names no boundary")
        }
        json = Array("{}".utf8)
        for (name, bytes) in try Self.parts(of: call.body, boundary: boundary) {
            if name == "run" || name == "input" { json = bytes } else { files[name] = bytes }
        }
    }

    /// What stands between the boundaries, by the names that the parts give.
    private static func parts(of body: [UInt8], boundary: String) throws(Problem) -> [(String, [UInt8])] {
        let data = Data(body)
        let delimiter = Data("--\(boundary)".utf8)
        let broken = Problem(400, "bad-multipart", "the body is not what its boundary says")
        guard var at = data.range(of: delimiter)?.upperBound else { throw broken }
        var parts: [(String, [UInt8])] = []
        while true {
            if data[at...].starts(with: Data("--".utf8)) { return parts }
            guard data[at...].starts(with: Data("\r\n".utf8)),
                let head = data.range(of: Data("\r\n\r\n".utf8), in: at..<data.endIndex),
                let end = data.range(of: Data("\r\n--\(boundary)".utf8), in: head.upperBound..<data.endIndex),
                parts.count < mostParts, head.lowerBound - at < 4096
            else { throw broken }
            let lines = String(decoding: data[at..<head.lowerBound], as: UTF8.self).split(separator: "\r\n")
            let disposition = lines.first { $0.lowercased().hasPrefix("content-disposition:") }
            guard let disposition, let name = parameter("name", of: String(disposition)) else { throw broken }
            parts.append((name, Array(data[head.upperBound..<end.lowerBound])))
            at = end.upperBound
        }
    }

    /// `name="selfie"` or `boundary=x` of a header.
    private static func parameter(_ name: String, of header: String) -> String? {
        for part in header.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard pair.count == 2, pair[0].lowercased() == name else { continue }
            let value = pair[1].hasPrefix("\"") ? String(pair[1].dropFirst().prefix { $0 != "\"" }) : pair[1]
            return value.isEmpty ? nil : value
        }
        return nil
    }
}
