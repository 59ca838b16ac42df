import Expressions
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// `choose` and blocks.
struct ListTests {
    private static let check = "check: biometrics, by: idmeta, input: { image: \"${applicant.selfie}\" }"

    private func chosen(_ condition: String) throws -> Bench {
        try Bench.with(
            """
            - id: way
              choose:
                - when: \(condition)
                  steps: [ { id: old, \(Self.check) } ]
                - otherwise: [ { id: young, \(Self.check) }, { id: pause, wait: 1h } ]
            """)
    }

    @Test func theFirstBranchThatHoldsIsTakenAndTheOthersAreSkipped() throws {
        var run = try chosen("applicant.age >= 40")
        #expect(run.state.steps["way"]?.branch == 0)
        #expect(run.state.steps["young"]?.ended == .skipped && run.state.steps["pause"]?.ended == .skipped)
        try run.open()
        #expect(run.inFlight == ["check/old/idmeta/1"])
    }

    @Test func otherwiseIsTakenWhenNoConditionHolds() throws {
        var run = try chosen("applicant.age > 40")
        #expect(run.state.steps["old"]?.ended == .skipped)
        try run.open()
        #expect(run.inFlight == ["check/young/idmeta/1"])
    }

    /// What could not be decided is neither taken nor skipped.
    @Test func aConditionWithoutAValueGoesToReview() throws {
        let run = try chosen("1 / (applicant.age - 40) > 0")
        #expect(run.status == .reviewNeeded && run.state.reason == "undetermined")
        #expect(run.state.decision?.by == "branch 1 of way")
    }

    @Test func aBlockWhoseConditionIsFalseIsSkippedWithAllInIt() throws {
        let run = try Bench.with(
            "- { id: all, when: \"false\", steps: [ { id: pause, wait: 1h }, { id: c, \(Self.check) } ] }")
        #expect(["all", "pause", "c"].allSatisfy { run.state.steps[$0]?.ended == .skipped })
        #expect(run.inFlight == ["create/idmeta"])
    }

    private func repeating(_ keys: String) throws -> Bench {
        var run = try Bench.with("- { id: again, attempts: { \(keys) }, steps: [ { id: first, \(Self.check) } ] }")
        try run.open()
        return run
    }

    @Test func aBlockEndsWhenItNeedNotBeRepeated() throws {
        var run = try repeating("max: 3, again_if: \"!checks.first.passed\"")
        try run.answer("check/first/idmeta/1", .failed)
        #expect(run.inFlight == ["check/first:2/idmeta/1"])
        try run.answer("check/first:2/idmeta/1", .passed)
        #expect(run.inFlight == [Bench.check])
        #expect(run.state.steps["first"]?.verdict == .passed)
    }

    @Test func theLastRoundStands() throws {
        var run = try repeating("max: 2, again_if: \"!checks.first.passed\"")
        try run.answer("check/first/idmeta/1", .failed)
        try run.answer("check/first:2/idmeta/1", .failed)
        #expect(run.inFlight == [Bench.check])
        #expect(run.state.steps["first"]?.verdict == .failed)
    }

    @Test func aConditionToRepeatWithoutAValueGoesToReview() throws {
        var run = try repeating("max: 2, again_if: \"1 / (applicant.age - 40) > 0\"")
        try run.answer("check/first/idmeta/1", .failed)
        #expect(run.status == .reviewNeeded && run.state.decision?.by == "again_if of again")
    }
}
