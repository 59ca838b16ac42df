import Diagnostics
import Expressions
import Foundation
import Testing
import Vendors

@testable import PackCompiler

@Suite struct SchemaKeywordTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var keyword: String
        var schema: String
        var fits: [String] = []
        var breaks: [String] = []
        var testDescription: String { keyword }
    }

    static let cases: [Case] = [
        Case(keyword: "type", schema: "{ type: string }", fits: [#""a""#], breaks: ["1"]),
        Case(keyword: "type", schema: #"{ type: [integer, "null"] }"#, fits: ["1", "null"], breaks: [#""a""#, "1.5"]),
        Case(keyword: "enum", schema: "{ enum: [a, 1] }", fits: [#""a""#, "1"], breaks: [#""b""#]),
        Case(keyword: "const", schema: "{ const: true }", fits: ["true"], breaks: ["false", "1"]),
        Case(keyword: "minLength", schema: "{ minLength: 1 }", fits: [#""a""#], breaks: [#""""#]),
        Case(keyword: "maxLength", schema: "{ maxLength: 1 }", fits: [#""a""#], breaks: [#""ab""#]),
        Case(keyword: "pattern", schema: #"{ pattern: "^a+$" }"#, fits: [#""aa""#], breaks: [#""ab""#]),
        Case(keyword: "minimum", schema: "{ minimum: 1 }", fits: ["1"], breaks: ["0.5"]),
        Case(keyword: "maximum", schema: "{ maximum: 1.5 }", fits: ["1.5"], breaks: ["2"]),
        Case(keyword: "exclusiveMinimum", schema: "{ exclusiveMinimum: 1 }", fits: ["2"], breaks: ["1"]),
        Case(keyword: "exclusiveMaximum", schema: "{ exclusiveMaximum: 1 }", fits: ["0"], breaks: ["1"]),
        Case(keyword: "multipleOf", schema: "{ multipleOf: 5 }", fits: ["10"], breaks: ["11"]),
        Case(
            keyword: "properties", schema: "{ properties: { a: { type: string }, 200: true } }",
            fits: [#"{"a":"x","b":1,"200":1}"#], breaks: [#"{"a":1}"#]),
        Case(keyword: "required", schema: "{ required: [a] }", fits: [#"{"a":1}"#], breaks: ["{}"]),
        Case(
            keyword: "additionalProperties", schema: "{ properties: { a: {} }, additionalProperties: false }",
            fits: [#"{"a":1}"#], breaks: [#"{"b":1}"#]),
        Case(
            keyword: "additionalProperties", schema: "{ additionalProperties: { type: integer } }",
            fits: [#"{"a":1}"#], breaks: [#"{"b":"1"}"#]),
        Case(keyword: "items", schema: "{ items: { type: integer } }", fits: ["[1]", "[]"], breaks: [#"["1"]"#]),
        Case(
            keyword: "prefixItems", schema: "{ prefixItems: [{ type: integer }], items: false }", fits: ["[1]"],
            breaks: [#"["1"]"#, "[1,1]"]),
        Case(keyword: "minItems", schema: "{ minItems: 1 }", fits: ["[1]"], breaks: ["[]"]),
        Case(keyword: "maxItems", schema: "{ maxItems: 1 }", fits: ["[1]"], breaks: ["[1,2]"]),
        Case(keyword: "uniqueItems", schema: "{ uniqueItems: true }", fits: ["[1,2]"], breaks: ["[1,1]"]),
        Case(
            keyword: "$ref", schema: ##"{ $ref: "#/components/schemas/Text", minLength: 2 }"##, fits: [#""ab""#],
            breaks: ["1", #""a""#]),
        Case(
            keyword: "oneOf", schema: "{ oneOf: [{ required: [a] }, { required: [b] }] }", fits: [#"{"a":1}"#],
            breaks: ["{}", #"{"a":1,"b":1}"#]),
        Case(
            keyword: "anyOf", schema: "{ anyOf: [{ required: [a] }, { required: [b] }] }",
            fits: [#"{"a":1,"b":1}"#], breaks: ["{}"]),
        Case(keyword: "allOf", schema: "{ allOf: [{ minimum: 1 }, { maximum: 2 }] }", fits: ["1"], breaks: ["0", "3"]),
        Case(keyword: "not", schema: "{ not: { type: string } }", fits: ["1"], breaks: [#""a""#]),
    ]

    @Test(arguments: cases) func everySupportedKeywordIsHeld(_ example: Case) throws {
        let (contract, findings) = readContract(contractText(schema: example.schema))
        #expect(findings.isEmpty, "\(findings.map(\.message))")
        let schema = try #require(contract?.requestSchema(of: "a", contentType: "application/json"))
        for text in example.fits {
            #expect(schema.breaches(of: try JSONText.parse(Array(text.utf8))).isEmpty, "\(text) should fit")
        }
        for text in example.breaks {
            #expect(!schema.breaches(of: try JSONText.parse(Array(text.utf8))).isEmpty, "\(text) should not fit")
        }
    }

    @Test func noSupportedKeywordIsWithoutAnExample() {
        let marks: Set = ["x-secret", "x-personal"]
        #expect(Set(Self.cases.map(\.keyword)).union(marks) == Set(SchemaKeyword.all.keys))
    }

    @Test func marksAreRead() throws {
        let schema = "{ properties: { a: { x-secret: true }, b: { x-personal: true }, c: { x-personal: false } } }"
        let read = try #require(readContract(contractText(schema: schema)).contract)
        let body = try JSONText.parse(Array(#"{"a":1,"b":1,"c":1}"#.utf8))
        let root = try #require(read.requestSchema(of: "a", contentType: "application/json"))
        #expect(root.secretPointers(in: body).map(\.description) == ["/a"])
        #expect(root.personalPointers(in: body).map(\.description) == ["/b"])
    }

    /// The rest of the vocabulary of 2020-12, of its forerunners, and of OpenAPI 3.0.
    @Test(arguments: [
        "$anchor", "$dynamicAnchor", "$dynamicRef", "$id", "$defs", "$vocabulary", "contains", "contentSchema",
        "dependentRequired", "dependentSchemas", "else", "if", "maxContains", "maxProperties", "minContains",
        "minProperties", "patternProperties", "propertyNames", "then", "unevaluatedItems", "unevaluatedProperties",
        "additionalItems", "definitions", "dependencies", "id", "nullable", "xml", "Required", "propertes",
    ])
    func everyOtherKeywordIsRefusedWhereItStands(keyword: String) throws {
        let text = contractText(schema: "{ type: object, \(keyword): { } }")
        let (contract, findings) = readContract(text)
        #expect(contract == nil)
        let finding = try #require(findings.first)
        #expect(findings.map(\.code) == ["unsupported-keyword"])
        let place = finding.place
        #expect(String(decoding: place.file.bytes[place.range], as: UTF8.self) == keyword)
        #expect(finding.help != nil)
    }

    @Test func annotationsDemandNothing() throws {
        let all = SchemaKeyword.annotations.sorted().map { "\($0): x" }.joined(separator: ", ")
        let (contract, findings) = readContract(contractText(schema: "{ \(all), x-of-theirs: 1 }"))
        #expect(findings.isEmpty)
        #expect(contract?.requestSchema(of: "a", contentType: "application/json")?.breaches(of: .int(1)) == [])
    }

    @Test func aMarkThatIsNearlyOursIsRefused() {
        let findings = readContract(contractText(schema: "{ x-personnal: true }")).findings
        #expect(findings.map(\.code) == ["unknown-mark"])
        #expect(findings.first?.help == "did you mean `x-personal`")
    }

    /// What `Contracts.md` lists as held, as read over and as refused is what is, and together all of 2020-12.
    @Test func theDocumentedListsAreTheOnesThatHold() throws {
        let text = try contractsArticle()
        let section = try #require(text.split(separator: "## JSON Schema").last?.split(separator: "\n## ").first)
        let parts = section.components(separatedBy: "\n\n")
        func words(_ text: String?) -> Set<String> {
            Set((text ?? "").matches(of: /`([^`]+)`/).map { String($0.output.1) })
        }
        let held = words(parts.first { $0.hasPrefix("| Of | Keywords |") }).subtracting(["true", "false"])
        #expect(held == Set(SchemaKeyword.all.keys))
        #expect(words(parts.first { $0.contains("Demand nothing") }) == SchemaKeyword.annotations)
        let refused = words(parts.first { $0.hasPrefix("Refused") }).subtracting(["x-"])
        #expect(refused.isSuperset(of: SchemaKeyword.repairs.keys.filter { vocabulary.contains($0) }))
        #expect(refused.isDisjoint(with: held.union(SchemaKeyword.annotations)))
        #expect(vocabulary.subtracting(held).subtracting(SchemaKeyword.annotations) == refused)
    }

    /// Every keyword of the vocabularies of JSON Schema 2020-12 (core, applicator, unevaluated, validation, meta-data,
    /// format, content).
    private let vocabulary: Set<String> = [
        "$schema", "$vocabulary", "$id", "$anchor", "$dynamicAnchor", "$ref", "$dynamicRef", "$defs", "$comment",
        "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "prefixItems", "items", "contains",
        "properties", "patternProperties", "additionalProperties", "propertyNames", "unevaluatedItems",
        "unevaluatedProperties", "type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum",
        "exclusiveMinimum", "maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "maxContains",
        "minContains", "maxProperties", "minProperties", "required", "dependentRequired", "title", "description",
        "default", "deprecated", "readOnly", "writeOnly", "examples", "format", "contentEncoding", "contentMediaType",
        "contentSchema",
    ]
}
