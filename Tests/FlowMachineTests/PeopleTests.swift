import Expressions
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// `collect` and `review`.
struct PeopleTests {
    private let start = Value.timestamp(CELTimestamp(clamping: 0))

    @Test func onlyWhatIsMissingIsAskedFor() throws {
        let run = try Bench.collecting()
        let ask = try #require(run.state.asks["more"])
        #expect(ask.fields == ["start", "note"] && ask.reason == "collect")
        let program = run.machine.program
        let given = try Bench(program, applicant: ["start": start, "note": "x"])
        #expect(given.status == .verified)
    }

    /// What the flow cannot do without ends the step; the rest may come with it, or not at all.
    @Test func aPartIsTakenAndTheRestStillAskedFor() throws {
        var run = try Bench.collecting()
        try run.submit("more", ["note": "x"])
        #expect(run.state.asks["more"]?.fields == ["start"])
        try run.submit("more", ["start": start])
        #expect(run.status == .verified)
    }

    @Test func aFieldThatNobodyAskedForIsRefused() throws {
        var run = try Bench.collecting()
        #expect(throws: RefusedEvent.self) { try run.submit("more", ["selfie": "x"]) }
    }

    @Test(arguments: [("expire", RunStatus.expired), ("cancel", .cancelled), ("review", .reviewNeeded)])
    func whoDoesNotComeEndsTheRunAsTheFlowSays(_ word: String, _ status: RunStatus) throws {
        var run = try Bench.collecting("on_timeout: \(word)")
        run.wait(.seconds(3600))
        try run.take(.timerFired(.capture(step: "more")))
        #expect(run.status == status && run.state.reason == "abandoned")
        #expect(run.state.steps["more"]?.ended == .abandoned)
    }

    /// The field is then not there, which is not doubt: the author made it so.
    @Test func afterSkipTheFieldIsAbsent() throws {
        var run = try Bench.collecting("on_timeout: skip")
        run.wait(.seconds(3600))
        try run.take(.timerFired(.capture(step: "more")))
        #expect(run.status == .reviewNeeded && run.state.reason == nil)
    }

    @Test func whoeverIsAskedIsRemindedUntilTheyCome() throws {
        var run = try Bench.collecting("remind: [20m, 40m]")
        let timer = TimerName.remind(step: "more")
        #expect(run.orders.contains(.setTimer(timer, at: run.now + .seconds(1200))))
        run.wait(.seconds(1200))
        try run.take(.timerFired(timer))
        #expect(run.orders == [.remind(step: "more"), .setTimer(timer, at: run.now + .seconds(1200))])
        try run.submit("more", ["start": start])
        #expect(run.orders.contains(.cancelTimer(timer)))
        try run.take(.timerFired(timer))
        #expect(run.orders == [])
    }

    // MARK: Review

    @Test func onePersonAnswers() throws {
        var run = try Bench.reviewing()
        #expect(run.machine.questions.map(\.queue) == ["kyc"])
        #expect(run.status == .inProgress)
        try run.say("reject", by: "ann")
        #expect(run.status == .rejected)
    }

    @Test func anAnswerThatIsNoneIsRefused() throws {
        var run = try Bench.reviewing()
        #expect(throws: RefusedEvent.self) { try run.say("maybe", by: "ann") }
        #expect(throws: RefusedEvent.self) { try run.say("verify", by: "ann", at: "other") }
        try run.say("verify", by: "ann")
        #expect(throws: RefusedEvent.self) { try run.say("verify", by: "bob") }
    }

    @Test func fourEyesAreTwoPeople() throws {
        var run = try Bench.reviewing("eyes: 2, on_split: reject")
        try run.say("verify", by: "ann")
        #expect(run.status == .inProgress)
        #expect(throws: RefusedEvent.self) { try run.say("verify", by: "ann") }
        try run.say("verify", by: "bob")
        #expect(run.status == .verified)
    }

    @Test func aSplitRejectsWhereTheFlowSaysSo() throws {
        var run = try Bench.reviewing("eyes: 2, on_split: reject")
        try run.say("verify", by: "ann")
        try run.say("reject", by: "bob")
        #expect(run.status == .rejected)
    }

    @Test func aSplitIsDecidedByTheLead() throws {
        var run = try Bench.reviewing("eyes: 2, escalate_to: leads")
        try run.say("verify", by: "ann")
        try run.say("reject", by: "bob")
        #expect(run.machine.questions.map(\.group) == ["leads"])
        #expect(throws: RefusedEvent.self) { try run.say("reject", by: "bob") }
        try run.say("verify", by: "lena")
        #expect(run.status == .verified)
    }

    @Test func aSecondTimeOutIsAnIncident() throws {
        var run = try Bench.reviewing("on_timeout: escalate, escalate_to: leads")
        for _ in 0..<2 {
            run.wait(.seconds(3600))
            try run.take(.timerFired(.wait(step: "desk")))
        }
        #expect(run.state.incidents.map(\.at) == ["review.kyc"])
        try run.operate(.retry)
        try run.say("verify", by: "lena")
        #expect(run.status == .verified)
    }

    /// An operator's `skip` is no answer.
    @Test func aQuestionThatIsSkippedHasNoAnswer() throws {
        var run = try Bench.reviewing("on_timeout: incident")
        run.wait(.seconds(3600))
        try run.take(.timerFired(.wait(step: "desk")))
        try run.operate(.skip)
        #expect(run.status == .reviewNeeded && run.state.steps["desk"]?.ended == .late)
    }
}
