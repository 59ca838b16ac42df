import Expressions
import YAMLTree

/// How calls are authenticated, as far as `securitySchemes` of the document says it.
struct SkeletonAuth {
    private enum Way {
        case bearer
        case basic
        case header(String)
    }

    private let ways: [Way]
    private let name: String

    init(source: SkeletonSource) {
        name = source.name
        let schemes = source.document.member("components")?.member("securitySchemes")?.entries ?? []
        ways = schemes.compactMap { Self.way($0.value) }
    }

    private static func way(_ scheme: YAMLNode) -> Way? {
        switch (scheme.member("type")?.text, scheme.member("scheme")?.text?.lowercased(), scheme.member("in")?.text) {
        case ("http", "bearer", _), ("oauth2", _, _), ("openIdConnect", _, _): .bearer
        case ("http", "basic", _): .basic
        case ("apiKey", _, "header"): scheme.member("name")?.text.map { .header($0) }
        default: nil
        }
    }

    /// Lines of `settings`; the value of a secret comes from the environment, or from a file that it names.
    var settings: [String] {
        func secret(_ name: String) -> String {
            let variable = "\(self.name)_\(name)".uppercased()
            return "\(name): { type: secret, env: \(variable) }"
        }
        switch ways.first {
        case .bearer: return [secret("token")]
        case .basic: return [secret("user"), secret("password")]
        case .header: return [secret("key")]
        case nil: return ["# " + secret("key")]
        }
    }

    func write(into lines: inout SkeletonLines) {
        if let way = ways.first {
            if ways.count > 1 { lines.comment("The document allows \(ways.count) ways; this is the first.") }
            lines.add("auth:")
            lines.add("api: \(Self.text(way))", 1)
        } else {
            lines.comment("The document does not say how calls are authenticated, or in a way that is not known here.")
            lines.comment("With the secret under `settings`, one of:")
            lines.comment("auth:")
            for line in [
                "api: { bearer: \"${settings.key}\" }", "api: { header: { X-Api-Key: \"${settings.key}\" } }",
                "api: { basic: { user: \"${settings.user}\", password: \"${settings.password}\" } }",
                "api: { body: { key: \"${settings.key}\" } }",
            ] { lines.comment("  " + line) }
        }
        lines.add()
    }

    private static func text(_ way: Way) -> String {
        switch way {
        case .bearer: "{ bearer: \"${settings.token}\" }"
        case .basic: "{ basic: { user: \"${settings.user}\", password: \"${settings.password}\" } }"
        case .header(let name): "{ header: { \(SkeletonText.key(name)): \"${settings.key}\" } }"
        }
    }
}
