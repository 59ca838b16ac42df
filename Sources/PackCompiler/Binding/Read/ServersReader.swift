import Diagnostics
import ExpressionSyntax
import Expressions
import Vendors
import YAMLDecoding
import YAMLTree

/// Reads `servers` and `auth`: where the vendor is, and what proves to it who we are.
struct ServersReader {
    var environment: ExpressionEnvironment

    func read(servers: YAMLNode, auth: YAMLNode?, findings: inout Findings) -> [Server] {
        guard let record = Record(servers, as: "`servers`", findings: &findings) else { return [] }
        var read = record.entries.compactMap { entry -> Server? in
            guard let name = entry.key.text,
                let base = entry.value.template(in: environment, findings: &findings)
            else { return nil }
            return Server(name: name, base: base.template)
        }
        guard let auth, let record = Record(auth, as: "`auth`", findings: &findings) else { return read }
        for entry in record.entries {
            guard let name = entry.key.text else { continue }
            guard let index = read.firstIndex(where: { $0.name == name }) else {
                findings.report(
                    .unknownName("unknown-server", "`\(name)` is no server", name, of: read.map(\.name), at: entry.key))
                continue
            }
            read[index].auth = self.auth(entry.value, findings: &findings) ?? .none
        }
        return read
    }

    private func auth(_ node: YAMLNode, findings: inout Findings) -> Auth? {
        let keys = ["bearer", "basic", "header", "body"]
        guard let record = Record(node, as: "the auth of a server", keys: keys, findings: &findings)
        else { return nil }
        if let bearer = record["bearer"] {
            return bearer.value.template(in: environment, findings: &findings).map { .bearer($0.template) }
        }
        if let header = record["header"] {
            return .headers(NamedTemplates(environment).read(header.value, as: "`header`", findings: &findings).all)
        }
        if let body = record["body"] {
            return .body(NamedTemplates(environment).read(body.value, as: "`body`", findings: &findings).all)
        }
        if let basic = record["basic"],
            let pair = Record(basic.value, as: "`basic`", keys: ["user", "password"], findings: &findings),
            let user = pair.require("user", findings: &findings)?.template(in: environment, findings: &findings),
            let password = pair.require("password", findings: &findings)?
                .template(in: environment, findings: &findings)
        {
            return .basic(user: user.template, password: password.template)
        }
        return nil
    }
}

/// Reads a map of names to texts: headers, query and path parameters.
struct NamedTemplates {
    var environment: ExpressionEnvironment

    init(_ environment: ExpressionEnvironment) { self.environment = environment }

    func read(
        _ node: YAMLNode, as what: String, findings: inout Findings
    ) -> (all: [NamedTemplate], references: [PlacedReference], keys: [String: Place]) {
        guard let record = Record(node, as: what, findings: &findings) else { return ([], [], [:]) }
        var all: [NamedTemplate] = []
        var references: [PlacedReference] = []
        var keys: [String: Place] = [:]
        for entry in record.entries {
            guard let name = entry.key.text,
                let template = entry.value.template(in: environment, findings: &findings)
            else { continue }
            all.append(NamedTemplate(name, template.template))
            references += template.references
            keys[name] = entry.key.place
        }
        return (all, references, keys)
    }
}
