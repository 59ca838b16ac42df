import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// Photos and files of vendors: those that steps read, and those that are kept.
struct ArtifactTests {
    private func run(_ more: String = "") throws -> Bench {
        let text = """
            flow: portrait
            version: 1
            applicant: { selfie: image }
            vendors: { identomat: {}, checkout: { user_journey: usj_1, return_to: "https://example.com" } }
            steps:
              - { id: identity, check: identity, by: identomat, session: { open: at_once } }
              - id: same_face
                check: face_match
                by: identomat
                when: has(checks.identity.artifacts.portrait)
                input: { image_a: "${checks.identity.artifacts.portrait}", image_b: "${applicant.selfie}" }
                verdict: [ { pass: result.similarity > 0.8 }, { otherwise: review } ]
              - { id: page, check: identity, by: checkout, session: { open: at_once } }
            status: [ { verify: checks.identity.passed && checks.page.passed }, { otherwise: review } ]
            \(more)
            """
        var run = try Bench(try Flow(text).program, applicant: ["selfie": Liveness.photo("selfie", 1)])
        try run.openPage("s-1")
        try run.hear(.passed, .verified, of: "s-1", vendor: "identomat")
        return run
    }

    private static let portrait = "artifact/identity/portrait"

    private func found(_ name: String, _ id: String) -> ActivityEnd.Outcome {
        .answered(Answer(result: [name: .opaque(Opaque(kind: "image", id: id))]))
    }

    @Test func theNextStepWaitsForWhatItReads() throws {
        var run = try run()
        #expect(run.inFlight == [Self.portrait] && run.state.steps["same_face"]?.phase == .idle)
        try run.end(Self.portrait, found("portrait", Self.portrait))
        let check = try #require(run.state.activities["check/same_face/identomat/1"])
        #expect(check.input["image_a"] == .opaque(Opaque(kind: "image", id: Self.portrait)))
    }

    /// The author asked with `has(…)` what becomes of that.
    @Test func whatCannotBeHadIsNotThereAndHoldsNobodyUp() throws {
        var run = try run()
        try run.fail(Self.portrait, .gone)
        #expect(run.state.steps["same_face"]?.phase == .skipped)
        #expect(run.inFlight == ["object/checkout/applicant"] && run.state.incidents.isEmpty)
    }

    /// Nothing is asked for that no expression reads and no `evidence` names.
    @Test func evidenceIsFetchedOnceTheStatusIsKnown() throws {
        var run = try run("evidence: [portrait, face, report]")
        try run.end(Self.portrait, found("portrait", Self.portrait))
        #expect(run.state.evidence == nil)
        try run.answer("check/same_face/identomat/1", .passed, ["similarity": 0.9])
        try run.openPage("s-2")
        try run.hear(.passed, .verified, of: "s-2", vendor: "checkout")
        #expect(run.status == .verified)
        // The portrait is here already; the other vendor's report comes with its news.
        #expect(
            run.inFlight.sorted() == ["evidence/checkout/face", "evidence/identomat/face", "evidence/identomat/report"])
        for id in run.inFlight { try run.end(id, found(id.split(separator: "/").last.map(String.init) ?? "", id)) }
        #expect(run.state.evidence?["identomat/portrait"] == .opaque(Opaque(kind: "image", id: Self.portrait)))
        #expect(run.inFlight.isEmpty && run.state.evidence?.count == 4)
        let kind = try #require(run.machine.program.vendor("checkout")?.evidence?.compactMap(\.after).first)
        for _ in 0..<2 {
            try run.take(
                .hintReceived(Hint(vendor: "checkout", verification: "s-2", kind: kind, mayOverturn: false)))
            #expect(run.inFlight == ["evidence/checkout/report"], "asked for once")
        }
        try run.fail("evidence/checkout/report", .gone)
        #expect(run.state.evidence?["checkout/report"] == .null && run.status == .verified)
    }

    /// Each product of a vendor has its own: the document's photo is not to be had where identities are read.
    @Test func evidenceIsAskedForWhereItsCheckWasMade() throws {
        let program = try Flow(
            """
            flow: papers
            version: 1
            applicant: { front: image }
            vendors: { papers: { pack: checkout, user_journey: usj_1, document_upload: form } }
            steps:
              - { id: paper, check: document, by: papers, input: { image_front: "${applicant.front}" } }
              - { id: wait, wait: 1m, when: has(checks.paper.artifacts.document_front) }
            status: [ { verify: checks.paper.passed }, { otherwise: review } ]
            evidence: [document_front, report]
            """
        ).program
        let kept = try #require(program.vendor("papers")?.evidence)
        #expect(kept.map(\.use.operation).sorted() == ["report_document", "status_document"])
        #expect(program.step("paper")?.vendors.first?.artifacts?.map(\.use.operation) == ["status_document"])
    }
}
