import Diagnostics
import Expressions
import PackCompiler
import Testing
import Vendors
import Vocabulary

/// How it is found out what became of a lost call.
struct RecoverTests {
    private static let recover = """
        recover: { operation: list, items: body.made, found: item.ref == run.key, id: item.id, else: absent, within: 5s }
        """

    private static let list = """
          list:
            call: listScores
            query: { ref: "${run.key}" }
            success: { http: 200 }
            effect: read
        """

    private static let path = """
          /made:
            get:
              operationId: listScores
              parameters: [ { name: ref, in: query, schema: { type: string } } ]
              responses:
                "200":
                  description: What was made
                  content:
                    application/json:
                      schema:
                        type: object
                        required: [made]
                        properties:
                          made:
                            type: array
                            items:
                              type: object
                              required: [id, ref]
                              properties: { id: { type: integer }, ref: { type: string } }
          /score:
        """

    private func compile(_ recover: String = RecoverTests.recover, listing: String = RecoverTests.list) -> (
        pack: Pack?, findings: [Finding]
    ) {
        Packs.risk(
            binding: ["    effect: read\n": "    effect: once\n    \(recover)\n\(listing)\n"],
            contract: ["  /score:": Self.path])
    }

    private func found(_ body: String, in pack: Pack) throws -> Result<String?, CallFailure> {
        let reading = try #require(pack.recovery(of: "score"))
        return pack.recovered(
            .success(.json(body)), by: reading,
            context: Packs.context(pack, settings: ["host": "https://risk.example.com"]))
    }

    @Test func theOneOfThisCallIsFound() throws {
        let (pack, findings) = compile()
        #expect(findings.map(\.line) == [])
        let whole = try #require(pack)
        #expect(whole.recovery(of: "score")?.within == .seconds(5))
        let two = #"{"made":[{"id":1,"ref":"other"},{"id":2,"ref":"key-1"}]}"#
        #expect(try found(two, in: whole) == .success("2"))
        #expect(try found(#"{"made":[]}"#, in: whole) == .success(nil))
        #expect(try found(#"{"made":[{"id":1,"ref":"other"}]}"#, in: whole) == .success(nil))
    }

    /// An answer that says nothing is no proof that nothing happened.
    @Test(arguments: ["{}", #"{"made":null}"#, #"{"made":[{"id":1}]}"#, "[]"])
    func anAnswerWithoutTheListTellsNothing(body: String) throws {
        let pack = try #require(compile().pack)
        #expect(throws: CallFailure.self) { try found(body, in: pack).get() }
    }

    @Test(arguments: [
        ("operation: list", "operation: lits", "unknown-choice"),
        ("items: body.made", "items: body.mode", "unknown-field"),
        ("items: body.made", "items: http", "wrong-type"), ("item.ref ==", "item.reff ==", "unknown-field"),
        ("id: item.id, ", "", "missing-key"), ("else: absent", "else: gone", "unknown-choice"),
        ("within: 5s", "within: 5", "wrong-kind"), ("within: 5s", "after: 5s", "unknown-key"),
        ("operation: list", "operation: score", "recover-acts"),
        ("operation: list", "webhook: done", "unknown-choice"),
    ])
    func whatIsWrongIsFound(old: String, new: String, code: String) {
        #expect(Self.recover.contains(old))
        let codes = compile(Self.recover.replacing(old, with: new)).findings.map(\.code)
        #expect(codes.contains(code), "\(codes)")
    }

    @Test func aWordThatSaysNothingIsFound() {
        #expect(compile("recover: later").findings.map(\.code) == ["wrong-kind"])
    }
}
