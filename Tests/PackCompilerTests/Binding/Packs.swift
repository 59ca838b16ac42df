import Diagnostics
import Expressions
import PackCompiler
import Testing
import Vendors
import Vocabulary

/// Packs for tests: the shipped one, and a small one whose files are given line by line.
enum Packs {
    static func idmeta(_ place: SourceLocation = #_sourceLocation) throws -> Pack {
        #expect(shipped.findings.map(\.line) == [], sourceLocation: place)
        return try #require(shipped.pack as Pack?, "the shipped pack has errors", sourceLocation: place)
    }

    private static let shipped: (pack: Pack?, findings: [Finding]) = {
        var findings = Findings()
        let pack = PackLibrary().pack("idmeta", findings: &findings)
        return (pack, findings.sorted)
    }()

    static let riskBinding = """
        pack: riskapi
        binding: 1
        contract: openapi.yaml
        settings: { host: { type: url }, key: { type: secret } }
        servers: { api: "${settings.host}" }
        auth: { api: { header: { X-Key: "${settings.key}" } } }
        kinds:
          score:
            input:  { email: email, amount: double }
            result: { score: double, labels: { list: string, optional: true } }
        operations:
          score:
            call: getScore
            query: { email: "${input.email}" }
            body:  { amount: "${input.amount}" }
            success: { http: 200 }
            effect: read
        checks:
          score:
            within: nothing
            operation: score
            result: { score: body.score, labels: body.?labels }
            judge: pack
            verdict: [ { review: result.score >= 0.5 }, { pass: result.score < 0.5 }, { otherwise: unknown } ]
        """

    static let riskContract = """
        openapi: 3.1.0
        info: { title: Risk, version: "1" }
        servers: [ { url: "https://risk.example.com" } ]
        paths:
          /score:
            post:
              operationId: getScore
              parameters:
                - { name: email, in: query, required: true, schema: { type: string } }
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      type: object
                      required: [amount]
                      additionalProperties: false
                      properties:
                        amount: { type: number }
              responses:
                "200":
                  description: The score
                  content:
                    application/json:
                      schema:
                        type: object
                        required: [score]
                        properties:
                          score: { type: number }
                          labels: { type: array, items: { type: string } }
        """

    /// Compiles the small pack with some of its text replaced.
    static func risk(
        binding: [String: String] = [:], contract: [String: String] = [:]
    ) -> (pack: Pack?, findings: [Finding]) {
        var bindingText = riskBinding
        for (old, new) in binding { bindingText = bindingText.replacing(old, with: new) }
        var contractText = riskContract
        for (old, new) in contract { contractText = contractText.replacing(old, with: new) }
        var findings = Findings()
        let pack = PackCompiler.compile(
            PackFiles(
                name: "riskapi", binding: SourceFile(path: "binding.yaml", text: bindingText),
                contract: SourceFile(path: "openapi.yaml", text: contractText), stories: nil),
            findings: &findings)
        return (pack, findings.sorted)
    }

    static let now = Moment(milliseconds: 1_800_000_000_000)

    /// A run in the middle of a verification, with photos as handles.
    static func context(
        _ pack: Pack, settings: [String: Value] = [:], input: [String: Value] = [:], metadata: [String: Value] = [:]
    ) -> CallContext {
        CallContext(
            settings: pack.readSettings(settings).values, input: input, verificationID: "v-1",
            verificationOpenedAt: now, metadata: metadata, runID: "run-1", key: "key-1", now: now)
    }

    static func photo(_ id: String) -> Value { .opaque(Opaque(kind: "image", id: id)) }
}

extension Finding {
    /// `binding.yaml:3 code: message`
    var line: String { "\(place.fileAndLine) \(code): \(message)" }
}

extension VendorAnswer {
    static func json(_ text: String) -> VendorAnswer { json(200, text) }

    static func json(_ status: Int, _ text: String) -> VendorAnswer {
        VendorAnswer(status: status, body: Array(text.utf8))
    }
}
