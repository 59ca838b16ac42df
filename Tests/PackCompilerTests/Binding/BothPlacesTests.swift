import Diagnostics
import PackCompiler
import Testing

/// What binding and contract have to say to each other is shown in both.
struct BothPlacesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        /// What is spoilt in the binding, or in the contract.
        var binding: [String: String] = [:]
        var contract: [String: String] = [:]
        var finding: String
        /// The other place: what stands there.
        var other: String
        var testDescription: String { finding }
    }

    static let cases: [Case] = [
        // A required field is left out.
        Case(
            binding: ["{ amount: \"${input.amount}\" }": "{}"], finding: "`getScore` needs `amount`", other: "amount"),
        Case(
            binding: ["query: { email: \"${input.email}\" }": "timeout: 1s"],
            finding: "`getScore` needs the query parameter `email`", other: "getScore"),
        Case(
            contract: ["in: query, required: true,": "in: header, required: true,"],
            finding: "`getScore` needs the header `email`", other: "getScore"),
        Case(
            contract: [
                "{ type: number }\n": "{ type: object, required: [value], properties: { value: { type: number } } }\n"
            ],
            finding: "`getScore` wants object here, this is double", other: "amount"),
        Case(
            binding: ["amount: \"${input.amount}\"": "amount: {}"],
            contract: [
                "{ type: number }\n": "{ type: object, required: [value], properties: { value: { type: number } } }\n"
            ],
            finding: "`getScore` needs `value`", other: "value"),
        Case(
            binding: ["    body:  { amount: \"${input.amount}\" }\n": ""], finding: "`getScore` needs a body",
            other: "getScore"),
        // A field that the answer does not have is read.
        Case(
            binding: ["score: body.score,": "score: body.scores,"], finding: "`body` has no field `scores`",
            other: "properties"),
        Case(
            binding: ["body.?labels": "body.?lables"], finding: "`body` has no field `lables`", other: "properties"),
        Case(
            binding: ["result.score >= 0.5": "body.risk > 1"], finding: "`body` has no field `risk`",
            other: "properties"),
        Case(
            binding: ["success: { http: 200 }": "success: { http: 200, when: body.ok }"],
            finding: "`body` has no field `ok`", other: "properties"),
        Case(
            binding: ["judge: pack": "judge: pack\n    reasons: [ { at: /label/0, else: face_cropped } ]"],
            finding: "`/label/0` is no place in what `getScore` answers", other: "properties"),
        Case(
            binding: ["body.?labels": "body.labels"], finding: "the contract does not promise `labels`",
            other: "labels"),
        // A call that the contract does not have, and a status for which it promises nothing.
        Case(
            binding: ["call: getScore": "call: getScores"], finding: "the contract has no operation `getScores`",
            other: "paths"),
        Case(
            binding: ["http: 200": "http: 201"],
            finding: "the contract does not say what `getScore` answers with this status", other: "responses"),
        Case(
            binding: ["body:  { amount:": "body:  { amuont: 1, amount:"], finding: "`getScore` has no `amuont`",
            other: "properties"),
    ]

    @Test(arguments: cases) func areShown(_ example: Case) throws {
        for old in example.binding.keys { #expect(Packs.riskBinding.contains(old), "\(old)") }
        for old in example.contract.keys { #expect(Packs.riskContract.contains(old), "\(old)") }
        let (pack, findings) = Packs.risk(binding: example.binding, contract: example.contract)
        #expect(pack == nil)
        let finding = try #require(
            findings.first { $0.message == example.finding }, "\(findings.map(\.line))")
        #expect(finding.place.file.path == "binding.yaml")
        let other = try #require(finding.related.first?.place, "\(finding.line) has one place only")
        #expect(other.file.path == "openapi.yaml")
        #expect(String(decoding: other.file.bytes[other.range], as: UTF8.self) == example.other)
    }

    /// A keyword that is not held is shown where it stands, and where the binding needs it.
    @Test(arguments: [
        ("amount: { type: number }", "amount: { type: number, nullable: true }", "`score` needs it", "getScore"),
        ("labels: { type: array", "labels: { contains: {}, type: array", "`score` needs it", "getScore"),
        (
            "openapi: 3.1.0\n", "openapi: 3.1.0\ncomponents: { schemas: { Other: { if: true } } }\n",
            "the contract of this pack", "openapi.yaml"
        ),
        ("info:", "jsonSchemaDialect: x\ninfo:", "the contract of this pack", "openapi.yaml"),
    ])
    func aContractThatIsNotUnderstoodIsShownInTheBindingToo(
        old: String, new: String, label: String, text: String
    ) throws {
        #expect(Packs.riskContract.contains(old))
        let (pack, findings) = Packs.risk(contract: [old: new])
        #expect(pack == nil)
        let finding = try #require(findings.first)
        #expect(finding.place.file.path == "openapi.yaml")
        #expect(["unsupported-keyword", "unsupported-openapi"].contains(finding.code))
        let other = try #require(finding.related.first)
        #expect(other.label == label)
        #expect(other.place.file.path == "binding.yaml")
        #expect(String(decoding: other.place.file.bytes[other.place.range], as: UTF8.self) == text)
    }
}
