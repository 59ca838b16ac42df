import Diagnostics
import Expressions
import FlowCompiler
import FlowIR
import FlowSamples
import Testing
import Vocabulary

/// Profiles and requests change what they name, and nothing else.
struct LayerTests {
    private static let text = """
        flow: sample
        version: 1
        applicant: { selfie: image, name: string }
        flags: { least: { type: double, default: 0.7, min: 0, max: 1 }, screen: { type: bool, default: true } }
        vendors: { idmeta: { trust_flow: "1708" }, spare: { pack: idmeta, trust_flow: "1" } }
        defaults: { timeout: 20s, retry: { calls: 5, initial: 1s } }
        steps:
          - id: liveness
            check: biometrics
            by: idmeta
            input: { image: "${applicant.selfie}" }
            attempts: 3
            timeout: 30s
            on_exhausted: skip
          - id: aml
            check: watchlist
            by: [idmeta, spare]
            input: { full_name: "${applicant.name}" }
            when: flags.screen
          - id: again
            check: watchlist
            by: [{ idmeta: { timeout: 7s } }, spare]
            input: { full_name: "${applicant.name}" }
            retry: patient
        policies: { patient: { calls: 9, initial: 5s } }
        metadata: { tier: gold, order: one }
        status:
          - verify: checks.liveness.passed && checks.aml.passed && checks.liveness.liveness_score > flags.least
          - otherwise: review
        expires_after: 30d
        overridable: [flags.least, steps.liveness.attempts, steps.aml.input]
        profiles:
          PROFILE
        """

    private func program(profile: String) throws -> FlowProgram {
        try Flow(Self.text.replacing("PROFILE", with: "p: \(profile)"), profile: "p").program
    }

    private func base() throws -> FlowProgram {
        try Flow(Self.text.replacing("PROFILE", with: "p: { flags: {} }")).program
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var change: @Sendable (inout FlowProgram) -> Void

        init(_ layer: String, _ change: @escaping @Sendable (inout FlowProgram) -> Void) {
            testDescription = layer
            self.change = change
        }

        /// A layer over one step.
        init(_ index: Int, _ layer: String, _ change: @escaping @Sendable (inout CheckStep) -> Void) {
            let id = ["liveness", "aml", "again"][index]
            self.init("{ steps: { \(id): { \(layer) } } }") { program in
                guard case .check(var step) = program.steps[index] else { return }
                change(&step)
                program.steps[index] = .check(step)
            }
        }
    }

    /// A layer, and what it does to the program; everything else has to stay.
    static let cases = [
        Case("{ flags: { least: 0.9 } }") { $0.flags[0].value = 0.9 },
        Case("{ vendors: { idmeta: { trust_flow: '1711' } } }") { $0.vendors[0].settings["trust_flow"] = "1711" },
        Case("{ metadata: { order: two } }") { $0.metadata[1].value = .literal("two") },
        Case("{ expires_after: 1d }") { $0.expiresAfter = .seconds(86_400) },
        Case(0, "timeout: 9s") { $0.vendors[0].policy.timeout = .seconds(9) },
        Case(0, "attempts: 2") { $0.attempts.maximum = 2 },
        // A map over a scalar lies over what the scalar stands for.
        Case(0, "attempts: { on: [face_blurry] }") { $0.attempts.reasons = ["face_blurry"] },
        Case(0, "on_exhausted: { refused: fail }") { $0.remedies["refused"] = .fail },
        // A list replaces the list.
        Case(1, "by: [spare]") { $0.vendors.removeFirst() },
        // One that stays keeps what is said of it alone.
        Case(2, "by: [spare, idmeta]") { $0.vendors.reverse() },
        Case(2, "by: [idmeta: { retry: { calls: 7 } }, spare]") { $0.vendors[0].policy.entries[0].calls = 7 },
        Case(2, "by: idmeta") { $0.vendors.removeLast() },
        // A named policy is what a map lies over.
        Case(2, "retry: { initial: 2s }") { step in
            for index in step.vendors.indices { step.vendors[index].policy.entries[0].initial = .seconds(2) }
        },
        Case(1, "retry: { calls: 9 }") { step in
            for index in step.vendors.indices { step.vendors[index].policy.entries[0].calls = 9 }
        },
        Case(1, "input: { full_name: Anybody }") { step in
            for index in step.vendors.indices { step.vendors[index].input[0].value = .literal("Anybody") }
        },
    ]

    @Test(arguments: cases) func aProfileChangesWhatItNames(_ layer: Case) throws {
        var expected = try base()
        layer.change(&expected)
        #expect(try expected != base())
        expected.profile = "p"
        #expect(try program(profile: layer.testDescription) == expected)
    }

    @Test func aRequestLiesOverTheProfile() throws {
        let text = Self.text.replacing("PROFILE", with: "p: { flags: { least: 0.9 }, steps: { aml: { timeout: 5s } } }")
        let both = try Flow(text, profile: "p", request: "flags: { least: 0.95 }\nsteps: { liveness: { attempts: 1 } }")
        #expect(both.program.flags[0].value == 0.95)
        #expect(both.program.step("liveness")?.attempts.maximum == 1)
        #expect(both.program.step("aml")?.vendors[0].policy.timeout == .seconds(5))
        #expect(both.program.profile == "p")
    }

    /// `${` in a request is text: nobody outside writes expressions.
    @Test(arguments: ["${applicant.name}", "a ${flags.screen} b", "${", "$${x}", "$$", "${{}}"])
    func aRequestsValuesAreLiterals(_ text: String) throws {
        let request = "steps: { aml: { input: { full_name: '\(text)' } } }"
        let flow = try Flow(Self.text.replacing("PROFILE", with: "p: { flags: {} }"), request: request)
        let input = try #require(flow.program.step("aml")?.vendors[0].input.first)
        #expect(input.value == .literal(.string(text)))
    }

    /// However deep a step lies, a layer names it by its id.
    @Test func aLayerReachesStepsInsideOthers() throws {
        let text = """
            flow: deep
            version: 1
            applicant: { selfie: image }
            vendors: { idmeta: { trust_flow: "1708" } }
            steps:
              - parallel:
                  steps:
                    - { id: left, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                    - steps:
                        - choose:
                            - when: "true"
                              steps:
                                - { id: deepest, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                            - otherwise:
                                - { id: other, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
            status: [ { verify: checks.left.passed }, { otherwise: review } ]
            overridable: [steps.other.timeout]
            profiles: { p: { steps: { left: { timeout: 1s }, deepest: { timeout: 2s } } } }
            """
        let flow = try Flow(text, profile: "p", request: "steps: { other: { timeout: 3s } }")
        let timeouts = ["left", "deepest", "other"].map { flow.program.step($0)?.vendors[0].policy.timeout }
        #expect(timeouts == [.seconds(1), .seconds(2), .seconds(3)])
    }

    @Test func defaultsOfTheFlowReachEveryCallAndAStepsOwnWin() throws {
        let program = try base()
        let liveness = try #require(program.step("liveness")?.vendors[0].policy)
        #expect(liveness.timeout == .seconds(30))
        #expect(liveness.entries[0].calls == 5)
        #expect(program.vendors[0].create?.policy.timeout == .seconds(20))
        #expect(program.vendors[0].create?.policy.entries[0].initial == .seconds(1))
    }
}
