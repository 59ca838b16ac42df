import Diagnostics
import PackCompiler
import Testing
import Vendors
import Vocabulary

/// A vendor that blocks cards and watches people, spoilt in one place at a time.
struct ActFindingTests {
    private static let contract = """
        openapi: 3.1.0
        info: { title: Acts, version: "1" }
        servers: [ { url: "https://acts.example.com" } ]
        paths:
          /block:
            post:
              operationId: block
              requestBody:
                required: true
                content:
                  application/json:
                    schema: { type: object, required: [card], additionalProperties: false, properties: { card: { type: string } } }
              responses:
                "200":
                  description: Blocked
                  content:
                    application/json:
                      schema: { type: object, required: [id, hits], properties: { id: { type: string }, hits: { type: integer } } }
        """

    private static let binding = """
        pack: acts
        binding: 1
        contract: openapi.yaml
        servers: { api: "https://acts.example.com" }
        operations:
          block:
            call: block
            effect: repeatable
            body: { card: "${input.card}" }
            success: { http: 200 }
            result: { id: body.id }
          unblock:
            call: block
            effect: repeatable
            body: { card: "${made.id}" }
            success: { http: 200 }
          look:
            call: block
            effect: read
            body: { card: "${made.id}" }
            success: { http: 200 }
            result: { hit: body.hits > 0 }
          ask:
            call: block
            effect: read
            body: { card: "${input.card}" }
            success: { http: 200 }
        acts:
          card_block: { within: nothing, operation: block, undo: unblock, input: { card: string }, result: { id: string } }
        kinds:
          cards: { input: { card: string }, result: { hits: int } }
        checks:
          cards:
            within: nothing
            operation: ask
            judge: flow
            result: { hits: body.hits }
            monitor: { start: block, stop: unblock, read: { operation: look, each: 24h } }
        """

    private func compile(_ old: String = "", _ new: String = "") -> (pack: Pack?, findings: [Finding]) {
        var findings = Findings()
        let pack = PackCompiler.compile(
            PackFiles(
                name: "acts",
                binding: SourceFile(
                    path: "binding.yaml", text: old.isEmpty ? Self.binding : Self.binding.replacing(old, with: new)),
                contract: SourceFile(path: "openapi.yaml", text: Self.contract), stories: nil),
            findings: &findings)
        return (pack, findings.sorted)
    }

    @Test func unspoiltItIsCleanAndItsActHasThePacksName() throws {
        let (pack, findings) = compile()
        #expect(findings.map(\.line) == [])
        #expect(pack?.actNames == ["acts.card_block"])
        let offer = try #require(pack?.actOffer("acts.card_block"))
        #expect(offer.needs == ["card"])
        #expect(offer.gives.map(\.name) == ["id"])
        #expect(offer.undo?.name == "unblock")
    }

    @Test(arguments: [
        (
            ", input: { card: string }, result: { id: string } }", " }",
            "binding.yaml:29 unknown-act: `card_block` is no act that packs share, and it does not say its `input`"
        ),
        (
            "card_block: {", "denylist_add: {",
            "binding.yaml:29 kind-taken: `denylist_add` is an act that all packs share"
        ),
        (
            "operation: block, undo", "operation: ask, undo",
            "binding.yaml:29 act-effect: `ask` changes nothing at the vendor"
        ),
        (
            "read: { operation: look", "read: { operation: unblock",
            "binding.yaml:38 act-effect: `unblock` is to read and has an effect"
        ),
        (
            "within: nothing, operation: block", "within: verification, operation: block",
            "binding.yaml:29 no-verification: the binding has no `verification`"
        ),
        (
            "result: { id: body.id }", "result: { it: body.id }",
            "binding.yaml:29 result-field-missing: `block` has to give `id`"
        ),
        (
            "result: { hit: body.hits > 0 }", "result: { hit: body.hits }",
            "binding.yaml:38 result-type: `hit` is a bool, this is a int"
        ),
        (
            "body: { card: \"${made.id}\" }\n    success: { http: 200 }\n  look:",
            "body: { card: \"${made.it}\" }\n    success: { http: 200 }\n  look:",
            "binding.yaml:15 unknown-result-field: `block` has no result `it`"
        ),
        (
            "body: { card: \"${input.card}\" }\n    success: { http: 200 }\nacts",
            "body: { card: \"${made.id}\" }\n    success: { http: 200 }\nacts",
            "binding.yaml:26 made-by-nothing: `ask` takes back, ends or reads nothing that was made"
        ),
        (
            "    result: { hit: body.hits > 0 }",
            "    errors: [ { http: 404, as: done } ]\n    result: { hit: body.hits > 0 }",
            "binding.yaml:22 done-without-effect: nothing is done by what only reads"
        ),
    ])
    func isFound(old: String, new: String, line: String) {
        #expect(Self.binding.contains(old))
        let findings = compile(old, new).findings
        #expect(findings.map(\.line).contains(line), "\(findings.map(\.line))")
    }
}
