import Diagnostics
import PackCompiler
import Testing
import Vendors

/// A vendor with a verification, spoilt in one place at a time.
struct StatusFindingTests {
    private static let contract = """
        openapi: 3.1.0
        info: { title: Two, version: "1" }
        servers: [ { url: "https://two.example.com" } ]
        paths:
          /open:
            post:
              operationId: open
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      oneOf:
                        - { $ref: "#/components/schemas/A" }
                        - { $ref: "#/components/schemas/B" }
              responses:
                "200":
                  description: Opened
                  content:
                    application/json:
                      schema: { type: object, required: [id], properties: { id: { type: string } } }
          /close:
            post:
              operationId: close
              responses:
                "200":
                  description: Closed
                  content:
                    application/json:
                      schema:
                        type: object
                        required: [status]
                        properties:
                          status: { type: string, enum: [good, bad] }
        components:
          schemas:
            A: { type: object, required: [a], additionalProperties: false, properties: { a: { type: string } } }
            B: { type: object, required: [b], additionalProperties: false, properties: { b: { type: string } } }
        """

    private static let binding = """
        pack: two
        binding: 1
        contract: openapi.yaml
        settings: { spelling: { type: string, one_of: [a, b], default: a } }
        servers: { api: "https://two.example.com" }
        operations:
          open:
            call: open
            effect: repeatable
            body:
              choose: settings.spelling
              a: { a: "${run.key}" }
              b: { b: "${run.key}" }
            success: { http: 200 }
            result: { id: body.id }
          close:
            call: close
            effect: repeatable
            success: { http: 200 }
            result: { status: body.status }
        verification:
          create: open
          metadata: { at: never }
          finalize: close
          poll: none
          abandon: local
          erase: none
        statuses:
          from: close.status
          good: { status: verified }
          bad: { status: rejected }
          unknown: { status: review_needed }
        """

    private func compile(_ old: String = "", _ new: String = "") -> [Finding] {
        var findings = Findings()
        _ = PackCompiler.compile(
            PackFiles(
                name: "two",
                binding: SourceFile(
                    path: "binding.yaml", text: old.isEmpty ? Self.binding : Self.binding.replacing(old, with: new)),
                contract: SourceFile(path: "openapi.yaml", text: Self.contract), stories: nil),
            findings: &findings)
        return findings.sorted
    }

    @Test func unspoiltItIsClean() {
        #expect(compile().map(\.line) == [])
    }

    @Test(arguments: [
        (
            "  bad: { status: rejected }\n", "",
            "binding.yaml:29 status-without-arm: the contract lists the status `bad`, which has no line here"
        ),
        (
            "  unknown: { status: review_needed }", "",
            "binding.yaml:29 status-without-unknown: `statuses` does not say what an unlisted status means"
        ),
        (
            "unknown: { status: review_needed }", "unknown: { status: verified }",
            "binding.yaml:32 unknown-status-decides: an unlisted status may not mean `verified`"
        ),
        (
            "good: { status: verified }", "good: { status: verifed }",
            "binding.yaml:30 unknown-choice: `verifed` is not a value of a status"
        ),
        (
            "good: { status: verified }", "good: { status: in_progress }",
            "binding.yaml:30 status-not-closed: `in_progress` does not close a verification"
        ),
        (
            "good: { status: verified }", "good: { status: verified, open: true }",
            "binding.yaml:30 not-available-yet: `open` of a status is not available yet"
        ),
        (
            "from: close.status", "from: close.state",
            "binding.yaml:29 unknown-result-field: `close` has no result `state`"
        ),
        (
            "from: close.status", "from: clsoe.status",
            "binding.yaml:29 unknown-operation: `clsoe.status` is no operation and a field of its result"
        ),
        (
            "result: { id: body.id }", "result: { it: body.id }",
            "binding.yaml:22 create-without-id: `open` opens a verification and gives no `id`"
        ),
        (
            "poll: none", "poll: { operation: close }",
            "binding.yaml:25 missing-key: `poll` needs the key `first`"
        ),
        (
            "poll: none", "poll: { operation: close, first: 10ms }",
            "binding.yaml:25 poll-too-often: a status is read once a second at most, and the waits do not become shorter"
        ),
        (
            "poll: none", "poll: { operation: close, only: overdue, first: 10s }",
            "binding.yaml:25 poll-contradicts: `first` is for a status that is read regularly"
        ),
        (
            "      b: { b: \"${run.key}\" }\n", "",
            "binding.yaml:11 choose-arm-missing: `spelling` may be `b`, which has no body"
        ),
        ("      b: { b:", "      c: { b:", "binding.yaml:13 choose-arm-unknown: `c` is no value of `spelling`"),
        (
            "choose: settings.spelling", "choose: settings.speling",
            "binding.yaml:11 choose-not-closed: `settings.speling` is no setting with a closed list of values"
        ),
        (
            "b: { b: \"${run.key}\" }", "b: { c: \"${run.key}\" }",
            "binding.yaml:13 request-field-unknown: `open` has no `c`"
        ),
        (
            "metadata: { at: never }", "metadata: [ { at: create }, { at: never } ]",
            "binding.yaml:23 metadata-order: only the last way to send metadata stands without `when`, and it must"
        ),
    ])
    func isFound(old: String, new: String, line: String) {
        #expect(Self.binding.contains(old))
        let findings = compile(old, new)
        #expect(findings.map(\.line).contains(line), "\(findings.map(\.line))")
    }

    /// The contract's list counts wherever the result takes its status from.
    @Test func aStatusUnderAnotherNameIsHeldAgainstTheContractToo() throws {
        let renamed = Self.binding.replacing("{ status: body.status }", with: "{ state: string(body.status) }")
            .replacing("from: close.status", with: "from: close.state")
        #expect(compile(Self.binding, renamed).map(\.line) == [])
        let spoilt = renamed.replacing("  bad: { status: rejected }\n", with: "")
        let finding = try #require(compile(Self.binding, spoilt).first)
        #expect(finding.code == "status-without-arm")
        let other = try #require(finding.related.first?.place)
        #expect(other.file.path == "openapi.yaml")
        #expect(String(decoding: other.file.bytes[other.range], as: UTF8.self) == "status")
    }
}
