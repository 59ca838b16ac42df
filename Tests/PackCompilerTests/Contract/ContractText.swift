import Diagnostics
import Foundation
import Vendors
import YAMLTree

@testable import PackCompiler

/// A contract out of text, and what was found in it.
func readContract(_ text: String) -> (contract: Contract?, findings: [Finding]) {
    var findings = Findings()
    let file = SourceFile(path: "openapi.yaml", text: text)
    guard let node = YAMLReader.read(file, findings: &findings).first else { return (nil, findings.sorted) }
    return (ContractReader.read(node, findings: &findings), findings.sorted)
}

/// A document with one operation, whose body has the schema given in flow style or indented by ten.
func contractText(schema: String) -> String {
    """
    openapi: 3.1.0
    info: { title: t, version: "1" }
    paths:
      /a:
        post:
          operationId: a
          requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Body" } } } }
          responses: { "200": { description: ok } }
    components:
      schemas:
        Body: \(schema)
        Text: { type: string }

    """
}

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

/// What is documented of contracts.
func contractsArticle() throws -> String {
    try String(contentsOf: root.appending(path: "Sources/Vendors/Vendors.docc/Contracts.md"), encoding: .utf8)
}

/// A file of a shipped pack, as it stands in the sources.
func shippedFile(_ name: String) throws -> SourceFile {
    let file = root.appending(path: "Sources/CPackFiles/files/\(name)")
    return SourceFile(path: name, bytes: Array(try Data(contentsOf: file)))
}
