import Diagnostics
import PackCompiler
import Testing
import Vendors

/// A vendor with a page of its own, spoilt in one place at a time.
struct SessionFindingTests {
    private static let contract = """
        openapi: 3.1.0
        info: { title: Page, version: "1" }
        servers: [ { url: "https://page.example.com" } ]
        paths:
          /open:
            post:
              operationId: open
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      type: object
                      required: [ref]
                      additionalProperties: false
                      properties: { ref: { type: string }, checkAge: { type: boolean } }
              responses:
                "200":
                  description: Opened
                  content:
                    application/json:
                      schema:
                        type: object
                        required: [id, url]
                        properties: { id: { type: string }, url: { type: string } }
        components:
          schemas:
            News:
              type: object
              required: [state, done, ref, id]
              properties:
                { state: { type: string }, done: { type: boolean }, ref: { type: string }, id: { type: string } }
        """

    private static let binding = """
        pack: page
        binding: 1
        contract: openapi.yaml
        settings: { key: { type: secret } }
        servers: { api: "https://page.example.com" }
        operations:
          open:
            call: open
            effect: repeatable
            body: { ref: "${run.id}", "...": "${options}" }
            success: { http: 200 }
            result: { id: body.id, url: body.url }
        verification: { create: open, metadata: { at: never }, finalize: none, poll: none, abandon: local, erase: none }
        statuses:
          from: answers
          WAITING: { held_by: applicant }
          GOOD: { status: verified, verdict: passed }
          BAD: { status: rejected, verdict: failed, try_again: codes }
          OVER: { ended: abandoned }
          unknown: { status: review_needed }
        webhooks:
          done:
            signature: { scheme: hmac-sha256-hex, header: X-Sign, keys: [key] }
            kind: { header: X-Kind }
            run: /ref
            verification: /id
            body: News
            kinds: { DONE: news, else: ignore }
        checks:
          document:
            within: verification
            operation: open
            hosted: { open: on_click, runs_on: 30m }
            options: { case: snake }
            judge: vendor
            answers:
              webhooks.done:
                status: body.state
                settled: body.done
                result: { authentic: status == "GOOD" }
                verdict: [ { otherwise: status } ]
        """

    private func compile(
        _ old: String = "", _ new: String = "", contract: String = SessionFindingTests.contract
    ) -> [Finding] {
        var findings = Findings()
        _ = PackCompiler.compile(
            PackFiles(
                name: "page",
                binding: SourceFile(
                    path: "binding.yaml", text: old.isEmpty ? Self.binding : Self.binding.replacing(old, with: new)),
                contract: SourceFile(path: "openapi.yaml", text: contract), stories: nil),
            findings: &findings)
        return findings.sorted
    }

    @Test func unspoiltItIsClean() { #expect(compile().map(\.line) == []) }

    @Test(arguments: [
        ("keys: [key]", "keys: [kay]", "binding.yaml:23 unknown-secret: `kay` is no secret setting"),
        (
            "scheme: hmac-sha256-hex", "scheme: rot13",
            "binding.yaml:23 not-available-yet: the signature `rot13` is not available yet"
        ),
        ("body: News", "body: Gnus", "binding.yaml:27 unknown-schema: the contract has no schema `Gnus`"),
        ("run: /ref", "run: ref", "binding.yaml:25 bad-pointer: `ref` is no pointer into an answer"),
        (
            "webhooks.done:", "webhooks.over:",
            "binding.yaml:37 unknown-webhook: `webhooks.over` is no webhook of the binding"
        ),
        (
            "webhooks.done:", "close:",
            "binding.yaml:37 unknown-operation: `close` is neither an operation nor a webhook"
        ),
        ("status: body.state", "status: body.stale", "binding.yaml:38 unknown-field: `body` has no field `stale`"),
        (
            "settled: body.done", "settled: body.state",
            "binding.yaml:39 wrong-type: a `bool` is due here, but this expression is a `string`"
        ),
        (
            "held_by: applicant", "held_by: nobody",
            "binding.yaml:16 unknown-choice: `nobody` is not a value of who has to act"
        ),
        (
            "ended: abandoned", "ended: bored",
            "binding.yaml:19 unknown-choice: `bored` is not a value of how a session ended"
        ),
        (
            "try_again: codes", "try_again: later",
            "binding.yaml:18 unknown-choice: `later` is not a value of an applicant reason"
        ),
        (
            ", url: body.url }", " }",
            "binding.yaml:30 session-without-page: `open` opens a session and does not give its `id` and `url`"
        ),
        (
            "  from: answers", "  from: open.id",
            "binding.yaml:30 no-status: a session's answers need `statuses` of their own"
        ),
        (
            "    judge: vendor", "    result: { authentic: true }\n    judge: vendor",
            "binding.yaml:35 hosted-without-answer: the call that opens a session answers no check"
        ),
        (
            "\"...\": \"${options}\"", "\"...\": \"${input}\"",
            "binding.yaml:10 bad-spread: `...` takes the check's options and nothing else"
        ),
        (", \"...\": \"${options}\"", "", "binding.yaml:34 options-unused: `open` does not send the check's options"),
        (
            "runs_on: 30m }", "runs_on: 30m, attempt: open }",
            "binding.yaml:33 attempt-in-closed: `BAD` closes the verification and asks for another try in it"
        ),
        (
            "open: on_click", "open: someday",
            "binding.yaml:33 unknown-choice: `someday` is not a value of when a session is opened"
        ),
    ])
    func isFound(old: String, new: String, line: String) {
        #expect(Self.binding.contains(old))
        let lines = compile(old, new).map(\.line)
        #expect(lines.contains(line), "\(lines)")
    }

    /// What is sent again after a lost answer may be sent again.
    @Test func whatActsEachTimeOpensNeitherAnObjectNorAnotherTry() {
        let once = Self.binding.replacing("effect: repeatable", with: "effect: once\n    recover: none")
            .replacing("runs_on: 30m }", with: "runs_on: 30m, attempt: open }")
            .replacing("verification: { create", with: "objects: { person: { by: open } }\nverification: { create")
        let codes = Set(compile(Self.binding, once).map(\.code))
        #expect(codes.isSuperset(of: ["attempt-once", "object-once"]))
    }

    /// What a webhook's body is said to hold is held against its schema, and shown in both files.
    @Test(arguments: [
        (
            "  WAITING: { held_by: applicant }\n", "",
            "the contract lists the status `WAITING`, which has no line here",
            "state"
        ),
        ("run: /ref", "run: /reference", "`/reference` is no place in what `News` answers", "properties"),
        (
            "verification: /id", "verification: /session/id", "`/session/id` is no place in what `News` answers",
            "properties"
        ),
        ("kind: { header: X-Kind }", "kind: /kind", "`/kind` is no place in what `News` answers", "properties"),
        ("status: body.state", "status: body.stale", "`body` has no field `stale`", "properties"),
    ])
    func aWebhookIsHeldAgainstItsSchema(old: String, new: String, message: String, text: String) throws {
        let listed = "state: { type: string, enum: [WAITING, GOOD, BAD, OVER] }"
        let contract = Self.contract.replacing("state: { type: string }", with: listed)
        #expect(compile(contract: contract).map(\.line) == [])
        #expect(Self.binding.contains(old))
        let finding = try #require(compile(old, new, contract: contract).first)
        #expect(finding.message == message)
        let other = try #require(finding.related.first?.place)
        #expect(other.file.path == "openapi.yaml")
        #expect(String(decoding: other.file.bytes[other.range], as: UTF8.self) == text)
    }
}
