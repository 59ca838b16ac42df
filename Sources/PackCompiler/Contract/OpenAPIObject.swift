import Diagnostics
import YAMLDecoding
import YAMLTree

/// A mapping of an OpenAPI document: which of its keys are read, which say nothing that matters, which are refused.
///
/// Keys that begin with `x-` are extensions and may stand anywhere.
struct OpenAPIObject {
    var what: String
    var keys: [String]
    /// For people, or for programs of another kind.
    var ignored: [String] = []
    /// They would change what is sent or what comes, and are not understood.
    var refused: [String] = []

    func read(_ node: YAMLNode, findings: inout Findings) -> Record? {
        guard let record = Record(node, as: what, findings: &findings) else { return nil }
        for (name, entry) in zip(record.names, record.entries) {
            guard !name.hasPrefix("x-"), !keys.contains(name), !ignored.contains(name) else { continue }
            if refused.contains(name) {
                findings.report(
                    Finding("unsupported-openapi", "`\(name)` of \(what) is not understood", at: entry.key.place))
            } else {
                let near = closest(to: name, in: keys + ignored).map { "did you mean `\($0)`" }
                findings.report(
                    Finding("unknown-key", "`\(name)` is no key of \(what)", at: entry.key.place, help: near))
            }
        }
        return record
    }

    static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]

    static let document = OpenAPIObject(
        what: "an OpenAPI document", keys: ["openapi", "servers", "paths", "components", "security"],
        ignored: ["info", "tags", "externalDocs", "webhooks"], refused: ["jsonSchemaDialect"])
    static let server = OpenAPIObject(what: "a server", keys: ["url"], ignored: ["description"], refused: ["variables"])
    static let path = OpenAPIObject(
        what: "a path", keys: methods + ["servers", "parameters"], ignored: ["summary", "description"],
        refused: ["$ref"])
    static let operation = OpenAPIObject(
        what: "an operation",
        keys: ["operationId", "servers", "parameters", "requestBody", "responses", "security"],
        ignored: ["tags", "summary", "description", "externalDocs", "deprecated"], refused: ["callbacks"])
    static let parameter = OpenAPIObject(
        what: "a parameter", keys: ["name", "in", "required", "schema"],
        ignored: ["description", "deprecated", "example", "examples"],
        refused: ["style", "explode", "allowReserved", "allowEmptyValue", "content"])
    static let requestBody = OpenAPIObject(
        what: "a request body", keys: ["content", "required"], ignored: ["description"])
    static let response = OpenAPIObject(
        what: "a response", keys: ["content"], ignored: ["description", "headers", "links", "summary"])
    static let mediaType = OpenAPIObject(
        what: "a media type", keys: ["schema"], ignored: ["example", "examples"], refused: ["encoding"])
}
