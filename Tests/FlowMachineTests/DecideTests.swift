import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

struct DecideTests {
    private let rejecting = "- { id: early, decide: [ { reject: checks.liveness.failed, reason: not_live } ] }"

    @Test func aRuleThatHoldsEndsTheRunWithoutFinalizing() throws {
        var run = try Bench.with("", after: rejecting)
        try run.open()
        try run.answer(Bench.check, .failed)
        #expect(run.status == .rejected)
        #expect(run.state.reason == "not_live")
        #expect(run.state.decision?.by == "rule 1 (reject) of early")
        #expect(run.state.verifications["idmeta"]?.phase == .abandoned)
        #expect(run.inFlight == [])
    }

    @Test func withoutOneTheFlowGoesOn() throws {
        var run = try Bench.with("", after: rejecting)
        try run.open()
        try run.pass()
        try run.close()
        #expect(run.status == .verified)
    }

    @Test func aRuleWithoutAValueGoesToReview() throws {
        let run = try Bench.with("- decide: [ { reject: 1 / (applicant.age - 40) > 0 }, { cancel: 'true' } ]")
        #expect(run.status == .reviewNeeded)
        #expect(run.state.reason == "undetermined")
        #expect(run.state.decision?.by == "rule 1 (reject) of decide/1")
        #expect(run.inFlight == [])
    }

    @Test func aFailureTellsItsProblem() throws {
        let run = try Bench.with(
            "- decide: [ { fail: applicant.age == 40, problem: { type: about:blank, title: Not served, status: 422 } } ]"
        )
        #expect(run.status == .failed)
        #expect(run.state.problem == FlowProblem(type: "about:blank", title: "Not served", status: 422))
    }

    @Test func invariantsAreJudged() throws {
        let run = try Bench.with(
            "- decide: [ { reject: applicant.age == 40 } ]",
            more: "invariants: [ { never: \"status == 'rejected'\" } ]")
        #expect(run.status == .reviewNeeded)
        #expect(run.state.reason == "invariant")
    }

    @Test(arguments: ["decide: [ { reject: 'true' } ]", "wait: 1h"])
    func aConditionWithoutAValueIsNotSkipped(_ step: String) throws {
        let run = try Bench.with("- { when: 1 / (applicant.age - 40) > 0, \(step) }")
        #expect(run.status == .reviewNeeded)
        #expect(run.state.reason == "undetermined")
        let skipped = try Bench.with("- { when: applicant.age > 40, \(step) }")
        #expect(skipped.inFlight == ["create/idmeta"])
    }
}
