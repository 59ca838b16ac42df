import Expressions
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// An event that does not fit is refused, and nothing changes then.
struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var fact: Fact
        /// What the refusal says.
        var says: String
        var begin: @Sendable () throws -> Bench

        init(_ name: String, _ fact: Fact, says: String, _ begin: @escaping @Sendable () throws -> Bench) {
            testDescription = name
            self.fact = fact
            self.says = says
            self.begin = begin
        }
    }

    private static let notBegun: @Sendable () throws -> Bench = { Bench(try Liveness().compiled().program) }
    private static let created: @Sendable () throws -> Bench = { try Bench(Liveness()) }
    private static let asked: @Sendable () throws -> Bench = { try Bench.asked(Liveness("attempts: 3")) }
    private static let waiting: @Sendable () throws -> Bench = {
        var run = try asked()
        try run.unusable(Bench.check)
        return run
    }
    private static let finalizing: @Sendable () throws -> Bench = {
        var run = try asked()
        try run.pass()
        return run
    }
    private static let verified: @Sendable () throws -> Bench = {
        var run = try finalizing()
        try run.close()
        return run
    }
    private static let creation = Fact.created(Creation(run: "run_2", applicant: Liveness.applicant))
    private static let decision = Fact.reviewDecided(ReviewDecision(answer: .verify, by: "ann"))
    private static let photo = ["selfie": Liveness.photo("selfie", 2)]

    static let cases: [Case] = [
        Case("an answer before creation", .cancelled(by: "x"), says: "run is not created", notBegun),
        Case("a run without an id", .created(Creation(run: "", applicant: [:])), says: "run is not created", notBegun),
        Case("created twice", creation, says: "run is created", created),
        Case("a decision while checks are made", decision, says: "run is in_progress", asked),
        Case("a decision on a verified run", decision, says: "run is verified", verified),
        Case(
            "a capture nobody asked for", .inputReceived(step: "liveness", values: photo),
            says: "step liveness is calling", asked),
        Case(
            "a capture for another step", .inputReceived(step: "document", values: photo),
            says: "step document is unknown", waiting),
        Case(
            "another field than was asked for", .inputReceived(step: "liveness", values: ["name": "Eve"]),
            says: "step liveness is awaiting_applicant", waiting),
        Case(
            "nothing given", .inputReceived(step: "liveness", values: [:]), says: "step liveness is awaiting_applicant",
            waiting),
        Case(
            "an unknown incident", .incidentResolved(incident: "incident/x", verb: .retry, by: "op"),
            says: "incident is unknown", asked),
        Case("cancelled while finalizing", .cancelled(by: "caller"), says: "run is finalizing", finalizing),
        Case("cancelled after the end", .cancelled(by: "caller"), says: "run is verified", verified),
        Case("metadata while finalizing", .metadataPatched(["a": 1]), says: "run is finalizing", finalizing),
        Case("metadata after the end", .metadataPatched(["a": 1]), says: "run is verified", verified),
        Case(
            "metadata that travelled with create", .metadataPatched(["a": 1]), says: "metadata of idmeta is sent",
            created),
    ]

    @Test(arguments: cases) func whatDoesNotFitIsRefusedAndChangesNothing(_ refused: Case) throws {
        var run = try refused.begin()
        let before = run.machine
        run.wait(.seconds(5))
        let error = #expect(throws: RefusedEvent.self) { try run.take(refused.fact) }
        #expect(error?.description.hasPrefix(refused.says) == true, "\(String(describing: error))")
        #expect(run.machine == before)
        #expect(run.state.now == before.state.now)
    }

    /// An answer, or a timer, that comes when nobody waits for it any more is taken, and changes nothing but the count
    /// of calls.
    @Test(arguments: [
        Fact.activityEnded(
            ActivityEnd(activity: Bench.check, calls: 0, outcome: .answered(Answer(verdict: .failed)))),
        .activityEnded(ActivityEnd(activity: "check/nothing/idmeta/1", calls: 0, outcome: .incomplete(missing: []))),
        .timerFired(.expiry), .timerFired(.capture(step: "liveness")), .timerFired(.capture(step: "nothing")),
    ])
    func whatComesTooLateChangesNothing(_ fact: Fact) throws {
        for begin in [Self.finalizing, Self.verified] {
            var run = try begin()
            let before = run.machine
            try run.take(fact)
            #expect(run.machine == before)
            #expect(run.orders == [])
        }
    }

    @Test func callsOfALateAnswerAreStillCounted() throws {
        var run = try Self.verified()
        let before = run.state.calls
        try run.end(Bench.check, .answered(Answer(verdict: .failed)), calls: 3)
        #expect(run.state.calls == before + 3)
        #expect(run.status == .verified)
    }
}
