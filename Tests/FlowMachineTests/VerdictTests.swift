import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// The verdict of a check, and the vendor's last word.
struct VerdictTests {
    @Test func fromWorstToBest() {
        #expect(Verdict.allCases.sorted() == [.failed, .unknown, .review, .passed])
    }

    private static let judging =
        "verdict: [{ fail: result.liveness_score < 0.3 }, { pass: result.liveness_score > 0.8 }, { otherwise: review }]"

    /// The worse of the pack's and the flow's, where the vendor judges.
    @Test(arguments: [
        (Verdict.passed, 0.9, Verdict.passed), (.passed, 0.5, .review), (.passed, 0.1, .failed),
        (.review, 0.9, .review), (.failed, 0.9, .failed), (.unknown, 0.9, .unknown), (.unknown, 0.1, .failed),
        (.failed, 0.5, .failed),
    ])
    func aFlowOnlyWorsensAVendorsVerdict(_ row: (packs: Verdict, score: Double, verdict: Verdict)) throws {
        var run = try Bench.asked(Liveness(Self.judging))
        try run.answer(Bench.check, row.packs, ["liveness_score": .double(row.score)])
        #expect(run.state.steps["liveness"]?.verdict == row.verdict)
    }

    @Test(arguments: [VendorCall.Judge.pack, .flow]) func whereTheVendorJudgesNothingTheFlowHasTheSay(
        _ judge: VendorCall.Judge
    ) throws {
        var run = try Bench.asked(Liveness(Self.judging)) {
            guard case .check(var step) = $0.steps[0] else { return }
            step.vendors[0].judge = judge
            $0.steps[0] = .check(step)
        }
        try run.answer(Bench.check, .failed, ["liveness_score": 0.9])
        #expect(run.state.steps["liveness"]?.verdict == .passed)
    }

    @Test func anArmMayOverruleTheVendor() throws {
        var run = try Bench.asked(
            Liveness(
                "verdict: [{ pass: result.liveness_score > 0.8, overrules_vendor: true }, { otherwise: pass }]"))
        try run.answer(Bench.check, .failed, ["liveness_score": 0.9])
        #expect(run.state.steps["liveness"]?.verdict == .passed)
        var other = try Bench.asked(
            Liveness(
                "verdict: [{ pass: result.liveness_score > 0.8, overrules_vendor: true }, { otherwise: pass }]"))
        try other.answer(Bench.check, .failed, ["liveness_score": 0.5])
        #expect(other.state.steps["liveness"]?.verdict == .failed)
    }

    /// What the vendor closes with, against a rule that verifies.
    @Test(arguments: [RunStatus.verified, .rejected, .reviewNeeded, .expired])
    func aVendorThatDisagreesIsHeard(_ status: RunStatus) throws {
        var run = try Bench.asked(Liveness())
        try run.pass()
        try run.close("idmeta", status)
        #expect(run.status == (status == .verified ? .verified : .reviewNeeded))
        #expect(run.state.reason == (status == .verified ? nil : "vendor_disagrees"))
        #expect(run.state.decision?.missing == (status == .verified ? [] : ["vendors.idmeta.status"]))
    }

    @Test func anAdvisoryVendorHasNoVeto() throws {
        var run = try Bench.asked(
            Liveness().with(\.vendors, ["idmeta: { trust_flow: \"1708\", final: advisory }"]))
        try run.pass()
        try run.close("idmeta", .rejected)
        #expect(run.status == .verified)
    }

    @Test func anIncompleteEndIsDoubtUnlessTheVendorWasLeft() throws {
        var run = try Bench.asked(Liveness())
        try run.pass()
        try run.end("finalize/idmeta", .incomplete(missing: ["document"]))
        #expect(run.state.reason == "vendor_disagrees")
        #expect(run.state.verifications["idmeta"]?.missing == ["document"])
    }

    @Test func aVendorThatWasLeftIsNotFinalized() throws {
        var run = try Bench.asked(.failover())
        try run.fail(Bench.check, .connect)
        try run.open("spare")
        try run.pass("check/liveness/spare/1")
        #expect(run.inFlight == ["finalize/spare"])
        #expect(run.state.verifications["idmeta"]?.phase == .abandoned)
        try run.close("spare")
        #expect(run.status == .verified)
        #expect(run.state.steps["liveness"]?.by == "spare")
    }

    @Test func onlyVerifyAsksTheVendor() throws {
        var run = try Bench.asked(Liveness())
        try run.answer(Bench.check, .failed)
        try run.close("idmeta", .verified)
        #expect(run.status == .rejected)
    }

    @Test func aVendorWithoutAFinalStatusIsDoubt() throws {
        var run = try Bench.asked(Liveness())
        try run.pass()
        try run.end("finalize/idmeta", .answered(Answer(status: nil)))
        #expect(run.state.reason == "vendor_disagrees")
        #expect(run.state.verifications["idmeta"]?.isFinalized == false)
    }
}
