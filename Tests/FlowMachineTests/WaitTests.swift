import Expressions
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

struct WaitTests {
    private let timer = TimerName.wait(step: "pause")

    @Test func nothingIsAskedUntilTheTimeHasCome() throws {
        var run = try Bench.with("- { id: pause, wait: 1h }")
        #expect(run.orders.contains(.setTimer(timer, at: run.now + .seconds(3600))))
        #expect(run.inFlight == [])
        run.wait(.seconds(3599))
        try run.take(.timerFired(timer))
        #expect(run.inFlight == [])
        run.wait(.seconds(1))
        try run.take(.timerFired(timer))
        #expect(run.inFlight == ["create/idmeta"])
        try run.open()
        try run.pass()
        try run.close()
        #expect(run.status == .verified)
    }

    @Test func expiryGoesOnCounting() throws {
        var run = try Bench.with("- { id: pause, wait: 1h }", more: "expires_after: 2h")
        run.wait(.seconds(7200))
        try run.take(.timerFired(.expiry))
        #expect(run.status == .expired)
        #expect(run.orders.contains(.cancelTimer(timer)))
    }

    /// The moment, but no later than `at_most`, and at once when it has passed.
    @Test(arguments: [("30m", 1800), ("3h", 7200), ("-5m", nil)] as [(String, Int64?)])
    func aMomentIsWaitedFor(_ from: String, _ seconds: Int64?) throws {
        let run = try Bench.with(
            "- { id: pause, wait: { until: \"run.created_at + duration('\(from)')\", at_most: 2h } }")
        if let seconds {
            #expect(run.orders.contains(.setTimer(timer, at: run.now + .seconds(seconds))))
        } else {
            #expect(run.inFlight == ["create/idmeta"])
        }
    }

    @Test func aMomentThatIsNotKnownGoesToReview() throws {
        let run = try Bench.with(
            "- { id: pause, wait: { until: \"timestamp(string(1 / (applicant.age - 40)))\", at_most: 2h } }")
        #expect(run.status == .reviewNeeded)
        #expect(run.state.decision?.by == "wait of pause")
    }
}
