import Diagnostics
import Expressions
import FlowCompiler
import FlowIR
import FlowSamples
import Testing
import Vocabulary
import YAMLTree

/// An applicant's values as the flow declares them; what is said of them never quotes one.
struct ApplicantTests {
    private func program(_ fields: String) throws -> FlowProgram {
        try Flow(
            """
            flow: sample
            version: 1
            applicant: { \(fields) }
            vendors: { lab: {} }
            steps:
              - { id: score, check: lab.score, by: lab, input: { name: x }, verdict: [ { otherwise: review } ] }
            status: [ { verify: checks.score.passed }, { otherwise: review } ]
            """
        ).program
    }

    private func read(_ yaml: String, _ fields: String) throws -> (ApplicantReader.Applicant, Findings) {
        var findings = Findings()
        let node = try #require(Flow.node(yaml, named: "people/hannah.yaml", findings: &findings))
        let applicant = ApplicantReader(try program(fields)).read(node, findings: &findings)
        return (applicant, findings)
    }

    /// A type, what is written, and the value; `nil` where it does not fit.
    @Test(
        arguments: [
            ("string", "Hannah", .string("Hannah")), ("string", "\"NO\"", .string("NO")),
            ("string", "NO", .string("NO")),
            ("string", "42", nil), ("string", "true", nil), ("string", "[a]", nil), ("string", "null", nil),
            ("bool", "true", .bool(true)), ("bool", "yes", nil), ("int", "42", .int(42)), ("int", "4.5", nil),
            ("int", "\"42\"", nil), ("double", "4.5", .double(4.5)), ("double", "4", .double(4)), ("double", "x", nil),
            ("date", "1990-10-02", .string("1990-10-02")), ("date", "2024-02-29", .string("2024-02-29")),
            ("date", "2023-02-29", nil), ("date", "1990-10-2", nil), ("date", "02.10.1990", nil),
            ("country", "DE", .string("DE")), ("country", "NO", .string("NO")), ("country", "de", nil),
            ("country", "DEU", nil), ("email", "a@b.example", .string("a@b.example")), ("email", "a.example", nil),
            ("email", "a@b@c", nil), ("phone", "\"+4912345678\"", .string("+4912345678")), ("phone", "0123456789", nil),
            ("language", "pt-BR", .string("pt-BR")), ("language", "portuguese", nil),
            ("url", "https://example.com", .string("https://example.com")), ("url", "ftp://example.com", nil),
            ("image", "\"@face.jpg\"", .opaque(Opaque(kind: "image", id: "x#1"))),
            ("image", "3", .opaque(Opaque(kind: "image", id: "x#1"))),
            ("image", "null", nil), ("image", "\"\"", nil), ("image", "[]", nil),
        ] as [(String, String, Value?)])
    func typesAreTakenAsDeclared(_ row: (type: String, yaml: String, value: Value?)) throws {
        let (applicant, findings) = try read("x: \(row.yaml)", "x: \(row.type)")
        #expect(findings.all.map(\.code) == (row.value == nil ? ["wrong-type"] : []))
        #expect(row.value == nil || applicant.values["x"] == row.value)
    }

    @Test(
        arguments: [
            ("x: a", "{ type: string, one_of: [b, c] }", "not-a-choice"),
            ("x: 3", "{ type: int, min: 4 }", "out-of-range"),
            ("x: 3.5", "{ type: double, max: 3 }", "out-of-range"),
            ("x: abc", "{ type: string, pattern: \"^[A-Z]+$\" }", "no-match"),
            ("x: abc", "{ type: string, min_length: 4 }", "out-of-range"),
            ("x: äöü", "{ type: string, max_length: 3 }", nil),
            ("{}", "string", "missing-field"), ("{}", "string?", nil), ("{}", "{ type: string, optional: true }", nil),
            ("{}", "{ type: string, default: z }", nil), ("x: null", "string?", nil),
        ] as [(String, String, String?)])
    func limitsAreKept(_ row: (yaml: String, field: String, code: String?)) throws {
        let (_, findings) = try read(row.yaml, "x: \(row.field)")
        #expect(findings.all.map(\.code) == (row.code.map { [$0] } ?? []))
    }

    @Test func photosAreHandlesAndEachFileIsBesideTheOneThatNamesIt() throws {
        let (applicant, findings) = try read("x: [\"@a.jpg\", \"@/b.jpg\", c/d.jpg]", "x: image")
        #expect(findings.all.isEmpty)
        #expect(applicant.values == ["x": .opaque(Opaque(kind: "image", id: "x#1"))])
        #expect(applicant.media.mapValues(\.path) == ["x#1": "people/a.jpg", "x#2": "/b.jpg", "x#3": "people/c/d.jpg"])
    }

    @Test func aNameThatIsNearIsMeant() throws {
        let (_, findings) = try read("birthdate: 1990-10-02", "birth_date: date?, name: string?")
        #expect(findings.all.map(\.code) == ["unknown-field"])
        #expect(findings.all.first?.help?.hasPrefix("did you mean `birth_date`?") == true)
    }

    /// Whatever is written for whatever type: no message, help or label holds it.
    @Test(arguments: FieldType.named.map(\.name)) func noFindingQuotesAValue(_ type: String) throws {
        for value in [
            "canary-1", "[canary-1]", "{ given: canary-1 }", "\"${canary-1}\"", "!canary-1 x", "&canary x",
            "canary-1 #x",
        ] {
            let fields =
                type == "string" ? "x: { type: string, pattern: \"^$\", max_length: 1, one_of: [a] }" : "x: \(type)"
            let (_, findings) = try read("x: \(value)", fields)
            for finding in findings.all {
                let said = [finding.message, finding.help, finding.label].compactMap { $0 }.joined(separator: " ")
                #expect(!said.contains("canary"), "\(type): \(said)")
            }
        }
    }
}
