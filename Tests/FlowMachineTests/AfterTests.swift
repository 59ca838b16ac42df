import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// Acts, what takes them back, what follows a status, and what goes on being watched.
struct AfterTests {
    private static let saga = """
        flow: saga
        version: 1
        applicant: { name: string }
        vendors: { identomat: {} }
        steps:
          - { id: one, act: denylist_add, by: identomat, input: { reason: a, last_name: "${applicant.name}" }, undo: "status != 'verified'" }
          - { id: two, act: group_add, by: identomat, input: { name: g }, undo: "status != 'verified'" }
          - { id: aml, check: watchlist, by: identomat, input: { full_name: "${applicant.name}" } }
        after:
          - { act: denylist_add, by: identomat, when: "status == 'rejected'", input: { reason: rejected } }
        status: [ { verify: acts.one.ran && checks.aml.passed }, { reject: checks.aml.failed }, { otherwise: review } ]
        """

    private func run(_ verdict: Verdict) throws -> Bench {
        var run = try Bench(try Flow(Self.saga).program, applicant: ["name": "Ada"])
        try run.answer("act/one/identomat/1", .passed, ["id": "d-1"])
        try run.answer("act/two/identomat/1", .passed, ["id": "g-1"])
        try run.answer("check/aml/identomat/1", verdict, ["hits": .list([])])
        return run
    }

    @Test func actsAreTakenBackInReverseOrderAndThenOthersAreDone() throws {
        var run = try run(.failed)
        #expect(run.status == .rejected)
        var order: [String] = []
        while let next = run.inFlight.first {
            #expect(run.inFlight.count == 1)
            order.append(next)
            try run.answer(next)
        }
        #expect(
            order == ["act/undo/two/identomat/1", "act/undo/one/identomat/1", "act/after/1/identomat/1"])
        #expect(run.status == .rejected && run.state.incidents.isEmpty)
    }

    @Test func whatIsTakenBackIsToldByWhatTheActGave() throws {
        let run = try run(.failed)
        #expect(run.state.activities["act/undo/two/identomat/1"]?.made == ["id": "g-1"])
    }

    @Test func aVerifiedRunKeepsWhatItDid() throws {
        let run = try run(.passed)
        #expect(run.status == .verified && run.inFlight.isEmpty)
    }

    /// A review is no end: nothing is taken back before a person has decided.
    @Test func nothingFollowsUntilAPersonHasDecided() throws {
        var run = try run(.review)
        #expect(run.status == .reviewNeeded && run.inFlight.isEmpty)
        try run.take(.reviewDecided(ReviewDecision(answer: .reject, by: "ann")))
        #expect(run.inFlight == ["act/undo/two/identomat/1"])
    }

    @Test func whatWasNeverDoneIsNotTakenBack() throws {
        var run = try Bench(try Flow(Self.saga).program, applicant: ["name": "Ada"])
        try run.answer("act/one/identomat/1", .passed, ["id": "d-1"])
        try run.take(.cancelled(by: "caller"))
        #expect(run.inFlight == ["act/undo/one/identomat/1"])
    }

    @Test func oneThatFailsWaitsForAnOperatorAndHoldsNobodyUp() throws {
        var run = try run(.failed)
        try run.fail("act/undo/two/identomat/1", .server)
        let incident = try #require(run.state.incidents.first)
        #expect(incident.verbs == [.retry, .skip])
        #expect(throws: RefusedEvent.self) { try run.operate(.fail) }
        #expect(run.inFlight == ["act/undo/one/identomat/1"])
        try run.answer("act/undo/one/identomat/1")
        try run.answer("act/after/1/identomat/1")
        try run.operate(.retry)
        #expect(run.inFlight == ["act/undo/two/identomat/1/2"])
        try run.answer("act/undo/two/identomat/1/2")
        #expect(run.status == .rejected && run.state.incidents.isEmpty && run.inFlight.isEmpty)
    }

    /// It has no verdict that a rule could read, so its silence is nobody's consent.
    @Test func anActThatCouldNotBeDoneBlocksVerify() throws {
        var run = try Bench(try Flow(Self.saga).program, applicant: ["name": "Ada"])
        try run.fail("act/one/identomat/1", .server)
        #expect(run.state.incidents.count == 1)
        try run.operate(.skip)
        try run.answer("act/two/identomat/1", .passed, ["id": "g-1"])
        try run.answer("check/aml/identomat/1", .passed, ["hits": .list([])])
        #expect(run.status == .reviewNeeded)
    }

    // MARK: Watching

    @Test func watchingBeginsWithTheStatusAndIsReadEachDay() throws {
        var run = try Bench.watching()
        let start = try #require(run.state.activities["act/monitor/aml/identomat/1"])
        #expect(start.input["full_name"] == "Ada" && run.status == .verified)
        try run.answer(start.id, .passed, ["id": "m-1"])
        let timer = TimerName.wait(step: "monitor/aml")
        #expect(run.orders.contains { if case .setTimer(timer, _) = $0 { true } else { false } })
        let until = try #require(run.state.steps["monitor/aml"]?.until)
        run.now = until
        try run.take(.timerFired(timer))
        let reading = try #require(run.state.activities.values.first)
        #expect(reading.roleName == "monitored" && reading.made == ["id": "m-1"] && reading.since != nil)
        try run.end(reading.id, .answered(Answer(result: ["hit": false])))
        #expect(run.status == .verified && run.state.steps["monitor/aml"]?.until != nil)
    }

    @Test func aHitBringsTheRunIntoReviewAndWatchingGoesOn() throws {
        var run = try Bench.watching()
        try run.answer("act/monitor/aml/identomat/1", .passed, ["id": "m-1"])
        run.now = try #require(run.state.steps["monitor/aml"]?.until)
        try run.take(.timerFired(.wait(step: "monitor/aml")))
        try run.end(run.inFlight[0], .answered(Answer(result: ["hit": true])))
        #expect(run.status == .reviewNeeded && run.state.reason == "monitor_hit")
        #expect(run.orders.contains(.announce(.reviewNeeded, reason: "monitor_hit")))
        #expect(run.state.steps["monitor/aml"]?.phase == .waiting)
    }

    /// Readings that come to nothing, one after the other.
    private func blind(_ days: Int) throws -> Bench {
        var run = try Bench.watching()
        try run.answer("act/monitor/aml/identomat/1", .passed, ["id": "m-1"])
        for _ in 0..<days {
            run.now = try #require(run.state.steps["monitor/aml"]?.until)
            try run.take(.timerFired(.wait(step: "monitor/aml")))
            try run.fail(run.inFlight[0], .server)
        }
        return run
    }

    @Test func whoCannotBeWatchedForDaysIsAnOperatorsBusiness() throws {
        #expect(try blind(2).state.incidents.isEmpty)
        var run = try blind(3)
        #expect(run.state.incidents.map(\.at) == ["identomat.monitored"] && run.status == .verified)
        try run.operate(.retry)
        try run.end(run.inFlight[0], .answered(Answer(result: ["hit": false])))
        #expect(run.state.incidents.isEmpty && run.state.steps["monitor/aml"]?.phase == .waiting)
        run = try blind(3)
        try run.operate(.skip)
        #expect(run.state.steps["monitor/aml"]?.phase == .concluded && run.inFlight.isEmpty)
    }

    /// A reading that goes well ends what was raised for those before.
    @Test func aVendorThatIsWellAgainTakesTheIncidentAway() throws {
        var run = try blind(4)
        run.now = try #require(run.state.steps["monitor/aml"]?.until)
        try run.take(.timerFired(.wait(step: "monitor/aml")))
        try run.end(run.inFlight[0], .answered(Answer(result: ["hit": false])))
        #expect(run.state.incidents.isEmpty)
    }

    @Test func whoIsNotVerifiedIsNotWatched() throws {
        let text = try Bench.watching().machine.program
        var run = try Bench(text, applicant: ["name": "Ada"])
        try run.answer("check/aml/identomat/1", .failed, ["hits": .list([])])
        #expect(run.status == .rejected && run.inFlight.isEmpty)
        #expect(run.state.steps["monitor/aml"]?.phase == .skipped)
    }

    /// Reopened and decided anew, a condition that was false may hold.
    @Test func whatWasLeftOutIsAskedAgainAfterAReview() throws {
        var run = try Bench.watching(
            more:
                "after: [ { act: denylist_add, by: identomat, when: \"status == 'rejected'\", input: { reason: r } } ]")
        #expect(run.state.steps["after/1"]?.phase == .skipped)
        try run.answer("act/monitor/aml/identomat/1", .passed, ["id": "m-1"])
        run.now = try #require(run.state.steps["monitor/aml"]?.until)
        try run.take(.timerFired(.wait(step: "monitor/aml")))
        try run.end(run.inFlight[0], .answered(Answer(result: ["hit": true])))
        try run.take(.reviewDecided(ReviewDecision(answer: .reject, by: "ann")))
        #expect(run.inFlight == ["act/after/1/identomat/1"])
    }

    // MARK: Keeping

    @Test func aRunIsErasedWhenItsTimeIsOver() throws {
        var run = try Bench.asked(Liveness(more: "keep: { verified: 1d, otherwise: 1h }"))
        try run.pass()
        try run.close()
        #expect(run.orders.contains(.setTimer(.keep, at: run.now + .seconds(86_400))))
        run.wait(.seconds(86_400))
        try run.take(.timerFired(.keep))
        #expect(run.orders.contains(.erase))
    }

    @Test func aRunInReviewIsKept() throws {
        var run = try Bench.asked(Liveness(more: "keep: { otherwise: 1h }"))
        try run.answer(Bench.check, .review)
        try run.close()
        run.wait(.seconds(7200))
        try run.take(.timerFired(.keep))
        #expect(run.status == .reviewNeeded && !run.orders.contains(.erase))
        try run.take(.reviewDecided(ReviewDecision(answer: .verify, by: "ann")))
        #expect(run.orders.contains(.setTimer(.keep, at: run.now + .seconds(3600))))
    }
}
