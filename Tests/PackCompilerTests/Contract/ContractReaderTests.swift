import Diagnostics
import Testing
import Vendors

@testable import PackCompiler

@Suite struct ContractReaderTests {
    /// What is wrong, and the text that the finding underlines.
    @Test(arguments: [
        ("{ $ref: \"#/components/schemas/Txt\" }", "unknown-reference", "\"#/components/schemas/Txt\""),
        ("{ $ref: \"other.yaml#/Text\" }", "foreign-reference", "\"other.yaml#/Text\""),
        ("{ type: strng }", "unknown-choice", "strng"), ("{ minLength: -1 }", "bad-limit", "-1"),
        ("{ minLength: a }", "wrong-kind", "a"), ("{ pattern: \"(a\" }", "bad-pattern", "\"(a\""),
        ("{ required: a }", "wrong-kind", "a"), ("{ oneOf: [] }", "empty-list", "[]"),
        ("{ x-secret: yes please }", "wrong-kind", "yes please"), ("text", "wrong-kind", "text"),
    ])
    func aFaultInASchemaIsPlaced(schema: String, code: String, text: String) throws {
        let (contract, findings) = readContract(contractText(schema: schema))
        #expect(contract == nil)
        #expect(findings.map(\.code) == [code])
        let place = try #require(findings.first?.place)
        #expect(String(decoding: place.file.bytes[place.range], as: UTF8.self) == text)
    }

    @Test func referencesMayGoRoundThroughMembersOnly() {
        let tree = "{ properties: { children: { items: { $ref: \"#/components/schemas/Body\" } } } }"
        #expect(readContract(contractText(schema: tree)).findings.isEmpty)
        let circle = "{ allOf: [{ $ref: \"#/components/schemas/Body\" }] }"
        #expect(readContract(contractText(schema: circle)).findings.map(\.code) == ["reference-circle"])
    }

    /// A document with one path in flow style.
    private func document(_ path: String, _ item: String, version: String = "3.1.0") -> String {
        "openapi: \(version)\ninfo: { title: t, version: '1' }\npaths:\n  \(path): \(item)\n"
    }

    @Test(arguments: [
        ("/a", "{ post: { responses: {} } }", "missing-key"), ("/a", "{ post: { operationId: a } }", "missing-key"),
        ("a", "{ post: { operationId: a, responses: {} } }", "bad-path"),
        ("/a", "{ psot: { operationId: a, responses: {} } }", "unknown-key"),
        ("/a", "{ post: { operationId: a, responses: { abc: {} } } }", "bad-http-code"),
        ("/a", "{ post: { operationId: a, callbacks: {}, responses: {} } }", "unsupported-openapi"),
        ("/a/{id}", "{ post: { operationId: a, responses: {} } }", "path-parameter-missing"),
        (
            "/a", "{ post: { operationId: a, parameters: [{ name: id, in: path, required: true }], responses: {} } }",
            "path-parameter-unused"
        ),
        (
            "/a", "{ post: { operationId: a, parameters: [{ name: id, in: cookie }], responses: {} } }",
            "unknown-choice"
        ),
        (
            "/a", "{ get: { operationId: a, responses: {} }, post: { operationId: a, responses: {} } }",
            "duplicate-operation"
        ),
    ])
    func aFaultInAnOperationIsFound(path: String, item: String, code: String) {
        #expect(readContract(document(path, item)).findings.map(\.code) == [code])
    }

    @Test func anotherVersionIsRefused() {
        let text = document("/a", "{ post: { operationId: a, responses: {} } }", version: "3.0.3")
        #expect(readContract(text).findings.map(\.code) == ["openapi-version"])
    }

    @Test func theNearestServersParametersAndSecurityCount() throws {
        let text = """
            openapi: 3.1.1
            info: { title: t, version: "1" }
            servers: [{ url: "https://one" }]
            security: [{ key: [] }]
            paths:
              /a/{id}:
                parameters:
                  - { name: id, in: path, required: true, schema: { type: string } }
                  - { name: q, in: query }
                get:
                  operationId: read
                  parameters: [{ name: q, in: query, required: true }]
                  responses: { default: { content: { application/json: { schema: { type: object } } } } }
                delete:
                  operationId: remove
                  servers: [{ url: "https://two" }]
                  security: [{}, { key: [] }]
                  responses: { 2XX: { description: gone }, "404": { content: { text/html: {} } } }

            """
        let (read, findings) = readContract(text)
        #expect(findings.isEmpty)
        let get = try #require(read?.operations["read"])
        #expect(get.method == "GET" && get.path == "/a/{id}" && get.servers == ["https://one"] && get.needsCredentials)
        #expect(get.parameters.map(\.name).sorted() == ["id", "q"])
        #expect(get.parameters.first { $0.name == "q" }?.isRequired == true)
        #expect(get.answer(503)?.schema?.types == [.object])
        let remove = try #require(read?.operations["remove"])
        #expect(remove.servers == ["https://two"] && !remove.needsCredentials)
        #expect(remove.answer(204) != nil && remove.answer(204)?.schema == nil && remove.answer(500) == nil)
    }
}
