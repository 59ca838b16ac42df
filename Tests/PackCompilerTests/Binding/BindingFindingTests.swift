import Diagnostics
import PackCompiler
import Testing
import Vendors

struct BindingFindingTests {
    @Test func theSmallPackIsClean() {
        let (pack, findings) = Packs.risk()
        #expect(findings.map(\.line) == [])
        #expect(pack != nil)
    }

    /// One thing spoilt in the binding, and the line, code and text of what is said of it.
    @Test(arguments: [
        (
            "getScore", "getScores",
            "binding.yaml:13 unknown-contract-operation: the contract has no operation `getScores`"
        ),
        ("{ amount: \"${input.amount}\" }", "{}", "binding.yaml:15 request-field-missing: `getScore` needs `amount`"),
        ("body:  { amount:", "body:  { amuont:", "binding.yaml:15 request-field-unknown: `getScore` has no `amuont`"),
        (
            "\"${input.amount}\"", "\"${input.email}\"",
            "binding.yaml:15 request-type: `getScore` wants number here, this is string"
        ),
        (
            "\"${input.amount}\"", "\"€ ${input.amount}\"",
            "binding.yaml:15 request-type: `getScore` wants number here, this is text"
        ),
        (
            "query: { email:", "query: { mail:",
            "binding.yaml:14 request-field-unknown: `getScore` has no query parameter `mail`"
        ),
        (
            "    query: { email: \"${input.email}\" }\n", "",
            "binding.yaml:13 request-field-missing: `getScore` needs the query parameter `email`"
        ),
        (
            "effect: read", "effect: once",
            "binding.yaml:17 recover-missing: `score` acts each time it is sent and says nothing of a lost answer"
        ),
        ("effect: read", "effect: raed", "binding.yaml:17 unknown-choice: `raed` is not a value of an effect"),
        (
            "operation: score", "operation: skore",
            "binding.yaml:21 unknown-choice: `skore` is not a value of an operation"
        ),
        (
            "within: nothing", "within: verification",
            "binding.yaml:20 no-verification: the binding has no `verification`"
        ),
        ("score: body.score,", "", "binding.yaml:19 result-field-missing: check `score` has to give `score`"),
        (
            "labels: body.?labels }", "labels: body.?labels, sure: true }",
            "binding.yaml:22 unknown-result-field: check `score` has no result `sure`"
        ),
        (
            "score: body.score", "score: body.labels",
            "binding.yaml:22 result-type: `score` is a double, this is a list(string)"
        ),
        (
            ", { otherwise: unknown }", "",
            "binding.yaml:24 verdict-without-otherwise: `verdict` does not say what holds otherwise"
        ),
        ("judge: pack", "judge: flow", "binding.yaml:19 verdict-unused: with `judge: flow` the pack gives no verdict"),
        ("email: email, amount", "email: e-mail, amount", "binding.yaml:9 unknown-type: `e-mail` is no type"),
        (
            "host: { type: url }", "host: { type: duration }",
            "binding.yaml:4 not-available-yet: a setting of type `duration` is not available yet"
        ),
        (
            "\nkinds:", "\ntables: {}\nkinds:",
            "binding.yaml:7 not-available-yet: `tables` of the binding is not available yet"
        ),
        ("\nkinds:", "\ntabels: {}\nkinds:", "binding.yaml:7 unknown-key: `tabels` is no key of the binding"),
        (
            "http: 200", "http: 201",
            "binding.yaml:16 unknown-answer: the contract does not say what `getScore` answers with this status"
        ),
        ("http: 200", "http: 20", "binding.yaml:16 bad-http-code: `20` is no HTTP status"),
        (
            "pack: riskapi", "pack: other",
            "binding.yaml:1 pack-name-differs: the pack calls itself `other` and lies in `riskapi`"
        ),
        ("binding: 1", "binding: 2", "binding.yaml:2 binding-version: bindings of version `2` cannot be read"),
        ("auth: { api:", "auth: { apu:", "binding.yaml:6 unknown-server: `apu` is no server"),
    ])
    func isFound(old: String, new: String, line: String) {
        #expect(Packs.riskBinding.contains(old))
        let (pack, findings) = Packs.risk(binding: [old: new])
        #expect(pack == nil)
        #expect(findings.map(\.line).contains(line), "\(findings.map(\.line))")
    }

    @Test func aMemberThatTheAnswerDoesNotHaveIsShownInBothFiles() throws {
        let (_, findings) = Packs.risk(binding: ["score: body.score": "score: body.scores"])
        let finding = try #require(findings.first)
        #expect(finding.place.fileAndLine == "binding.yaml:22")
        #expect(finding.help?.contains("score") == true)
        #expect(finding.related.map(\.place.fileAndLine) == ["openapi.yaml:28"], "\(findings.map(\.line))")
    }

    @Test func aFieldThatIsLeftOutIsShownInTheContract() throws {
        let (_, findings) = Packs.risk(binding: ["{ amount: \"${input.amount}\" }": "{}"])
        #expect(findings.first?.related.map(\.place.fileAndLine) == ["openapi.yaml:19"])
    }

    @Test func aBrokenOperationIsNotComplainedOfTwice() {
        let (_, findings) = Packs.risk(binding: ["getScore": "getScores"])
        #expect(findings.map(\.code) == ["unknown-contract-operation"])
    }

    @Test(
        arguments: [
            (
                "result: { score: body.score, labels: body.?labels }",
                "result: { score: body.score, labels: body.labels }", ["unguarded-member"]
            ),
            ("labels: body.?labels }", "labels: \"has(body.labels) ? body.labels : ['none']\" }", []),
            ("result.score >= 0.5", "body.labels.size() > 0", ["unguarded-member"]),
            ("result.score >= 0.5", "has(body.labels) && body.labels.size() > 0", []),
        ] as [(String, String, [String])])
    func whatMayBeMissingIsAskedForFirst(old: String, new: String, codes: [String]) {
        let (_, findings) = Packs.risk(binding: [old: new])
        #expect(findings.map(\.code) == codes, "\(findings.map(\.line))")
    }

    @Test(arguments: ["", "# nothing\n", "- 1\n", "just text\n", "pack:\triskapi\n\tbinding: 1\n", "\u{FF}{"])
    func aBindingThatIsNoneIsFound(text: String) {
        for (binding, contract) in [(text, Packs.riskContract), (Packs.riskBinding, text)] {
            var findings = Findings()
            let pack = PackCompiler.compile(
                PackFiles(
                    name: "riskapi", binding: SourceFile(path: "binding.yaml", text: binding),
                    contract: SourceFile(path: "openapi.yaml", text: contract), stories: nil),
                findings: &findings)
            #expect(pack == nil)
            #expect(findings.hasErrors)
        }
    }

    private static let errors = """
        errors:
          - { at: /message, any: true, as: refused }
          - { at: /message, is: gone, as: gone }
        checks:
        """

    @Test func aLineThatNoAnswerReachesIsFoundWithTheOneThatCoversIt() throws {
        let (_, findings) = Packs.risk(binding: ["checks:": Self.errors])
        let finding = try #require(findings.first)
        #expect(finding.line == "binding.yaml:20 matcher-covered: no answer gets as far as this line")
        #expect(finding.related.map(\.place.fileAndLine) == ["binding.yaml:19"])
    }

    @Test(arguments: [
        ("{ at: /message, as: refused }", "matcher-without-test"),
        ("{ is: x, as: refused }", "matcher-without-pointer"),
        ("{ at: /message, any: true, as: applicant }", "matcher-without-reason"),
        ("{ at: /message, map: { a: face_to_small }, as: applicant }", "unknown-choice"),
        ("{ at: message, any: true, as: refused }", "bad-pointer"), ("{ http: 500, as: ended }", "not-available-yet"),
        ("{ http: 500, as: servr }", "unknown-choice"), ("{ http: 500 }", "missing-key"),
        ("{ http: 500, when: body., as: server }", "unexpected-end"),
    ])
    func aMatcherThatSaysTooLittleIsFound(matcher: String, code: String) {
        let (_, findings) = Packs.risk(binding: ["checks:": "errors:\n  - \(matcher)\nchecks:"])
        #expect(findings.map(\.code).contains { $0.contains(code) }, "\(findings.map(\.line))")
    }

    @Test func aContractThatIsMissingIsFound() {
        var findings = Findings()
        let pack = PackCompiler.compile(
            PackFiles(
                name: "riskapi", binding: SourceFile(path: "binding.yaml", text: Packs.riskBinding), contract: nil,
                stories: nil),
            findings: &findings)
        #expect(pack == nil)
        #expect(findings.all.map(\.line) == ["binding.yaml:3 contract-missing: the pack has no contract"])
    }
}
