import Diagnostics
import Vendors
import YAMLDecoding
import YAMLTree

/// An operation while its document is read: schemas are numbers until the table is complete.
struct OperationDraft {
    struct Parameter {
        var name: String
        var location: ContractParameter.Location
        var isRequired: Bool
        var schema: Int?
    }

    var id: String
    var place: Place
    var method: String
    var path: String
    var servers: [String]?
    var parameters: [Parameter] = []
    var requestBody: [String: Int] = [:]
    var requestRequired = false
    var answers: [(status: ContractAnswer.Status, schema: Int?)] = []
    var needsCredentials = false

    func operation(_ table: SchemaTable) -> ContractOperation {
        ContractOperation(
            id: id, method: method, path: path, servers: servers ?? [],
            parameters: parameters.map {
                ContractParameter(
                    name: $0.name, location: $0.location, isRequired: $0.isRequired,
                    schema: $0.schema.map { Schema(table, at: $0) })
            },
            requestBody: requestBody.mapValues { Schema(table, at: $0) }, requestRequired: requestRequired,
            answers: answers.map { ContractAnswer($0.status, schema: $0.schema.map { Schema(table, at: $0) }) },
            needsCredentials: needsCredentials)
    }
}

extension ContractReading {
    mutating func operation(
        _ node: YAMLNode, method: String, path: String, findings: inout Findings
    ) -> OperationDraft? {
        guard let record = OpenAPIObject.operation.read(node, findings: &findings),
            let idNode = record.require("operationId", findings: &findings),
            let id = idNode.string("`operationId`", findings: &findings)
        else { return nil }
        var draft = OperationDraft(id: id, place: idNode.place, method: method.uppercased(), path: path)
        draft.needsCredentials = needsCredentials
        if let entry = record["servers"] { draft.servers = readServers(entry.value, findings: &findings) }
        if let entry = record["security"] {
            draft.needsCredentials = readSecurity(entry.value, findings: &findings)
        }
        if let entry = record["parameters"] { draft.parameters = parameters(entry.value, findings: &findings) }
        if let entry = record["requestBody"] { readRequestBody(entry.value, into: &draft, findings: &findings) }
        if let responses = record.require("responses", findings: &findings) {
            readResponses(responses, into: &draft, findings: &findings)
        }
        return draft
    }

    // MARK: Parameters

    mutating func parameters(_ node: YAMLNode, findings: inout Findings) -> [OperationDraft.Parameter] {
        (node.list("`parameters`", findings: &findings) ?? []).compactMap { parameter($0, findings: &findings) }
    }

    private mutating func parameter(_ node: YAMLNode, findings: inout Findings) -> OperationDraft.Parameter? {
        let places = ContractParameter.Location.allCases.map { (name: $0.rawValue, value: $0) }
        guard let node = schemas.resolved(node, findings: &findings),
            let record = OpenAPIObject.parameter.read(node, findings: &findings),
            let name = record.require("name", findings: &findings)?.string("a parameter's `name`", findings: &findings),
            let location = record.require("in", findings: &findings)?
                .choice("a parameter's `in`", of: places, findings: &findings)
        else { return nil }
        let required = record["required"]?.value.bool("`required`", findings: &findings) ?? false
        if location == .path, !required {
            findings.report(
                Finding(
                    "path-parameter-optional", "a parameter in the path is always required", at: node.headPlace,
                    help: "add `required: true`"))
        }
        let schema = record["schema"].map { schemas.read($0.value, findings: &findings) }
        return OperationDraft.Parameter(name: name, location: location, isRequired: required, schema: schema)
    }

    // MARK: Bodies

    private mutating func readRequestBody(
        _ node: YAMLNode, into draft: inout OperationDraft, findings: inout Findings
    ) {
        guard let node = schemas.resolved(node, findings: &findings),
            let record = OpenAPIObject.requestBody.read(node, findings: &findings),
            let content = record.require("content", findings: &findings)
        else { return }
        draft.requestRequired = record["required"]?.value.bool("`required`", findings: &findings) ?? false
        for (type, schema) in readContent(content, findings: &findings) { draft.requestBody[type] = schema }
    }

    private mutating func readResponses(
        _ node: YAMLNode, into draft: inout OperationDraft, findings: inout Findings
    ) {
        guard let record = Record(node, as: "`responses`", findings: &findings) else { return }
        for (name, entry) in zip(record.names, record.entries) where !name.hasPrefix("x-") {
            guard let status = status(name) else {
                findings.report(
                    Finding(
                        "bad-http-code", "`\(name)` is no HTTP status", at: entry.key.place,
                        help: "write a number such as `\"200\"`, `4XX` or `default`"))
                continue
            }
            guard let node = schemas.resolved(entry.value, findings: &findings),
                let response = OpenAPIObject.response.read(node, findings: &findings)
            else { continue }
            let content = response["content"].map { readContent($0.value, findings: &findings) } ?? []
            let json = content.first { Self.isJSON($0.type) }
            draft.answers.append((status, json?.schema))
        }
    }

    private func status(_ name: String) -> ContractAnswer.Status? {
        if name == "default" { return .other }
        guard name.count == 3, let leading = name.first?.wholeNumberValue, (1...5).contains(leading) else { return nil }
        if name.hasSuffix("XX") { return .hundred(leading) }
        return Int(name).map { .code($0) }
    }

    /// Schemas by media type, in the order of the document.
    private mutating func readContent(
        _ node: YAMLNode, findings: inout Findings
    ) -> [(type: String, schema: Int)] {
        guard let record = Record(node, as: "`content`", findings: &findings) else { return [] }
        var content: [(type: String, schema: Int)] = []
        for (type, entry) in zip(record.names, record.entries) {
            guard let media = OpenAPIObject.mediaType.read(entry.value, findings: &findings),
                let schema = media["schema"]
            else { continue }
            content.append((Contract.mediaType(type), schemas.read(schema.value, findings: &findings)))
        }
        return content
    }

    private static func isJSON(_ type: String) -> Bool { type == "application/json" || type.hasSuffix("+json") }
}
