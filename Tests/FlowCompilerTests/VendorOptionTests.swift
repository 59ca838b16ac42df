import Diagnostics
import Expressions
import FlowCompiler
import FlowIR
import FlowSamples
import Testing

/// What a request may say to a vendor: what the pack calls harmless, and that alone changes.
struct VendorOptionTests {
    private static let identomat = """
        flow: page
        version: 1
        applicant: { name: string }
        vendors: { identomat: {} }
        steps:
          - id: identity
            check: identity
            by:
              - identomat:
                  options:
                    flags: { liveness: true, language: en }
                    steps:
                      - { type: liveness, key: face, flags: { maxLivenessAttempts: 2 } }
                      - type: user-questionnaire
                        key: agreement
                        questions:
                          - { key: name, type: string, mandatory: true }
                          - { key: purpose, type: string, answer: savings }
        status: [ { verify: checks.identity.passed }, { otherwise: review } ]
        """

    private func options(_ flow: Flow) throws -> [String: Value] {
        try #require(flow.program.step("identity")?.vendors.first?.options)
    }

    @Test func aRequestFillsInAnAnswerAndChangesNothingElse() throws {
        let plain = try options(Flow(Self.identomat))
        let request = """
            steps: { identity: { options: {
              flags: { language: lt }, steps: { agreement: { questions: { name: { answer: Hannah } } } } } } }
            """
        let asked = try options(Flow(Self.identomat, request: request))
        #expect(asked["flags"] == ["liveness": true, "language": "lt"])
        guard case .list(let before)? = plain["steps"], case .list(let after)? = asked["steps"] else {
            Issue.record("steps are no list")
            return
        }
        #expect(after.count == 2)
        #expect(after[0] == before[0])
        #expect(
            after[1] == [
                "type": "user-questionnaire", "key": "agreement",
                "questions": [
                    ["key": "name", "type": "string", "mandatory": true, "answer": "Hannah"],
                    ["key": "purpose", "type": "string", "answer": "savings"],
                ],
            ])
    }

    @Test(arguments: [
        "flags: { liveness: false }", "steps: { face: { flags: { maxLivenessAttempts: 9 } } }", "steps: []",
        "steps: { agreement: { questions: { name: { mandatory: false } } } }",
    ])
    func whatSwitchesACheckOffIsNotOpen(_ options: String) {
        #expect(throws: (any Error).self) {
            try Flow(Self.identomat, request: "steps: { identity: { options: { \(options) } } }")
        }
    }

    @Test(arguments: [("theme: 5e3f0a7e-0000-4000-8000-000000000001", true), ("check_liveness: false", false)])
    func aSwitchOfTheVendorIsNoTheme(option: String, isOpen: Bool) {
        let text = """
            flow: page
            version: 1
            applicant: { name: string }
            vendors: { idenfy: {} }
            steps:
              - { id: identity, check: identity, by: [ { idenfy: { options: { check_liveness: true } } } ] }
            status: [ { verify: checks.identity.passed }, { otherwise: review } ]
            """
        let flow = try? Flow(text, request: "steps: { identity: { options: { \(option) } } }")
        #expect((flow != nil) == isOpen)
    }

    /// Where one vendor of several would not know it for harmless, it is not open.
    @Test func whatOneVendorOfSeveralDoesNotKnowIsNotOpen() {
        let text = Self.identomat.replacing(
            "vendors: { identomat: {} }", with: "vendors: { identomat: {}, idenfy: {} }"
        )
        .replacing("status:", with: "      - idenfy\nstatus:")
        #expect((try? Flow(text)) != nil)
        #expect((try? Flow(text, request: "steps: { identity: { options: { flags: { language: lt } } } }")) == nil)
    }
}
