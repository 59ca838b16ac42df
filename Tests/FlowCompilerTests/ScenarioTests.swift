import Diagnostics
import Expressions
import FlowCompiler
import FlowIR
import FlowMachine
import FlowSamples
import FlowScenarios
import Testing
import Vendors
import Vocabulary
import YAMLTree

/// Scenario files, read against their flow.
struct ScenarioTests {
    private let flow = """
        flow: sample
        version: 1
        applicant: { selfie: image, name: string, age: { type: int, optional: true } }
        flags: { screen: { type: bool, default: true } }
        vendors: { idmeta: { trust_flow: "1708" } }
        steps:
          - { id: liveness, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" }, attempts: 3 }
          - { id: aml, check: watchlist, by: idmeta, when: flags.screen, input: { full_name: "${applicant.name}" } }
        status:
          - verify: checks.liveness.passed && (applicant.?age.orValue(18) > 17)
          - otherwise: review
        profiles:
          quick: { flags: { screen: false } }
        overridable: [flags.screen, steps.liveness.timeout]
        """

    private func read(
        _ text: String, flow: String? = nil, profile: String? = nil, over: String? = nil
    ) throws -> (cases: [ScenarioCase], findings: Findings) {
        var findings = Findings()
        let node = try #require(Flow.node(flow ?? self.flow, findings: &findings))
        let document = try #require(Flow.node(text, named: "tests/scenarios.yaml", findings: &findings))
        let layer = over.flatMap { Flow.node($0, named: "set.yaml", findings: &findings) }
        let cases = try Flow.compiler.scenarios(document, of: node, profile: profile, under: layer, findings: &findings)
        return (cases, findings)
    }

    @Test func likeAndDefaultsAreLayers() throws {
        let (cases, findings) = try read(
            """
            flow: sample
            defaults:
              applicant: { selfie: "@a.jpg", name: Hannah }
              vendors: { idmeta: approved }
            scenarios:
              - name: first
                applicant: { age: 20 }
                vendors: { idmeta.biometrics: [timeout] }
                expect: { status: verified, calls: { idmeta.biometrics: 2 } }
              - name: second
                like: first
                applicant: { name: Eve }
                expect: { status: review_needed }
              - name: third
                expect: { status: verified }
            """)
        #expect(findings.all.isEmpty)
        let scenarios = cases.map(\.scenario)
        #expect(scenarios.map(\.name) == ["first", "second", "third"])
        #expect(scenarios.map { $0.applicant["name"] } == ["Hannah", "Eve", "Hannah"])
        #expect(scenarios.map { $0.applicant["age"] } == [20, 20, nil])
        #expect(scenarios[1].expectation.status == .reviewNeeded)
        // Another end is not expected to come about in the same way.
        #expect(scenarios[1].expectation.calls == [:])
        #expect(scenarios[1].vendors["idmeta"]?.answers["biometrics"]?.count == 1)
        #expect(scenarios[2].vendors["idmeta"]?.story == "approved")
        #expect(scenarios[2].vendors["idmeta"]?.answers.isEmpty == true)
        #expect(scenarios[0].media["selfie#1"]?.path == "tests/a.jpg")
        #expect(scenarios.map(\.note.line) == [6, 10, 14])
    }

    @Test func aScenarioRunsTheFlowUnderItsProfileAndOverrides() throws {
        let (cases, findings) = try read(
            """
            flow: sample
            defaults: { applicant: { selfie: "@a.jpg", name: Hannah }, expect: { status: verified } }
            scenarios:
              - { name: plain }
              - { name: quick, profile: quick }
              - { name: hurried, steps: { liveness: { timeout: 3s } }, flags: { screen: false } }
            """)
        #expect(findings.all.isEmpty)
        #expect(cases.map(\.program.profile) == [nil, "quick", nil])
        #expect(cases.map { $0.program.flags[0].value } == [true, false, true])
        #expect(cases[2].program.step("liveness")?.vendors[0].policy.timeout == .seconds(3))
        #expect(cases[2].scenario.flags == ["screen": false])
    }

    @Test func aProfileAndALayerMayBeLaidOverAll() throws {
        let text = """
            flow: sample
            defaults: { applicant: { selfie: "@a.jpg", name: Hannah }, expect: { status: verified } }
            scenarios: [ { name: plain, flags: { screen: true } } ]
            """
        let (cases, findings) = try read(
            text, profile: "quick", over: "flags: { screen: false }\nsteps: { liveness: { attempts: 1 } }")
        #expect(findings.all.isEmpty)
        #expect(cases.first?.program.profile == "quick")
        // What is laid over all is part of the flow, and nothing of it is set by the scenario any more.
        #expect(cases.first?.scenario.flags == [:])
        #expect(cases.first?.program.flags[0].value == false)
        #expect(cases.first?.program.step("liveness")?.attempts.maximum == 1)
        #expect(try read(text, profile: "slow").findings.all.map(\.code) == ["unknown-profile"])
    }

    @Test func aScriptIsReadAsMoves() throws {
        let (cases, findings) = try read(
            """
            flow: sample
            defaults: { applicant: { selfie: "@a.jpg", name: Hannah }, expect: { status: verified } }
            scenarios:
              - name: all moves
                applicant_does: nothing
                script:
                  - advance: 1h30m
                  - applicant: { submit: { liveness: { selfie: "@b.jpg" } } }
                  - applicant: { submit: { liveness: { selfie: "@c.jpg", age: 30 } } }
                  - operator: { at: idmeta.create, do: skip }
                  - operator: { at: create/idmeta/2, do: retry }
                  - caller: { metadata: { order: A-17, n: 3 } }
                  - caller: cancel
                  - reviewer: { who: ann, says: reject, reason: not_her }
                  - expect: { status: created }
            """)
        #expect(findings.sorted.map(\.message) == [])
        let scenario = try #require(cases.first?.scenario)
        #expect(!scenario.applicantResponds)
        let moves = scenario.moves.map { "\($0)" }
        #expect(moves.count == 9)
        guard case .advance(let time) = scenario.moves[0], case .submit(_, let second) = scenario.moves[2],
            case .operate(let at, let verb) = scenario.moves[4], case .patchMetadata(let patch) = scenario.moves[5],
            case .cancel = scenario.moves[6], case .review(let decision, _) = scenario.moves[7]
        else {
            Issue.record("\(moves)")
            return
        }
        #expect(time == .seconds(5400))
        // The applicant's own photo is the first.
        #expect(second == ["selfie": .opaque(Opaque(kind: "image", id: "selfie#3")), "age": 30])
        #expect(at == "create/idmeta/2" && verb == .retry)
        #expect(patch == ["order": "A-17", "n": 3])
        #expect(decision == ReviewDecision(answer: .reject, by: "ann", reason: "not_her"))
        #expect(scenario.media.mapValues(\.path)["selfie#3"] == "tests/c.jpg")
    }

    /// A flow that is broken is said to be so where it stands, once, and not for each of its scenarios.
    @Test func aBrokenFlowIsNotEachScenariosFault() throws {
        let text = """
            flow: sample
            defaults: { applicant: { selfie: "@a.jpg", name: Hannah }, expect: { status: verified } }
            scenarios: [ { name: one }, { name: two } ]
            """
        let (cases, findings) = try read(text, flow: flow.replacing("by: idmeta, input", with: "by: idmetta, input"))
        #expect(cases.isEmpty)
        #expect(findings.all.isEmpty)
    }

    @Test func otherDocumentsAreNoScenarios() throws {
        var findings = Findings()
        for (text, name) in [
            ("flow: a\nscenarios: []", "a"), ("flow: a\nsteps: []", nil), ("scenarios: []", nil), ("- a", nil),
        ] {
            let node = try #require(Flow.node(text, findings: &findings))
            #expect(Compiler.flowName(ofScenarios: node) == name)
        }
    }
}
