import Diagnostics
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Reads `webhooks`: the routes on which the vendor tells us something, and how it is known that it was the vendor.
struct WebhooksReader {
    var contract: Contract
    var places: ContractPlaces
    var settings: [Setting]
    /// What is opened before a verification, by name.
    var objects: [String] = []

    func read(_ node: YAMLNode, findings: inout Findings) -> [WebhookBinding] {
        guard let record = Record(node, as: "`webhooks`", findings: &findings) else { return [] }
        return record.entries.compactMap { webhook($0, findings: &findings) }
    }

    private static let keys = ["signature", "kind", "run", "verification", "objects", "body", "kinds"]

    private func webhook(_ entry: YAMLEntry, findings: inout Findings) -> WebhookBinding? {
        guard let name = entry.key.text,
            let record = Record(entry.value, as: "webhook `\(name)`", keys: Self.keys, findings: &findings),
            let signature = record.require("signature", findings: &findings).flatMap({
                self.signature($0, findings: &findings)
            }),
            let kind = record.require("kind", findings: &findings).flatMap({
                self.kind($0, findings: &findings)
            }),
            let verification = record.require("verification", findings: &findings),
            let body = record.require("body", findings: &findings), let schema = body.text
        else { return nil }
        guard contract.schemas[schema] != nil else {
            findings.report(
                .unknownName(
                    "unknown-schema", "the contract has no schema `\(schema)`", schema,
                    of: contract.schemas.keys.sorted(), at: body))
            return nil
        }
        let news = AnswerExpressions(
            places: places, call: ContractOperation(id: schema, method: "", path: ""), answer: contract.schemas[schema])
        let pointers = verification.items ?? [verification]
        let verifications = pointers.compactMap { JSONPointer.read($0, findings: &findings) }
        guard !verifications.isEmpty else { return nil }
        for node in [record["run"]?.value, record["kind"]?.value].compactMap({ $0 }) + pointers {
            guard let pointer = node.text.flatMap({ JSONPointer($0) }) else { continue }
            news.check(pointer, at: node, findings: &findings)
        }
        let (kinds, otherwise) = kinds(record["kinds"]?.value, findings: &findings)
        var webhook = WebhookBinding(
            name: name, signature: signature, kind: kind, kinds: kinds, otherwise: otherwise,
            run: record["run"].flatMap { JSONPointer.read($0.value, findings: &findings) },
            verifications: verifications, schema: schema)
        for entry in record["objects"]?.value.entries ?? [] {
            guard
                let object = entry.key.choice(
                    "an object", of: objects.map { (name: $0, value: $0) }, findings: &findings),
                let pointer = JSONPointer.read(entry.value, findings: &findings)
            else { continue }
            news.check(pointer, at: entry.value, findings: &findings)
            webhook.objects[object] = pointer
        }
        return webhook
    }

    /// A pointer into the body, or `{ header: … }`.
    private func kind(_ node: YAMLNode, findings: inout Findings) -> WebhookBinding.Kind? {
        if node.text != nil { return JSONPointer.read(node, findings: &findings).map { .body($0) } }
        return Record(node, as: "`kind`", keys: ["header"], findings: &findings)?
            .require("header", findings: &findings)?.string("a header's name", findings: &findings)
            .map { .header($0.lowercased()) }
    }

    private func scheme(_ record: Record, findings: inout Findings) -> WebhookBinding.Signature.Scheme? {
        if let shared = record["shared"] {
            return JSONPointer.read(shared.value, findings: &findings).map { .shared($0) }
        }
        guard let scheme = record.require("scheme", findings: &findings),
            let header = record.require("header", findings: &findings)?.string("a header's name", findings: &findings)
        else { return nil }
        guard scheme.text == "hmac-sha256-hex" else {
            findings.report(.notAvailable("the signature `\(scheme.text ?? "")`", at: scheme.place))
            return nil
        }
        return .hmac(header: header.lowercased())
    }

    private func signature(_ node: YAMLNode, findings: inout Findings) -> WebhookBinding.Signature? {
        let own = ["scheme", "header", "shared", "keys"]
        guard let record = Record(node, as: "`signature`", keys: own, findings: &findings),
            let scheme = scheme(record, findings: &findings),
            let keys = record.require("keys", findings: &findings)?.list("`keys`", findings: &findings)
        else { return nil }
        let secrets = settings.filter { if case .secret = $0.kind { true } else { false } }.map(\.name)
        return WebhookBinding.Signature(
            scheme,
            keys: keys.compactMap { node in
                let name = node.text.map { $0.hasPrefix("settings.") ? String($0.dropFirst(9)) : $0 } ?? ""
                guard secrets.contains(name) else {
                    findings.report(
                        .unknownName("unknown-secret", "`\(name)` is no secret setting", name, of: secrets, at: node))
                    return nil
                }
                return name
            })
    }

    private func kinds(
        _ node: YAMLNode?, findings: inout Findings
    ) -> ([String: WebhookBinding.Treatment], WebhookBinding.Treatment) {
        let choices: [(name: String, value: WebhookBinding.Treatment)] =
            [("news", .news), ("hint", .hint), ("overturn", .overturn), ("ignore", .ignore)]
            + Cause.allCases.map { ($0.rawValue, .ended($0)) }
        guard let node, let record = Record(node, as: "`kinds`", findings: &findings) else { return ([:], .news) }
        var kinds: [String: WebhookBinding.Treatment] = [:]
        for entry in record.entries {
            guard let name = entry.key.text,
                let treatment = entry.value.choice("what news is", of: choices, findings: &findings)
            else { continue }
            kinds[name] = treatment
        }
        return (kinds.filter { $0.key != "else" }, kinds["else"] ?? .news)
    }
}
