import Diagnostics
import FlowCompiler
import FlowSamples
import Testing
import YAMLTree

/// What a step that starts another flow is held to, where that flow is known.
struct SubflowTests {
    private static let person = """
        flow: person
        version: 3
        applicant: { full_name: string, age: { type: int, default: 18 }, nick: string? }
        flags: { quick: { type: bool, default: false } }
        steps: [ { wait: 1h } ]
        status: [ { otherwise: review } ]
        """

    private func findings(_ step: String, of person: String = person) throws -> [String] {
        var findings = Findings()
        let person = try #require(Flow.node(person, named: "person.yaml", findings: &findings))
        let text = """
            flow: sample
            version: 1
            applicant: { name: string }
            steps: [ { id: kyc, \(step), within: 1d } ]
            status: [ { verify: flows.kyc.status == "verified" && applicant.name != "" }, { otherwise: review } ]
            """
        let node = try #require(Flow.node(text, findings: &findings))
        let base = try Flow.compiler
        let flows = [FlowSignature(of: person)].compactMap(\.self)
        _ = Compiler(packs: base.packs, packNames: base.packNames, flows: flows).compile(node, findings: &findings)
        return findings.sorted.map { "\($0.code): \($0.message); \($0.help ?? "")" }
    }

    /// Its data do when it is started; who knows it before may say so.
    @Test func aChildThatChoosesItsProfileNeedNotBeToldWhich() throws {
        let text = Self.person.replacing(
            "steps:", with: "profile_by: applicant.nick\nprofiles: { a: {}, otherwise: base }\nsteps:"
        )
        .replacing("nick: string?", with: "nick: { type: string, one_of: [a, b] }")
        let given = "flow: person@3, applicant: { full_name: \"${applicant.name}\", nick: a }"
        #expect(try findings(given, of: text) == [])
        #expect(try findings(given + ", profile: a", of: text) == [])
    }

    @Test func whatFitsIsTaken() throws {
        #expect(
            try findings("flow: person@3, applicant: { full_name: \"${applicant.name}\" }, flags: { quick: true }")
                == [])
    }

    @Test(arguments: [
        ("flow: persn@3", "unknown-flow: there is no flow `persn@3`; did you mean `person`?"),
        ("flow: person@2", "unknown-flow: there is no flow `person@2`; there is `person@3`"),
        (
            "flow: person@3",
            "missing-input: flow `person` is given no `full_name`; add `full_name: …` (string) to its `applicant`"
        ),
        (
            "flow: person@3, applicant: { full_name: x, nik: y }",
            "unknown-field: flow `person` has no `nik` under `applicant`; did you mean `nick`?"
        ),
        (
            "flow: person@3, applicant: { full_name: x, age: old }",
            "wrong-type: `age` has to be an int, but is text; give it a whole number"
        ),
        (
            "flow: person@3, applicant: { full_name: x }, flags: { quick: fast }",
            "wrong-type: `quick` has to be a bool, but is text; give it true or false"
        ),
    ]) func whatDoesNotFitIsSaid(_ step: String, _ finding: String) throws {
        let found = try findings(step)
        #expect(found.contains { $0.hasPrefix(finding) }, "\(found)")
    }

    @Test func theFlowsOfAFlowAreFoundHoweverDeepTheyStand() throws {
        var findings = Findings()
        let node = try #require(
            Flow.node(
                "steps: [ { choose: [ { otherwise: [ { flow: b@1 } ] } ] }, { parallel: { steps: [ { flow: a@2 } ] } } ]",
                findings: &findings))
        #expect(FlowSignature.names(in: node) == ["a", "b"])
    }
}
