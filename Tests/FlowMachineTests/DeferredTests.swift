import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// What a vendor is sent and answers later, without anybody on a page.
@Suite struct DeferredTests {
    @Test func anApplicantIsMadeOnceForBothEntries() throws {
        var run = try Bench(Deferred.program(), applicant: Deferred.applicant)
        #expect(run.inFlight == ["object/papers/applicant"])
        try run.end("object/papers/applicant", Deferred.opened("aplt_1"))
        #expect(run.inFlight == ["create/homes", "create/papers"])
        #expect(run.state.activities.values.allSatisfy { $0.objects == ["applicant": "aplt_1"] })
        #expect(run.machine.objects(of: "homes") == run.machine.objects(of: "papers"))
    }

    /// Whoever waited for the applicant tries for itself.
    @Test func anApplicantThatCannotBeMadeIsNotTheOthersFault() throws {
        var run = try Bench(Deferred.program(), applicant: Deferred.applicant)
        try run.fail("object/papers/applicant", .server)
        #expect(run.state.steps["document"]?.ended == .unavailable)
        #expect(run.inFlight == ["object/homes/applicant"])
        try run.end("object/homes/applicant", Deferred.opened("aplt_2"))
        #expect(run.inFlight == ["create/homes"])
        #expect(run.state.activities["create/homes"]?.objects == ["applicant": "aplt_2"])
    }

    @Test func nobodyIsAskedAndTheStatusIsRead() throws {
        var run = try Bench.sent()
        #expect(run.state.asks.isEmpty && run.status == .inProgress)
        #expect(run.state.steps["document"]?.phase == .awaitingVendor)
        #expect(run.inFlight.allSatisfy { $0.hasPrefix("read/") } && run.inFlight.count == 2)
        try run.end("read/document/papers/1/1", Deferred.answered(.passed, .verified))
        try run.end("read/home/homes/1/1", Deferred.answered(.passed, .verified))
        #expect(run.status == .verified)
    }

    @Test func anotherPhotoIsSentToTheSameVerification() throws {
        var run = try Bench.sent()
        try run.end("read/document/papers/1/1", .unusable(reason: "document_blurry", field: nil))
        #expect(run.status == .awaitingInput)
        #expect(run.state.asks["document"]?.fields == ["front"] && run.state.asks["document"]?.isLink == false)
        #expect(!run.inFlight.contains { $0.hasPrefix("read/document") })
        // News about what was seen of the first photo asks for nothing more.
        try run.hint(of: "v-papers", vendor: "papers")
        #expect(!run.inFlight.contains { $0.hasPrefix("read/document") })
        try run.submit("document", ["front": Liveness.photo("front", 2)])
        #expect(run.inFlight.contains("attempt/document/papers/2"))
        #expect(run.state.activities["attempt/document/papers/2"]?.input["image_front"] == Liveness.photo("front", 2))
        try run.end("attempt/document/papers/2", .answered(Answer()))
        try run.end("read/home/homes/1/1", Deferred.answered(.passed, .verified))
        try run.read(Deferred.answered(.passed, .verified))
        #expect(run.status == .verified && run.state.steps["document"]?.attempts == 2)
    }

    @Test func aSecondPhotoThatCannotBeUsedIsTheLast() throws {
        var run = try Bench.sent()
        try run.end("read/document/papers/1/1", .unusable(reason: "document_blurry", field: nil))
        try run.submit("document", ["front": Liveness.photo("front", 2)])
        try run.end("attempt/document/papers/2", .answered(Answer()))
        let reading = try #require(run.inFlight.first { $0.hasPrefix("read/document") })
        try run.end(reading, .unusable(reason: "document_blurry", field: nil))
        #expect(run.state.steps["document"]?.ended == .attempts)
    }

    @Test func aHintIsReadAtOnceAndSilenceOnce() throws {
        var run = try Bench.sent()
        try run.hint(of: "v-papers", vendor: "papers")
        #expect(run.inFlight.contains("read/document/papers/1/2"))
        run.wait(.seconds(7200))
        try run.sessionOverdue("document")
        try run.end("read/document/papers/1/3", .pending(.vendor))
        #expect(run.state.steps["document"]?.ended == .late)
    }

    /// The answer to what was sent was lost, and sending it again is refused: what came of it is read.
    @Test func aConflictIsRead() throws {
        var run = try Bench(Deferred.program(), applicant: Deferred.applicant)
        try run.end("object/papers/applicant", Deferred.opened("aplt_1"))
        try run.end("create/papers", Deferred.opened("v-papers"))
        try run.fail("attempt/document/papers/1", .conflict)
        #expect(run.state.steps["document"]?.phase == .awaitingVendor)
        #expect(run.inFlight.contains { $0.hasPrefix("read/document") })
    }
}
