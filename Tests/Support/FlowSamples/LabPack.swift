import Diagnostics
import PackCompiler
import Vendors

/// A team's own pack: one check of its own kind, which measures and judges nothing, and no verification.
enum LabPack {
    static func compiled(findings: inout Findings) -> Pack? {
        PackCompiler.compile(
            PackFiles(
                name: "lab", binding: SourceFile(path: "packs/lab/binding.yaml", text: binding),
                contract: SourceFile(path: "packs/lab/openapi.yaml", text: contract), stories: nil),
            findings: &findings)
    }

    private static let binding = """
        pack: lab
        binding: 1
        contract: openapi.yaml
        settings: { host: { type: url, default: "https://lab.example.com" } }
        servers: { api: "${settings.host}" }
        kinds:
          score:
            input:  { name: string, count: { type: int, optional: true }, strict: { type: bool, optional: true } }
            result: { score: double, notes: { list: string, optional: true } }
        operations:
          score:
            call: getScore
            effect: read
            body:
              name: "${input.name}"
              count: "${input.?count}"
              strict: "${input.?strict}"
            success: { http: 200 }
        checks:
          score:
            within: nothing
            operation: score
            result: { score: body.score, notes: body.?notes }
            judge: flow
        """

    private static let contract = """
        openapi: 3.1.0
        info: { title: Lab, version: "1" }
        servers: [ { url: "https://lab.example.com" } ]
        paths:
          /score:
            post:
              operationId: getScore
              requestBody:
                required: true
                content:
                  application/json:
                    schema:
                      type: object
                      required: [name]
                      additionalProperties: false
                      properties:
                        name: { type: string }
                        count: { type: integer }
                        strict: { type: boolean }
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
                          notes: { type: array, items: { type: string } }
        """
}
