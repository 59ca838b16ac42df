import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// Checks on a vendor's page: whatever the vendor says, however late, early or often.
struct SessionTests {
    @Test func newsThatOvertakesTheOpeningIsTakenWhenThePageIsKnown() throws {
        var run = try Bench(Hosted())
        try run.hear(.answered(Answer(verdict: .passed, status: .verified)), of: "s-1")
        try run.hear(.answered(Answer(verdict: .failed, status: .rejected)), of: "somebody-else's")
        #expect(run.status == .created)
        try run.openPage("s-1")
        #expect(run.status == .verified && run.state.steps["identity"]?.by == "idenfy")
    }

    /// One link is asked for over all attempts, so its reminders go on from one to the next.
    @Test func aLinkIsRemindedOfFromItsBeginning() throws {
        var flow = Hosted("attempts: 2")
        flow.session = "remind: [2h, 20h]"
        var run = try Bench.onPage(flow)
        let timer = TimerName.remind(step: "identity")
        let began = run.now
        run.wait(.seconds(7200))
        try run.take(.timerFired(timer))
        #expect(run.orders.first == .remind(step: "identity"))
        try run.hear(.unusable(reason: "document_blurry", field: nil))
        #expect(run.orders.contains(.cancelTimer(timer)))
        try run.openPage("s-2")
        #expect(run.orders.contains(.setTimer(timer, at: began + .seconds(72_000))))
        try run.hear(.passed, .verified, of: "s-2")
        #expect(run.status == .verified && run.orders.contains(.cancelTimer(timer)))
    }

    @Test func newsOfAnotherSessionChangesNothing() throws {
        var run = try Bench.onPage()
        let before = run.state.steps
        try run.hear(.passed, .verified, of: "s-9")
        #expect(run.state.steps == before && run.status == .awaitingInput)
    }

    @Test func newsOfTheFirstAttemptDoesNotDecideTheSecond() throws {
        var run = try Bench.onPage(Hosted("attempts: 2"))
        try run.hear(.unusable(reason: "document_blurry", field: nil))
        try run.openPage("s-2")
        try run.hear(.passed, .verified, of: "s-1")
        #expect(run.status == .awaitingInput)
        try run.hear(.failed, .rejected, of: "s-2")
        #expect(run.status == .rejected && run.state.steps["identity"]?.attempts == 2)
    }

    @Test func whatIsNotFinalAfterTheAnswerChangesNothing() throws {
        var run = try Bench.onPage()
        try run.hear(.passed, .verified)
        try run.hear(.pending(.vendorReviewer))
        #expect(run.status == .verified && run.state.overturned == nil)
    }

    @Test func aFinalWordAgainstTheFirstIsNotedOnceAndFlipsNothing() throws {
        var run = try Bench.onPage()
        try run.hear(.passed, .verified)
        for _ in 0..<3 { try run.hear(.failed, .rejected) }
        #expect(run.status == .verified)
        #expect(run.state.overturned?.map(\.status) == [.rejected])
    }

    @Test func aSessionsStatusIsTheVendorsVeto() throws {
        var run = try Bench.onPage(
            Hosted("verdict: [{ pass: \"true\", overrules_vendor: true }, { otherwise: review }]"))
        try run.hear(.review, .reviewNeeded)
        #expect(run.status == .reviewNeeded && run.state.reason == "vendor_disagrees")
    }

    @Test func thePageIsForgottenWithTheAnswer() throws {
        var run = try Bench.onPage()
        #expect(run.state.steps["identity"]?.session?.access.isEmpty == false)
        try run.hear(.passed, .verified)
        #expect(run.state.steps["identity"]?.session?.access.isEmpty == true)
    }

    @Test func aSecondClickDoesNotOpenASecondSession() throws {
        var run = try Bench(Hosted(open: "on_click"))
        #expect(run.inFlight.isEmpty && run.status == .awaitingInput)
        try run.follow()
        #expect(throws: RefusedEvent.self) { try run.follow() }
        try run.openPage()
        #expect(throws: RefusedEvent.self) { try run.follow() }
        #expect(run.inFlight.isEmpty)
    }

    /// A link that ran out unused is no attempt, ten times.
    @Test func linksThatRunOutUnusedAreNotCountedForEver() throws {
        var run = try Bench(Hosted("attempts: 1", open: "on_click"))
        for round in 1...11 {
            try run.follow()
            try run.openPage("s-\(round)")
            try run.hear(.unusable(reason: "link_expired", field: nil), of: "s-\(round)")
            #expect((run.status == .awaitingInput) == (round <= 10), "round \(round)")
        }
        #expect(run.status == .expired && run.state.steps["identity"]?.attempts == 1)
    }

    @Test func theEndOfOurLinkLeavesWhoIsOnThePageAlone() throws {
        var run = try Bench.onPage()
        run.wait(.seconds(2 * 86_400))
        try run.take(.timerFired(.capture(step: "identity")))
        #expect(run.status == .awaitingInput)
        try run.hear(.passed, .verified)
        #expect(run.status == .verified)
    }

    @Test func theEndOfOurLinkEndsTheWaitForWhoNeverCame() throws {
        var run = try Bench(Hosted(open: "on_click"))
        run.wait(.seconds(2 * 86_400))
        try run.take(.timerFired(.capture(step: "identity")))
        #expect(run.status == .expired && run.state.reason == "abandoned")
    }

    @Test func aReadingThatComesAfterTheNewsChangesNothing() throws {
        var run = try Bench.onPage()
        run.wait(.seconds(3 * 86_400))
        try run.sessionOverdue()
        try run.hear(.passed, .verified)
        try run.end("read/identity/idenfy/1/1", .pending(.applicant))
        #expect(run.status == .verified)
    }

    @Test func nothingIsSentToAVendorWhoseRunWasCancelled() throws {
        var run = try Bench.onPage()
        try run.take(.cancelled(by: "caller"))
        try run.hear(.passed, .verified)
        #expect(run.status == .cancelled && run.inFlight.isEmpty)
    }
}
