import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// What is not known verifies nobody.
struct DoubtTests {
    private static let always = ["verify: \"true\"", "otherwise: review"]

    /// How a failure ends the step, by its kind, when the flow says nothing.
    @Test(arguments: [
        (ErrorKind.connect, Ended.unavailable), (.timeout, .unavailable), (.cut, .unavailable),
        (.throttled, .unavailable), (.server, .unavailable), (.vendorFault, .unavailable), (.notReady, .late),
        (.refused, .refused), (.gone, .refused), (.conflict, .refused), (.contract, .contract),
    ])
    func aFailureIsReviewed(_ row: (kind: ErrorKind, ended: Ended)) throws {
        var run = try Bench.asked(Liveness())
        try run.fail(Bench.check, row.kind)
        #expect(run.state.steps["liveness"]?.ended == row.ended)
        #expect(run.state.steps["liveness"]?.verdict == .review)
        #expect(run.state.steps["liveness"]?.problem?.kind == row.kind)
        #expect(run.state.incidents == [])
    }

    @Test(arguments: [ErrorKind.outOfCredit, .credentials, .notEntitled]) func oursToMendIsAnIncident(_ kind: ErrorKind)
        throws
    {
        var run = try Bench.asked(Liveness())
        try run.fail(Bench.check, kind)
        let incident = try #require(run.state.incidents.first)
        #expect(incident.problem.kind == kind)
        #expect(!incident.effectPossible)
        try run.operate(.skip)
        #expect(run.state.steps["liveness"]?.ended == .blocked)
        #expect(run.state.orphans == [])
    }

    /// Failover happens only where no answer exists.
    @Test(arguments: ErrorKind.allCases) func whoFailsOver(_ kind: ErrorKind) throws {
        let failsOver: Set<ErrorKind> = [.connect, .timeout, .cut, .throttled, .server, .vendorFault, .outOfCredit]
        var atCheck = try Bench.asked(.failover())
        try atCheck.fail(Bench.check, kind)
        #expect((atCheck.inFlight == ["create/spare"]) == failsOver.contains(kind))
        var atCreate = try Bench(.failover())
        try atCreate.fail("create/idmeta", kind)
        #expect((atCreate.inFlight == ["create/spare"]) == failsOver.contains(kind))
    }

    /// `failover.on` names what it happens for; for the rest, the step ends as it would with one vendor.
    @Test(arguments: ErrorKind.allCases) func aFlowSaysWhenTheNextIsAsked(_ kind: ErrorKind) throws {
        let words = ["[out_of_credit]": [ErrorKind.outOfCredit], "[unavailable]": ErrorKind.transient]
        for (word, kinds) in words {
            var run = try Bench.asked(.failover("failover: { on: \(word) }"))
            try run.fail(Bench.check, kind)
            #expect((run.inFlight == ["create/spare"]) == kinds.contains(kind), "\(word)")
        }
    }

    /// `defaults.on_exhausted` holds where a step names no cause, and not for members of a join that counts.
    @Test func whatFollowsCanBeSaidOnceForAllSteps() throws {
        let defaults = "defaults: { on_exhausted: { unavailable: cancel, refused: cancel } }"
        for (kind, status) in [(ErrorKind.connect, RunStatus.failed), (.refused, .cancelled)] {
            var run = try Bench.asked(Liveness("on_exhausted: { unavailable: fail }", more: defaults))
            try run.fail(Bench.check, kind)
            #expect(run.status == status)
        }
        let other = "- { id: more, check: biometrics, by: second, input: { image: \"${applicant.selfie}\" } }"
        var race = try Bench.race(other, more: defaults)
        try race.open()
        try race.fail("check/win/idmeta/1", .connect)
        #expect(race.state.steps["win"]?.isExcused == true)
    }

    @Test func anUnknownVerdictBlocksVerify() throws {
        var run = try Bench.asked(Liveness().with(\.status, Self.always))
        try run.answer(Bench.check, .unknown)
        try run.close()
        #expect(run.status == .reviewNeeded)
        #expect(run.state.reason == "unanswered")
        #expect(run.state.decision?.missing == ["liveness"])
    }

    @Test func whatTheFlowSkipsDoesNotBlock() throws {
        for step in ["when: flags.least > 0.9", "on_exhausted: skip"] {
            var run = try Bench(Liveness(step).with(\.status, Self.always))
            if step.hasPrefix("on") {
                try run.open()
                try run.fail(Bench.check, .connect)
            }
            #expect(run.state.steps["liveness"]?.verdict == .unknown)
            #expect(run.status == .verified, "\(step)")
        }
    }

    /// What `on_exhausted` says for the cause, or for every other one.
    @Test(arguments: [
        ("on_exhausted: skip", ErrorKind.connect, Verdict.unknown), ("on_exhausted: review", .credentials, .review),
        ("on_exhausted: { unavailable: skip }", .connect, .unknown),
        ("on_exhausted: { unavailable: skip }", .refused, .review),
        ("on_exhausted: { otherwise: skip, refused: review }", .refused, .review),
        ("on_exhausted: { otherwise: skip, refused: review }", .contract, .unknown),
    ])
    func remediesGoByCause(_ row: (step: String, kind: ErrorKind, verdict: Verdict)) throws {
        var run = try Bench.asked(Liveness(row.step))
        try run.fail(Bench.check, row.kind)
        #expect(run.state.steps["liveness"]?.verdict == row.verdict)
        #expect(run.state.steps["liveness"]?.isExcused == (row.verdict == .unknown))
    }

    @Test(arguments: [("expire", RunStatus.expired), ("cancel", .cancelled), ("fail", .failed)])
    func aRemedyMayEndTheRun(_ row: (remedy: String, status: RunStatus)) throws {
        var run = try Bench.asked(Liveness("on_exhausted: { unavailable: \(row.remedy) }"))
        try run.fail(Bench.check, .connect)
        #expect(run.status == row.status)
        #expect(run.state.reason == "unavailable")
        #expect(run.state.decision?.by == "on_exhausted of liveness")
        #expect(run.state.verifications["idmeta"]?.phase == .abandoned)
        #expect(run.inFlight == [])
    }

    /// An operator's `skip` says why there is no answer, whatever it was.
    @Test func aHaltedStepKeepsItsCause() throws {
        var run = try Bench.asked(Liveness("attempts: 1", "on_exhausted: { attempts: incident }"))
        try run.unusable(Bench.check)
        #expect(run.state.incidents.map(\.at) == ["idmeta.biometrics"])
        try run.operate(.skip)
        #expect(run.state.steps["liveness"]?.ended == .attempts)
        #expect(run.state.steps["liveness"]?.verdict == .unknown)
        #expect(run.state.steps["liveness"]?.isExcused == false)
    }

    @Test func aRuleWithoutAValueIsDoubtAndStopsTheSearch() throws {
        let status = ["reject: checks.liveness.liveness_score < 0.5", "verify: \"true\"", "otherwise: review"]
        var run = try Bench.asked(Liveness().with(\.status, status))
        try run.fail(Bench.check, .connect)
        try run.close()
        #expect(run.status == .reviewNeeded)
        #expect(run.state.reason == "undetermined")
        #expect(run.state.decision?.by == "rule 1 (reject)")
        #expect(run.state.decision?.missing == ["checks.liveness.liveness_score"])
    }

    @Test func aConditionWithoutAValueAsksNobody() throws {
        let run = try Bench(Liveness("when: 1 / (applicant.age - 40) > 0"))
        #expect(run.state.steps["liveness"]?.ended == .undetermined)
        #expect(run.state.steps["liveness"]?.verdict == .review)
        #expect(run.events.count == 1)
        #expect(run.inFlight == [])
        #expect(run.status == .reviewNeeded)
    }

    @Test func anInputWithoutAValueIsNotSent() throws {
        var run = try Bench(Liveness().with(\.image, "${dyn(1 / (applicant.age - 40))}"))
        try run.open()
        #expect(run.state.steps["liveness"]?.ended == .undetermined)
        #expect(run.inFlight == [])
    }
}
