import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

struct JoinTests {
    private static let other =
        "- { id: b, check: biometrics, by: second, input: { image: \"${applicant.selfie}\" } }\n"
        + "- { id: c, check: biometrics, by: third, input: { image: \"${applicant.selfie}\" } }"

    /// All three asked, answered in an order.
    private func run(_ join: String, _ verdicts: [(String, Verdict)]) throws -> Bench {
        var run = try Bench.race(Self.other, join: join)
        let calls = [
            "win": "check/win/idmeta/1", "b": "check/b/second/1", "c": "check/c/third/1",
        ]
        for vendor in ["idmeta", "second", "third"] { try run.open(vendor) }
        for (member, verdict) in verdicts {
            guard let call = calls[member] else { continue }
            try run.answer(call, verdict)
        }
        return run
    }

    /// Whatever the order of the same answers, the join says the same.
    @Test(arguments: [
        "first", "any", "2", "3", "all", "{ passed: 1, failed_at_most: 1 }", "{ passed: 2, failed_at_most: 0 }",
    ])
    func orderOfArrivalChangesNothing(_ join: String) throws {
        let members = ["win", "b", "c"]
        for verdicts in Self.combinations where join != "first" {
            var met: Set<Bool> = []
            for order in Self.orders {
                let answers = order.map { (members[$0], verdicts[$0]) }
                let run = try run(join, answers)
                met.insert(try #require(run.state.steps["race"]?.join).met)
            }
            #expect(met.count == 1, "\(join): \(verdicts)")
        }
    }

    private static let verdicts: [Verdict] = [.passed, .failed, .review]
    private static let combinations = verdicts.flatMap { a in verdicts.flatMap { b in verdicts.map { [a, b, $0] } } }
    private static let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]

    @Test func aQuorumEndsAtOnceWhenItIsMet() throws {
        let run = try run("2", [("win", .passed), ("b", .passed)])
        let join = try #require(run.state.steps["race"]?.join)
        #expect(join.met && join.passed == 2 && join.failed == 0 && join.answered == 2)
        #expect(run.state.steps["c"]?.ended == .skipped)
        #expect(run.orders.contains(.abandon(activity: "check/c/third/1")))
    }

    @Test func aQuorumThatCannotBeMetAnyMoreEndsAtOnce() throws {
        let run = try run("2", [("win", .failed), ("b", .failed)])
        #expect(run.state.steps["race"]?.join?.met == false)
        #expect(run.state.phase == .finalizing)
    }

    /// With two passed, a third that fails would break the limit, so it is waited for.
    @Test func aLimitOfFailuresIsWaitedFor() throws {
        let run = try run("{ passed: 2, failed_at_most: 0 }", [("win", .passed), ("b", .passed)])
        #expect(run.state.steps["race"]?.phase == .underway)
        #expect(run.inFlight == ["check/c/third/1"])
    }

    @Test func whatAnswersAfterTheRaceIsRecordedAndChangesNothing() throws {
        var run = try run("any", [("win", .passed)])
        try run.answer("check/b/second/1", .failed)
        #expect(run.state.steps["b"]?.ended == .skipped)
        #expect(run.state.calls == 5)
        try run.close()
        #expect(run.status == .verified)
    }

    /// `on_unmet: review`, which is the default: no rule lets anybody through.
    @Test func anUnmetJoinVerifiesNobody() throws {
        let text = try Flow(
            """
            flow: bench
            version: 1
            applicant: { selfie: image }
            vendors: { idmeta: { trust_flow: "1" }, second: { pack: idmeta, trust_flow: "2" } }
            steps:
              - id: race
                parallel:
                  join: 2
                  steps:
                    - { id: a, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                    - { id: b, check: biometrics, by: second, input: { image: "${applicant.selfie}" } }
            status: [ { verify: checks.a.passed }, { otherwise: review } ]
            """)
        var run = try Bench(text.program, applicant: ["selfie": Liveness.photo("selfie", 1)])
        try run.open()
        try run.open("second")
        try run.answer("check/a/idmeta/1", .passed)
        try run.answer("check/b/second/1", .review)
        try run.close()
        try run.close("second")
        #expect(run.status == .reviewNeeded && run.state.reason == "join_unmet")
        #expect(run.state.decision?.missing == ["joins.race.met"])
    }

    /// What keeps a member from answering does not block the others.
    @Test func aMemberWithoutAnAnswerDoesNotBlock() throws {
        var run = try run("any", [])
        try run.fail("check/b/second/1", .connect)
        try run.fail("check/c/third/1", .credentials)
        try run.pass("check/win/idmeta/1")
        try run.close()
        #expect(run.state.incidents == [] && run.status == .verified)
    }

    @Test func anIncidentOfALoserGoesWithIt() throws {
        var run = try run("any", [])
        try run.lose("check/b/second/1")
        #expect(run.state.incidents.count == 1)
        try run.pass("check/win/idmeta/1")
        #expect(run.state.incidents == [])
        try run.close()
        #expect(run.status == .verified)
    }
}
