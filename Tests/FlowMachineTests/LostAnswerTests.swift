import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// Answers that were lost: no second effect without a word that names the first.
struct LostAnswerTests {
    private let allowed = "vendors.idmeta.orphans: allow"

    private func orphans(_ run: Bench) -> [String] {
        run.state.orphans.map { "\($0.activity) by \($0.permittedBy)" }
    }

    @Test func aLostCreateWaitsForAnOperator() throws {
        var run = try Bench(Liveness())
        try run.lose("create/idmeta")
        let incident = try #require(run.state.incidents.first)
        #expect(incident.at == "idmeta.create")
        #expect(incident.activity == "create/idmeta")
        #expect(incident.effectPossible)
        #expect(incident.since == run.now)
        #expect(run.orders.contains(.raiseIncident(incident)))
        #expect(run.inFlight == [])
        try run.operate(.retry)
        #expect(run.inFlight == ["create/idmeta/2"])
        #expect(orphans(run) == ["create/idmeta by operator op: retry"])
        #expect(run.state.incidents == [])
    }

    @Test func whatAnOperatorSkipsBlocksVerify() throws {
        var run = try Bench(Liveness().with(\.status, ["verify: \"true\"", "otherwise: review"]))
        try run.lose("create/idmeta")
        try run.operate(.skip)
        #expect(run.state.steps["liveness"]?.ended == .unavailable)
        #expect(run.state.steps["liveness"]?.verdict == .unknown)
        #expect(run.status == .reviewNeeded)
        #expect(run.state.reason == "unanswered")
        #expect(run.state.decision?.missing == ["liveness"])
    }

    @Test func aSettingMayPermitASecondCreateAndIsNamed() throws {
        var run = try Bench(
            Liveness("retry: { calls: 3 }").with(\.vendors, ["idmeta: { trust_flow: \"1708\", orphans: allow }"]))
        try run.lose("create/idmeta", permit: allowed)
        #expect(run.inFlight == ["create/idmeta/2"])
        #expect(orphans(run) == ["create/idmeta by \(allowed)"])
        let repeated = try #require(run.state.activities["create/idmeta/2"])
        #expect(repeated.delay > .zero)
        #expect(run.state.activities["create/idmeta/2"]?.policy.lostMayRepeat == allowed)
    }

    @Test func repeatsWithLeaveAreCountedToo() throws {
        var run = try Bench.asked(Liveness("retry: { calls: 2, on_lost: repeat }"))
        try run.lose(Bench.check, permit: "retry.on_lost: repeat")
        #expect(run.inFlight == ["check/liveness/idmeta/1/2"])
        try run.lose("check/liveness/idmeta/1/2", permit: "retry.on_lost: repeat")
        #expect(run.state.steps["liveness"]?.ended == .unavailable)
        #expect(run.state.steps["liveness"]?.verdict == .review)
        #expect(
            orphans(run) == [
                "check/liveness/idmeta/1 by retry.on_lost: repeat",
                "check/liveness/idmeta/1/2 by retry.on_lost: repeat",
            ])
    }

    @Test func failoverAfterALostAnswerNamesWhatMayHaveHappened() throws {
        var run = try Bench.asked(.failover())
        try run.lose(Bench.check)
        #expect(orphans(run) == ["check/liveness/idmeta/1 by failover to spare"])
        #expect(run.inFlight == ["create/spare"])
    }

    private static let twoSteps = """
        flow: bench
        version: 1
        applicant: { selfie: image, id_front: image }
        vendors: { idmeta: { trust_flow: "1" }, spare: { pack: idmeta, trust_flow: "2" } }
        steps:
          - { id: liveness, check: biometrics, by: [idmeta, spare], input: { image: "${applicant.selfie}" } }
          - { id: document, check: document, by: idmeta, input: { image_front: "${applicant.id_front}" } }
        status:
          - verify: checks.liveness.passed && checks.document.passed
          - otherwise: review
        """

    /// The first step goes to another vendor; the second needs the one whose create was lost.
    @Test func aCreateThatWasLeftBehindIsNotMadeAgainUnseen() throws {
        let photo = Liveness.photo("selfie", 1)
        var run = try Bench(try Flow(Self.twoSteps).program, applicant: ["selfie": photo, "id_front": photo])
        try run.lose("create/idmeta")
        #expect(run.inFlight == ["create/spare"])
        #expect(run.state.incidents == [])
        try run.open("spare")
        run.wait(.seconds(9))
        try run.pass("check/liveness/spare/1")
        #expect(run.inFlight == [])
        #expect(run.state.incidents.map(\.at) == ["idmeta.create"])
        #expect(run.state.incidents.first?.since == run.now)
        try run.operate(.retry)
        #expect(run.inFlight == ["create/idmeta/2"])
        try run.open(activity: "create/idmeta/2")
        try run.answer("check/document/idmeta/1")
        try run.close()
        try run.close("spare")
        #expect(run.status == .verified)
    }

    @Test func aLostFinalizeIsDoubtAboutTheVendorsWord() throws {
        var run = try Bench.asked(Liveness())
        try run.pass()
        try run.lose("finalize/idmeta")
        #expect(run.status == .reviewNeeded)
        #expect(run.state.reason == "vendor_disagrees")
    }
}
