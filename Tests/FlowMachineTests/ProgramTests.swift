import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// What a run takes from its program, and what expressions see of it.
struct ProgramTests {
    /// A condition over everything that may be read, and whether it holds for the sample's run after one answer.
    @Test(arguments: [
        "checks.liveness.ran", "checks.liveness.ended == 'answered'", "checks.liveness.verdict == 'review'",
        "checks.liveness.in_review && !checks.liveness.passed && !checks.liveness.failed",
        "checks.liveness.by == 'idmeta'", "checks.liveness.attempts == 1", "checks.liveness.reasons == ['odd']",
        "checks.liveness.liveness_score == 0.9", "vendors.idmeta.status == 'review_needed'", "vendors.idmeta.finalized",
        "applicant.name == 'Hannah Example'", "applicant.age == 40", "flags.least == 0.7", "metadata.tier == 'gold'",
        "run.id == 'run_1'", "run.now > run.created_at", "run.created_at == timestamp('2026-01-01T00:00:00Z')",
    ])
    func expressionsSeeTheRun(_ condition: String) throws {
        let flow = Liveness(more: "metadata: { tier: gold }")
            .with(\.status, ["reject: \(condition)", "verify: checks.liveness.passed", "otherwise: review"])
        var run = try Bench.asked(flow)
        run.wait(.seconds(1))
        try run.answer(Bench.check, .review, ["liveness_score": 0.9], reasons: ["odd"])
        try run.close("idmeta", .reviewNeeded)
        #expect(run.status == .rejected, "\(String(describing: run.state.decision))")
    }

    @Test func aRunsFlagsLieOverTheFlows() throws {
        let program = try Liveness("when: flags.least > 0.8").compiled().program
        let plain = try Bench(program, applicant: Liveness.applicant)
        let raised = try Bench(program, applicant: Liveness.applicant, flags: ["least": 0.9])
        #expect(plain.state.steps["liveness"]?.ended == .skipped)
        #expect(raised.inFlight == ["create/idmeta"])
    }

    /// The rule that decides is named with its place.
    @Test func theDecisionNamesItsRule() throws {
        var run = try Bench.asked(Liveness())
        try run.answer(Bench.check, .failed)
        try run.close()
        #expect(run.state.decision?.by == "rule 2 (reject)")
        #expect(run.state.decision?.note == "flow.yaml:15")
        var other = try Bench.asked(Liveness())
        try other.answer(Bench.check, .review)
        try other.close()
        #expect(other.state.decision?.by == "rule 3 (otherwise)")
    }

    /// Every status change is announced once, with its reason.
    @Test func statusChangesAreAnnounced() throws {
        var announced: [String] = []
        var run = try Bench(Liveness("attempts: 2"))
        func note() {
            for case .announce(let status, let reason) in run.orders {
                announced.append("\(status.rawValue) \(reason ?? "-")")
            }
        }
        try run.open()
        note()
        try run.unusable(Bench.check)
        note()
        try run.submit("liveness", ["selfie": Liveness.photo("selfie", 2)])
        note()
        try run.pass("check/liveness/idmeta/2")
        note()
        try run.close("idmeta", .rejected)
        note()
        try run.take(.reviewDecided(ReviewDecision(answer: .reject, by: "ann", reason: "seen")))
        note()
        #expect(
            announced == [
                "in_progress -", "awaiting_input -", "in_progress -", "review_needed vendor_disagrees", "rejected seen",
            ])
        #expect(run.state.decision?.by == "person ann")
    }

    /// Nothing is created before its first check is reached, and no vendor that is not needed.
    @Test func vendorsAreOpenedWhenTheyAreNeeded() throws {
        let text = """
            flow: bench
            version: 1
            applicant: { selfie: image }
            vendors: { idmeta: { trust_flow: "1" }, spare: { pack: idmeta, trust_flow: "2" } }
            steps:
              - { id: one, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
              - { id: two, check: biometrics, by: spare, when: checks.one.failed, input: { image: "${applicant.selfie}" } }
              - { id: three, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
            status: [ { verify: "checks.one.passed" }, { otherwise: review } ]
            """
        var run = try Bench(try Flow(text).program, applicant: ["selfie": Liveness.photo("selfie", 1)])
        #expect(run.inFlight == ["create/idmeta"])
        try run.open()
        #expect(run.inFlight == ["check/one/idmeta/1"])
        try run.pass("check/one/idmeta/1")
        #expect(run.inFlight == ["check/three/idmeta/1"])
        #expect(run.state.verifications["spare"]?.phase == .unopened)
        #expect(run.state.activities["check/three/idmeta/1"]?.verification == "v-idmeta")
    }

    /// The same step order and ids in every replay, so keys made of them are the same too.
    @Test func activitiesAreNamedByWhatTheyAre() throws {
        var run = try Bench.asked(Liveness("attempts: 2"))
        try run.fail(Bench.check, .credentials)
        try run.operate(.retry)
        #expect(run.inFlight == ["check/liveness/idmeta/1/2"])
        try run.unusable("check/liveness/idmeta/1/2")
        try run.submit("liveness", ["selfie": Liveness.photo("selfie", 2)])
        #expect(run.inFlight == ["check/liveness/idmeta/2"])
        let activity = try #require(run.state.activities["check/liveness/idmeta/2"])
        #expect(activity.name == "idmeta.biometrics")
        #expect(activity.step == "liveness")
        #expect(activity.attempt == 2)
    }
}
