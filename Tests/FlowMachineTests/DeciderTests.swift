import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// Who ends a run in review, what brings one back there, and the caller's last word.
struct DeciderTests {
    private func reviewed(_ keys: String, rule: String = "otherwise: review") throws -> Bench {
        var flow = Liveness(more: "review: { queue: desk, group: officers, \(keys) }")
        flow.status = ["verify: checks.liveness.passed", rule, "otherwise: review"]
        if rule.hasPrefix("otherwise") { flow.status.removeLast() }
        var run = try Bench.asked(flow)
        try run.answer(Bench.check, .review)
        try run.close()
        return run
    }

    private func decide(_ run: inout Bench, _ answer: ReviewDecision.Answer, _ person: String) throws {
        try run.take(.reviewDecided(ReviewDecision(answer: answer, by: person)))
    }

    @Test func peopleAreAskedInTheFlowsQueue() throws {
        let run = try reviewed("within: 3d")
        let question = try #require(run.machine.questions.first)
        #expect(question.queue == "desk" && question.group == "officers" && question.step.isEmpty)
        #expect(question.until == run.now + .seconds(3 * 86_400))
        #expect(run.orders.contains(.askReviewer(question)))
    }

    @Test func aRuleNamesOtherPeople() throws {
        var run = try reviewed(
            "escalate_to: leads", rule: "{ review: checks.liveness.in_review, queue: sanctions, eyes: 2 }")
        #expect(run.machine.questions.map(\.queue) == ["sanctions"])
        try decide(&run, .verify, "ann")
        #expect(run.status == .reviewNeeded)
        try decide(&run, .verify, "bob")
        #expect(run.status == .verified && run.machine.questions.isEmpty)
    }

    @Test func nobodyDecidesTwice() throws {
        var run = try reviewed("eyes: 2, escalate_to: leads")
        try decide(&run, .verify, "ann")
        #expect(throws: RefusedEvent.self) { try decide(&run, .verify, "ann") }
    }

    @Test func whoDoesNotAgreeIsOverruledByTheLeads() throws {
        var run = try reviewed("eyes: 2, escalate_to: leads")
        try decide(&run, .verify, "ann")
        try decide(&run, .reject, "bob")
        #expect(run.status == .reviewNeeded && run.machine.questions.map(\.group) == ["leads"])
        #expect(throws: RefusedEvent.self) { try decide(&run, .reject, "bob") }
        try decide(&run, .reject, "cleo")
        #expect(run.status == .rejected && run.state.decision?.by == "person ann, bob, cleo")
    }

    @Test func aSplitMayReject() throws {
        var run = try reviewed("eyes: 2, on_split: reject")
        try decide(&run, .verify, "ann")
        try decide(&run, .reject, "bob")
        #expect(run.status == .rejected)
    }

    @Test func afterTheLeadsThereIsAnIncident() throws {
        var run = try reviewed("within: 1d, escalate_to: leads")
        run.wait(.seconds(86_400))
        try run.take(.timerFired(.review))
        #expect(run.machine.questions.map(\.group) == ["leads"] && run.state.incidents.isEmpty)
        run.wait(.seconds(86_400))
        try run.take(.timerFired(.review))
        #expect(run.state.incidents.map(\.at) == ["review.desk"])
        #expect(throws: RefusedEvent.self) { try run.operate(.skip) }
        try run.operate(.retry)
        #expect(run.state.incidents.isEmpty && run.machine.questions.count == 1)
        try decide(&run, .verify, "cleo")
        #expect(run.status == .verified)
        // What was set for the decision is over with it.
        try run.take(.timerFired(.review))
        #expect(run.orders.isEmpty)
    }

    @Test func anInvariantBindsPeopleToo() throws {
        var run = try Bench.asked(
            Liveness(
                more:
                    "review: { queue: desk }\ninvariants: [ { never: \"status == 'verified' && !checks.liveness.passed\" } ]"
            ))
        try run.answer(Bench.check, .review)
        try run.close()
        #expect(throws: RefusedEvent.self) { try decide(&run, .verify, "ann") }
        try decide(&run, .reject, "ann")
        #expect(run.status == .rejected)
    }

    // MARK: Vendors that change their mind

    @Test func aFinalWordTakenBackOpensAReviewWhereTheFlowSaysSo() throws {
        var run = try Bench.onPage { $0.review = FlowReview(queue: "desk", reopens: true) }
        try run.hear(.passed, .verified)
        try run.hear(.failed, .rejected)
        #expect(run.status == .reviewNeeded && run.state.reason == "vendor_overturned")
        #expect(run.machine.questions.map(\.queue) == ["desk"])
    }

    @Test func aLateAnswerRunsTheRulesAgain() throws {
        var run = try Bench.reviewedSession("verify")
        #expect(run.status == .reviewNeeded)
        try run.hear(.review, .reviewNeeded)
        #expect(run.status == .reviewNeeded && run.machine.questions.count == 1)
        try run.hear(.passed, .verified)
        #expect(run.status == .verified && run.machine.questions.isEmpty)
    }

    @Test func withoutFollowALateAnswerChangesNothing() throws {
        var run = try Bench.reviewedSession("verify")
        var program = run.machine.program
        program.review?.follows = false
        var other = Machine(program, state: run.state)
        _ = try other.apply(
            Event(
                .newsReceived(
                    News(
                        vendor: "idenfy", verification: "s-1", kind: "news",
                        outcome: .answered(Answer(verdict: .passed, status: .verified)))), at: run.now))
        #expect(other.state.status == .reviewNeeded)
        run.wait(.zero)
    }

    // MARK: The caller's last word

    private func held(_ timeout: String = "go_on") throws -> Bench {
        var run = try Bench.asked(
            Liveness(more: "finalize: { hold: caller, within: 1h, on_timeout: \(timeout) }"))
        try run.pass()
        return run
    }

    @Test func nothingIsClosedBeforeTheCallerSaysSo() throws {
        var run = try held()
        #expect(run.status == .awaitingInput && run.inFlight.isEmpty)
        #expect(run.state.asks["finalize"]?.source == .caller)
        try run.take(.finalizeRequested)
        #expect(run.inFlight == ["finalize/idmeta"])
        #expect(throws: RefusedEvent.self) { try run.take(.finalizeRequested) }
    }

    @Test func theCallerMaySayItBeforeItIsAsked() throws {
        var run = try Bench.asked(Liveness(more: "finalize: { hold: caller, within: 1h }"))
        try run.take(.finalizeRequested)
        try run.pass()
        #expect(run.inFlight == ["finalize/idmeta"])
    }

    @Test(arguments: [("go_on", RunStatus.inProgress), ("review", .reviewNeeded), ("expire", .expired)])
    func withoutTheCallerTheFlowSaysWhatFollows(_ word: String, _ status: RunStatus) throws {
        var run = try held(word)
        run.wait(.seconds(3600))
        try run.take(.timerFired(.capture(step: "finalize")))
        #expect(run.status == status)
        #expect((run.inFlight == ["finalize/idmeta"]) == (word == "go_on"))
    }

    @Test func aFlowThatHoldsForNobodyRefuses() throws {
        var run = try Bench.asked(Liveness())
        #expect(throws: RefusedEvent.self) { try run.take(.finalizeRequested) }
    }

    // MARK: Deadlines

    @Test func aDeadlineEndsWhateverTheStepIsDoing() throws {
        var run = try Bench.asked(Liveness("attempts: 3", "deadline: 1h"))
        try run.unusable(Bench.check)
        #expect(run.status == .awaitingInput)
        run.wait(.seconds(3600))
        try run.take(.timerFired(.deadline(step: "liveness")))
        #expect(run.state.steps["liveness"]?.ended == Ended(.late) && run.state.asks.isEmpty)
        #expect(run.state.steps["liveness"]?.verdict == .review && run.inFlight == ["finalize/idmeta"])
    }

    @Test func anAnswerInTimeEndsTheDeadline() throws {
        var run = try Bench.asked(Liveness("deadline: 1h"))
        try run.pass()
        #expect(run.orders.contains(.cancelTimer(.deadline(step: "liveness"))))
        try run.take(.timerFired(.deadline(step: "liveness")))
        #expect(run.state.steps["liveness"]?.ended == .answered)
    }
}
