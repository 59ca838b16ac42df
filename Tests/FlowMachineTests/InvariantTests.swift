import Expressions
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// What must hold of every decision holds, whatever the rules say.
struct InvariantTests {
    private static let careless = ["verify: \"true\"", "otherwise: review"]

    private func decided(_ invariant: String, verdict: Verdict = .review) throws -> Bench {
        let flow = Liveness(more: "invariants:", "  - \(invariant)").with(\.status, Self.careless)
        var run = try Bench.asked(flow)
        try run.answer(Bench.check, verdict, ["liveness_score": 0.5, "live": true])
        try run.close()
        return run
    }

    @Test func aViolatedInvariantIsReviewed() throws {
        let run = try decided("never: status == \"verified\" && !checks.liveness.passed")
        #expect(run.status == .reviewNeeded && run.state.reason == "invariant")
        #expect(run.state.decision?.by == "invariant 1 (never)")
        let kept = try decided("never: status == \"verified\" && !checks.liveness.passed", verdict: .passed)
        #expect(kept.status == .verified)
    }

    @Test func whatAlwaysHoldsIsJudgedTheOtherWayRound() throws {
        let run = try decided("always: status != \"verified\" || checks.liveness.passed")
        #expect(run.status == .reviewNeeded && run.state.decision?.by == "invariant 1 (always)")
    }

    @Test func anUndeterminedInvariantIsReviewed() throws {
        let flow = Liveness(
            more: "invariants:", "  - never: 1 / checks.liveness.attempts > 1 / (checks.liveness.attempts - 1)"
        )
        .with(\.status, ["reject: \"true\"", "otherwise: review"])
        var run = try Bench.asked(flow)
        try run.fail(Bench.check, .refused)
        try run.close()
        #expect(run.status == .reviewNeeded && run.state.reason == "invariant")
        #expect(run.state.decision?.missing.isEmpty == false)
    }

    @Test func aPersonIsHeldToItToo() throws {
        var run = try decided("never: status == \"verified\" && !checks.liveness.passed")
        let before = run.state
        let error = #expect(throws: RefusedEvent.self) {
            try run.take(.reviewDecided(ReviewDecision(answer: .verify, by: "ann")))
        }
        #expect(error?.state == "violated")
        #expect(run.state == before)
        try run.take(.reviewDecided(ReviewDecision(answer: .reject, by: "ann")))
        #expect(run.status == .rejected)
    }
}
