import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// Sessions that do not count, and the time that a vendor's own people have.
struct FreeSessionTests {
    private func attempts(_ run: Bench) -> Int? { run.state.steps["identity"]?.attempts }

    @Test func aReasonThatIsFreeOpensTheNextSessionAndCountsNoTry() throws {
        var run = try Bench.onPage(Hosted("attempts: { max: 1, free: [device, vendor_fault] }"))
        try run.hear(.unusable(reason: "camera_missing", field: nil))
        #expect(run.inFlight.count == 1 && attempts(run) == 1)
        try run.openPage("s-2")
        try run.hear(.exhausted(CallProblem(kind: .vendorFault)), of: "s-2")
        try run.openPage("s-3")
        try run.hear(.passed, .verified, of: "s-3")
        #expect(run.status == .verified && attempts(run) == 1)
        #expect(run.state.steps["identity"]?.reasons == ["camera_missing"])
    }

    @Test func tenTimesAndNoMore() throws {
        var run = try Bench.onPage(Hosted("attempts: { max: 1, free: [device] }"))
        for number in 1...10 {
            try run.hear(.unusable(reason: "camera_missing", field: nil), of: "s-\(number)")
            try run.openPage("s-\(number + 1)")
        }
        try run.hear(.unusable(reason: "camera_missing", field: nil), of: "s-11")
        #expect(run.inFlight.isEmpty && run.state.steps["identity"]?.ended == Ended(.attempts))
    }

    @Test func whatIsNotFreeCounts() throws {
        var run = try Bench.onPage(Hosted("attempts: { max: 1, free: [device] }"))
        try run.hear(.exhausted(CallProblem(kind: .vendorFault)))
        #expect(run.inFlight.isEmpty && run.state.steps["identity"]?.phase == .concluded)
    }

    // MARK: The vendor's own people

    private func reviewed() throws -> Bench {
        var flow = Hosted("on_exhausted: { late: expire }")
        flow.vendor = "idenfy: { vendor_review: { wait: 3d } }"
        var run = try Bench.onPage(flow)
        try run.hear(.pending(.vendor))
        #expect(run.state.steps["identity"]?.session?.patientUntil == run.now + .seconds(86_400))
        run.wait(.seconds(3600))
        try run.hear(.pending(.vendorReviewer))
        return run
    }

    @Test func theirTimeBeginsWhenTheyLookAndOnce() throws {
        var run = try reviewed()
        let until = try #require(run.state.steps["identity"]?.session?.patientUntil)
        #expect(until == run.now + .seconds(3 * 86_400))
        run.wait(.seconds(3600))
        try run.hear(.pending(.vendorReviewer))
        #expect(run.state.steps["identity"]?.session?.patientUntil == until)
        try run.hear(.passed, .verified)
        #expect(run.status == .verified)
    }

    /// Their silence is no silence of the vendor's: the remedy for that is not asked.
    @Test func whenTheirTimeIsOverOursLook() throws {
        var run = try reviewed()
        run.wait(.seconds(3 * 86_400))
        try run.sessionOverdue()
        try run.read(.pending(.vendorReviewer))
        let step = try #require(run.state.steps["identity"])
        #expect(step.ended == Ended(.late) && step.verdict == .review)
        #expect(run.status == .reviewNeeded)
    }
}
