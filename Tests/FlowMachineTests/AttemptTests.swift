import Expressions
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// The tries that an applicant notices.
struct AttemptTests {
    @Test func aBadPhotoIsAskedForAgainAndTheNewOneIsSent() throws {
        var run = try Bench.asked(Liveness("attempts: { max: 2, within: 1h }"))
        try run.unusable(Bench.check, "face_blurry")
        let ask = try #require(run.state.asks["liveness"])
        #expect(ask.fields == ["selfie"])
        #expect(ask.reason == "face_blurry")
        #expect(ask.until == run.now + .seconds(3600))
        #expect(run.orders.contains(.askApplicant(ask)))
        #expect(run.status == .awaitingInput)
        let photo = Liveness.photo("selfie", 2)
        try run.submit("liveness", ["selfie": photo])
        #expect(run.status == .inProgress)
        #expect(run.state.activities["check/liveness/idmeta/2"]?.input == ["image": photo])
        #expect(run.state.applicant["selfie"] == photo)
        try run.pass("check/liveness/idmeta/2")
        #expect(run.state.steps["liveness"]?.attempts == 2)
        #expect(run.state.steps["liveness"]?.reasons == ["face_blurry"])
    }

    /// Each capture has reminders of its own; who has come is not reminded any more.
    @Test func aCaptureIsRemindedOf() throws {
        var run = try Bench.asked(Liveness("attempts: { max: 3, within: 1d, remind: [2h, 4h] }"))
        let timer = TimerName.remind(step: "liveness")
        try run.unusable(Bench.check, "face_blurry")
        #expect(run.orders.contains(.setTimer(timer, at: run.now + .seconds(7200))))
        run.wait(.seconds(7200))
        try run.take(.timerFired(timer))
        #expect(run.orders == [.remind(step: "liveness"), .setTimer(timer, at: run.now + .seconds(7200))])
        try run.submit("liveness", ["selfie": Liveness.photo("selfie", 2)])
        #expect(run.orders.contains(.cancelTimer(timer)))
        run.wait(.seconds(600))
        try run.unusable("check/liveness/idmeta/2", "face_blurry")
        #expect(run.orders.contains(.setTimer(timer, at: run.now + .seconds(7200))))
    }

    /// What a capture comes to that cannot be used: another try, or the end of the step.
    @Test(arguments: [
        (step: "attempts: 1", reason: "face_blurry", isAsked: false),
        (step: "attempts: 2", reason: "face_blurry", isAsked: true),
        (step: "attempts: 2", reason: "document_blurry", isAsked: true),
        (step: "attempts: { max: 2, on: [document] }", reason: "face_blurry", isAsked: false),
        (step: "attempts: { max: 2, on: [face], except: [face_blurry] }", reason: "face_blurry", isAsked: false),
        (step: "attempts: { max: 2, on: [face_blurry] }", reason: "face_blurry", isAsked: true),
        // A doubtful reason counts only where it is named.
        (step: "attempts: 2", reason: "face_mismatch", isAsked: false),
        (step: "attempts: { max: 2, on: [match] }", reason: "face_mismatch", isAsked: true),
        (step: "attempts: 2", reason: "no_such_reason", isAsked: false),
    ])
    func whetherItIsAskedAgain(_ row: (step: String, reason: String, isAsked: Bool)) throws {
        var run = try Bench.asked(Liveness(row.step))
        try run.unusable(Bench.check, row.reason)
        #expect((run.status == .awaitingInput) == row.isAsked)
        guard !row.isAsked else { return }
        #expect(run.state.steps["liveness"]?.ended == .attempts)
        #expect(run.state.steps["liveness"]?.verdict == .review)
        #expect(run.state.steps["liveness"]?.reasons == [row.reason])
    }

    @Test func usedUpAttemptsNeverFailOver() throws {
        var run = try Bench.asked(.failover("attempts: 2"))
        try run.unusable(Bench.check)
        try run.submit("liveness", ["selfie": Liveness.photo("selfie", 2)])
        try run.unusable("check/liveness/idmeta/2")
        #expect(run.state.steps["liveness"]?.ended == .attempts)
        #expect(run.inFlight == ["finalize/idmeta"])
    }

    @Test func anAnswerThatDeservesAnotherTryStandsWhenTheyAreUsedUp() throws {
        var run = try Bench.asked(Liveness("attempts: { max: 2, again_if: result.liveness_score < flags.least }"))
        try run.answer(Bench.check, .passed, ["liveness_score": 0.6])
        #expect(run.status == .awaitingInput)
        try run.submit("liveness", ["selfie": Liveness.photo("selfie", 2)])
        try run.answer("check/liveness/idmeta/2", .passed, ["liveness_score": 0.65])
        let step = run.state.steps["liveness"]
        #expect(step?.ended == .answered)
        #expect(step?.verdict == .passed)
        #expect(step?.result["liveness_score"] == 0.65)
    }

    @Test func anotherTryThatCannotBeJudgedIsDoubt() throws {
        var run = try Bench.asked(Liveness("attempts: { max: 2, again_if: result.liveness_score < flags.least }"))
        try run.answer(Bench.check, .passed, [:])
        #expect(run.state.steps["liveness"]?.ended == .undetermined)
        #expect(run.state.steps["liveness"]?.verdict == .review)
    }

    @Test(arguments: [
        (["liveness_score": 0.9] as [String: Value], true), ([:], false), (["liveness_score": .null], false),
    ])
    func anAnswerWithoutWhatIsRequiredIsNoAnswer(_ row: (result: [String: Value], isEnough: Bool)) throws {
        var run = try Bench.asked(Liveness("attempts: 1", "require: [liveness_score]"))
        try run.answer(Bench.check, .passed, row.result)
        #expect(run.state.steps["liveness"]?.ended == (row.isEnough ? .answered : .attempts))
        #expect(run.state.steps["liveness"]?.reasons == (row.isEnough ? [] : ["data_missing"]))
    }

    @Test func whatIsRequiredIsAskedForAgain() throws {
        var run = try Bench.asked(Liveness("attempts: 2", "require: [liveness_score]"))
        try run.answer(Bench.check, .passed, [:])
        #expect(run.state.asks["liveness"]?.reason == "data_missing")
    }
}
