import Expressions

extension VendorRequest {
    /// The request as a person may see it: personal values, photos and secrets by name only.
    ///
    /// The same request gives the same text: headers in the order of sending, members of the body sorted.
    public var redacted: String {
        var lines = ["\(method) \(redactedURL)"]
        for header in headers { lines.append("\(header.name): \(header.redacted)") }
        if let contentType { lines.append("content-type: \(contentType)") }
        if let body { lines += ["", redactedBody(body, at: JSONPointer(tokens: []), indent: "")] }
        return lines.joined(separator: "\n")
    }

    /// The address with its query, personal parameters hidden.
    public var redactedURL: String {
        guard !query.isEmpty else { return url }
        let items = query.map { item in
            let value = item.isPersonal ? "‹personal›" : item.value.map(\.redacted).joined()
            return "\(PercentEncoding.segment(item.name))=\(value)"
        }
        return url + "?" + items.joined(separator: "&")
    }

    private func redactedBody(_ value: Value, at pointer: JSONPointer, indent: String) -> String {
        if case .opaque(let handle) = value { return Self.quoted(handle.redacted) }
        if personal.contains(pointer) { return Self.quoted("‹personal›") }
        let inner = indent + "  "
        switch value {
        case .map(let members):
            let named = members.map { (key: $0.key.value.plainText, value: $0.value) }.sorted { $0.key < $1.key }
            guard !named.isEmpty else { return "{}" }
            let lines = named.map { member in
                "\(inner)\(Self.quoted(member.key)): "
                    + redactedBody(member.value, at: pointer.appending(member.key), indent: inner)
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        case .list(let items):
            guard !items.isEmpty else { return "[]" }
            let lines = items.enumerated().map { index, item in
                inner + redactedBody(item, at: pointer.appending(String(index)), indent: inner)
            }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
        default: return String(decoding: JSONText.encode(value), as: UTF8.self)
        }
    }

    private static func quoted(_ text: String) -> String {
        String(decoding: JSONText.encode(.string(text)), as: UTF8.self)
    }
}

extension VendorHeader {
    var redacted: String {
        if isPersonal { return "‹personal›" }
        return switch value {
        case .text(let pieces): pieces.map(\.redacted).joined()
        case .basic(let user, let password):
            "Basic " + user.map(\.redacted).joined() + ":" + password.map(\.redacted).joined()
        }
    }
}

extension RequestText {
    var redacted: String {
        switch self {
        case .text(let text): text
        case .secret(let name): "‹secret \(name)›"
        }
    }
}

extension Opaque {
    var redacted: String {
        switch kind {
        case "secret": "‹secret \(id)›"
        case "data_uri", "base64": "‹image \(id)›"
        default: "‹\(kind) \(id)›"
        }
    }
}
