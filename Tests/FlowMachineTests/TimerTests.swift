import FlowMachine
import FlowSamples
import Testing
import Vocabulary

struct TimerTests {
    private let day = Interval.seconds(86_400)
    private let flow = Liveness("attempts: { max: 3, within: 1h }", more: "expires_after: 1d")

    @Test func expiryIsSetAtCreationAndTakenBackWhenFinalizingBegins() throws {
        var run = try Bench(flow)
        #expect(run.orders.contains(.setTimer(.expiry, at: run.now + day)))
        try run.open()
        try run.pass()
        #expect(run.orders.contains(.cancelTimer(.expiry)))
    }

    @Test func timeThatRunsOutFirstWinsOverAnAnswer() throws {
        var run = try Bench.asked(flow)
        run.wait(day)
        try run.take(.timerFired(.expiry))
        #expect(run.status == .expired)
        #expect(run.orders.contains(.abandon(activity: Bench.check)))
        #expect(!run.orders.contains(.cancelTimer(.expiry)))
        try run.pass()
        #expect(run.status == .expired)
        #expect(run.state.steps["liveness"]?.verdict == .unknown)
    }

    @Test func expiryHasNoSayOnceFinalizingBegan() throws {
        var run = try Bench.asked(flow)
        try run.pass()
        run.wait(day)
        try run.take(.timerFired(.expiry))
        try run.close()
        #expect(run.status == .verified)
    }

    @Test(arguments: [true, false]) func aTimerThatIsNotDueIsIgnored(expires: Bool) throws {
        var run = try Bench(Liveness(more: expires ? "expires_after: 1d" : ""))
        run.wait(.seconds(60))
        try run.take(.timerFired(.expiry))
        #expect(run.status == .created)
    }

    /// The timer of the first ask fires after the second was made: a race between two commits.
    @Test func aTimerOfAnEarlierAskEndsNoLaterOne() throws {
        var run = try Bench.asked(flow)
        try run.unusable(Bench.check)
        run.wait(.seconds(3599))
        try run.submit("liveness", ["selfie": Liveness.photo("selfie", 2)])
        #expect(run.orders.contains(.cancelTimer(.capture(step: "liveness"))))
        try run.unusable("check/liveness/idmeta/2")
        run.wait(.seconds(1))
        try run.take(.timerFired(.capture(step: "liveness")))
        #expect(run.status == .awaitingInput)
        run.wait(.seconds(3599))
        try run.take(.timerFired(.capture(step: "liveness")))
        #expect(run.status == .expired)
        #expect(run.state.reason == "abandoned")
    }

    @Test func namesReadBackAsTheSameTimer() {
        for timer in [TimerName.expiry, .capture(step: "liveness"), .capture(step: "")] {
            #expect(TimerName(rawValue: timer.rawValue) == timer)
        }
        #expect(TimerName(rawValue: "capture") == nil)
    }
}
