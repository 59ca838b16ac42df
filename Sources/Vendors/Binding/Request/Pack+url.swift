import Expressions

extension Pack {
    /// The server's base and the path; path parameters are percent-encoded, a path given by a setting is taken as is.
    func url(
        of operation: VendorOperation, call: ContractOperation, server: Server, texts: TextBuilder
    ) throws(RequestProblem) -> String {
        var base = try texts.plain(server.base, of: "the address of \(server.name)")
        while base.hasSuffix("/") { base.removeLast() }
        guard base.hasPrefix("https://") || base.hasPrefix("http://") else {
            throw RequestProblem(.noValue, "the address of \(server.name) is no http or https address")
        }
        switch operation.path {
        case .given(let template):
            let path = try texts.plain(template, of: "the path of \(operation.name)")
            return base + (path.hasPrefix("/") ? path : "/" + path)
        case .contract(let parameters):
            var path = call.path
            for parameter in parameters {
                let value = try texts.plain(parameter.template, of: "path \(parameter.name)")
                path = path.replacingPlaceholder(parameter.name, with: PercentEncoding.segment(value))
            }
            return base + path
        }
    }
}

/// Percent-encoding of RFC 3986, for one path segment or one query name or value.
public enum PercentEncoding {
    /// Everything but unreserved characters is encoded.
    public static func segment(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}

extension String {
    /// `/users/{id}` with a value for `{id}`.
    fileprivate func replacingPlaceholder(_ name: String, with value: String) -> String {
        let placeholder = "{\(name)}"
        var result = ""
        var rest = self[...]
        while let start = rest.firstIndex(of: "{") {
            result += rest[..<start]
            rest = rest[start...]
            if rest.hasPrefix(placeholder) {
                result += value
                rest = rest.dropFirst(placeholder.count)
            } else {
                result.append("{")
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }
}
