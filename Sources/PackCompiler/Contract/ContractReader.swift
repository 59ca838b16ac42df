public import Diagnostics
import Expressions
public import Vendors
import YAMLDecoding
public import YAMLTree

/// Reads an OpenAPI 3.1 document into a contract.
///
/// What it does not understand it refuses, with a place: a contract that is half read would wave through what the
/// vendor rules out. Every schema that an operation can reach is compiled; others under `components` are too, so that
/// a mistake in them is found before they are used.
public enum ContractReader {
    /// The contract, `nil` when the document is none; what is wrong in it is among the findings.
    public static func read(_ node: YAMLNode, findings: inout Findings) -> Contract? {
        var own = Findings()
        var reading = ContractReading(node)
        let contract = reading.contract(node, findings: &own)
        findings.merge(own)
        return own.hasErrors ? nil : contract
    }
}

/// One reading of one document.
struct ContractReading {
    var schemas: SchemaReader
    var servers: [String] = []
    var needsCredentials = false
    /// For a first look at a document that is not yet what it has to be.
    var takesAnyVersion = false
    /// Operations as read, their schemas still numbers.
    private var operations: [String: (draft: OperationDraft, place: Place)] = [:]

    init(_ document: YAMLNode) { schemas = SchemaReader(document) }

    mutating func contract(_ node: YAMLNode, findings: inout Findings) -> Contract? {
        guard let record = OpenAPIObject.document.read(node, findings: &findings),
            let version = record.require("openapi", findings: &findings)
        else { return nil }
        guard takesAnyVersion || version.text?.hasPrefix("3.1") == true else {
            findings.report(
                Finding(
                    "openapi-version", "this is not OpenAPI 3.1", at: version.place,
                    help: "write `openapi: 3.1.0`; in 3.0 `nullable` and the limits mean something else"))
            return nil
        }
        if let entry = record["servers"] { servers = readServers(entry.value, findings: &findings) }
        if let entry = record["security"] {
            needsCredentials = readSecurity(entry.value, findings: &findings)
        }
        var named: [String: Int] = [:]
        for schema in record["components"]?.value.member("schemas")?.entries ?? [] {
            named[schema.key.text ?? ""] = schemas.read(schema.value, findings: &findings)
        }
        guard let paths = record.require("paths", findings: &findings),
            let all = Record(paths, as: "`paths`", findings: &findings)
        else { return nil }
        for (path, entry) in zip(all.names, all.entries) {
            readPath(path, entry, findings: &findings)
        }
        schemas.reportCircles(findings: &findings)
        let table = schemas.table
        return Contract(
            operations: operations.mapValues { $0.draft.operation(table) },
            schemas: named.mapValues { Schema(table, at: $0) })
    }

    func readServers(_ node: YAMLNode, findings: inout Findings) -> [String] {
        (node.list("`servers`", findings: &findings) ?? []).compactMap { item in
            OpenAPIObject.server.read(item, findings: &findings)?.require("url", findings: &findings)?
                .string("a server's `url`", findings: &findings)
        }
    }

    /// Whether credentials are wanted: there are ways in, and none of them is open.
    func readSecurity(_ node: YAMLNode, findings: inout Findings) -> Bool {
        let ways = node.list("`security`", findings: &findings) ?? []
        return !ways.isEmpty && ways.allSatisfy { $0.entries?.isEmpty == false }
    }

    private mutating func readPath(_ path: String, _ entry: YAMLEntry, findings: inout Findings) {
        guard !path.hasPrefix("x-") else { return }
        guard path.hasPrefix("/") else {
            findings.report(
                Finding("bad-path", "a path begins with `/`", at: entry.key.place, help: "write `/\(path)`"))
            return
        }
        guard let record = OpenAPIObject.path.read(entry.value, findings: &findings) else { return }
        let shared = record["parameters"].map { parameters($0.value, findings: &findings) } ?? []
        let servers = record["servers"].map { readServers($0.value, findings: &findings) } ?? servers
        for method in OpenAPIObject.methods {
            guard let entry = record[method],
                var draft = operation(entry.value, method: method, path: path, findings: &findings)
            else { continue }
            if draft.servers == nil { draft.servers = servers }
            let own = Set(draft.parameters.map { "\($0.location) \($0.name)" })
            draft.parameters += shared.filter { !own.contains("\($0.location) \($0.name)") }
            checkPlaceholders(of: draft, at: entry.key.place, findings: &findings)
            if let twin = operations[draft.id] {
                findings.report(
                    Finding(
                        "duplicate-operation", "there are two operations `\(draft.id)`", at: draft.place,
                        related: [.init("the first", at: twin.place)]))
            } else {
                operations[draft.id] = (draft, draft.place)
            }
        }
    }

    /// Every `{name}` of the path is a parameter, and every path parameter is in the path.
    private func checkPlaceholders(of draft: OperationDraft, at place: Place, findings: inout Findings) {
        let named = Set(PathTemplate(draft.path).names)
        let given = Set(draft.parameters.filter { $0.location == .path }.map(\.name))
        for name in named.subtracting(given).sorted() {
            findings.report(
                Finding(
                    "path-parameter-missing", "`{\(name)}` of the path is no parameter", at: place,
                    help: "add `- { name: \(name), in: path, required: true, schema: { type: string } }`"))
        }
        for name in given.subtracting(named).sorted() {
            findings.report(
                Finding("path-parameter-unused", "the path has no `{\(name)}`", at: place))
        }
    }
}
