import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// A vendor that is read, whose tries share a verification, and that is opened for a person.
struct ReadingTests {
    private static let passed = ActivityEnd.Outcome.answered(Answer(verdict: .passed, status: .verified))
    private static let failed = ActivityEnd.Outcome.answered(Answer(verdict: .failed, status: .rejected))
    private static let obscured = ActivityEnd.Outcome.unusable(reason: "face_obscured", field: nil)

    @Test func thePersonComesFirstThenTheVerificationThenThePage() throws {
        var run = try Bench(Hosted.severalTries)
        try run.follow()
        #expect(run.inFlight == ["object/checkout/applicant"])
        try run.end("object/checkout/applicant", .answered(Answer(result: ["id": "aplt_1"])))
        #expect(run.state.activities["create/checkout"]?.objects == ["applicant": "aplt_1"])
        try run.end("create/checkout", .answered(Answer(result: ["id": "s-1"])))
        #expect(run.state.activities["attempt/identity/checkout/1"]?.verification == "s-1")
        try run.openPage()
        #expect(run.inFlight == ["read/identity/checkout/1/1"])
    }

    @Test func anotherTryIsAnotherPageOfTheSameVerification() throws {
        var run = try Bench.onPage(Hosted.severalTries)
        for number in 2...3 {
            try run.read(Self.obscured)
            #expect(run.inFlight.isEmpty)
            try run.follow()
            #expect(run.inFlight == ["attempt/identity/checkout/\(number)"])
            try run.openPage("page-\(number)")
        }
        try run.read(Self.obscured)
        #expect(run.status == .reviewNeeded && run.state.verifications["checkout"]?.id == "s-1")
    }

    /// Hints are repeated and late; what they are about was read.
    @Test func hintsOfATryThatIsOverCountNoSecondTime() throws {
        var run = try Bench.onPage(Hosted.severalTries)
        try run.hint()
        try run.read(Self.obscured)
        for _ in 0..<3 { try run.hint() }
        #expect(run.inFlight.isEmpty && run.state.steps["identity"]?.attempts == 2)
        try run.follow()
        try run.hint()
        #expect(run.inFlight == ["attempt/identity/checkout/2"])
    }

    @Test func aHintReadsAtOnceAndWhatWasUnderWayIsForgotten() throws {
        var run = try Bench.onPage(Hosted.severalTries)
        let regular = try #require(run.inFlight.first)
        try run.hint()
        let hurried = try #require(run.inFlight.first)
        #expect(hurried != regular && run.state.activities[hurried]?.delay == .zero)
        try run.end(regular, Self.failed)
        #expect(run.status == .awaitingInput)
        try run.end(hurried, Self.passed)
        #expect(run.status == .verified)
    }

    @Test func hintsOfOtherSessionsReadNothing() throws {
        var run = try Bench.onPage(Hosted.severalTries)
        let before = run.inFlight
        try run.hint(of: "s-9")
        try run.hint(vendor: "idenfy")
        #expect(run.inFlight == before)
    }

    @Test func onlyWhatMayOverturnReadsAfterTheAnswer() throws {
        var run = try Bench.onPage(Hosted.severalTries)
        try run.read(Self.passed)
        try run.hint()
        #expect(run.inFlight.isEmpty)
        try run.hint(overturns: true)
        try run.read(Self.failed)
        #expect(run.status == .verified && run.state.overturned?.map(\.status) == [.rejected])
    }

    @Test func aReadingThatFailsIsNotTheEndOfIt() throws {
        var run = try Bench.onPage(Hosted.severalTries)
        for _ in 0..<3 { try run.read(.exhausted(CallProblem(kind: .server))) }
        #expect(run.inFlight.count == 1 && run.status == .awaitingInput)
        try run.read(.exhausted(CallProblem(kind: .contract)))
        #expect(run.status == .reviewNeeded)
    }

    @Test func atTheEndOfPatienceTheStatusIsReadOnceMore() throws {
        var run = try Bench.onPage(Hosted.severalTries)
        try run.read(.pending(.vendor))
        run.wait(.seconds(86_400))
        try run.sessionOverdue()
        #expect(run.inFlight.count == 1 && run.state.activities.values.first?.poll == nil)
        try run.read(.pending(.vendor))
        #expect(run.state.steps["identity"]?.ended == .late && run.inFlight.isEmpty)
    }

    @Test func noTwoActivitiesHaveOneName() throws {
        var flow = Hosted.severalTries
        flow.keys = "attempts: 3\n    on_exhausted: incident"
        for vendor in [flow.vendor, "idenfy: {}"] {
            flow.vendor = vendor
            var names: Set<String> = []
            var run = try Bench(flow)
            var performed = 0
            for round in 1...8 where run.status == .awaitingInput || !run.state.incidents.isEmpty {
                if !run.state.incidents.isEmpty { try run.operate(.retry) }
                if run.inFlight.isEmpty { try run.follow() }
                while let opening = run.inFlight.first(where: { !$0.hasPrefix("read/") }) {
                    #expect(names.insert(opening).inserted, "\(opening) in round \(round)")
                    performed += 1
                    let answer = Answer(result: ["id": .string("s-\(round)"), "url": "https://vendor.example"])
                    try run.end(opening, .answered(answer))
                }
                run.wait(.seconds(86_400))
                try run.sessionOverdue()
                let reading = try #require(run.inFlight.first)
                #expect(names.insert(reading).inserted, "\(reading) in round \(round)")
                try run.end(reading, Self.obscured)
            }
            #expect(performed >= 6, "\(vendor)")
        }
    }
}
