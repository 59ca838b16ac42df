import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// Flows as steps.
struct ChildTests {
    private func each(_ keys: String) throws -> Bench {
        try Bench.starting(
            "full_name: \"${name}\"", keys: "within: 1d, each: name, in: applicant.names, \(keys)")
    }

    private func started(_ run: Bench) -> [ChildRun] {
        run.orders.compactMap { if case .startChild(let child) = $0 { child } else { nil } }
    }

    @Test func oneForEachAndNoMoreAtATimeThanAllowed() throws {
        var run = try each("max: 5, concurrency: 2")
        #expect(started(run).map(\.id) == ["kyc/1", "kyc/2"])
        #expect(started(run).map(\.applicant) == [["full_name": "a"], ["full_name": "b"]])
        try run.starts("kyc/1")
        try run.starts("kyc/2")
        #expect(started(run).isEmpty)
        try run.ends("kyc/2", .verified)
        #expect(started(run).map(\.id) == ["kyc/3"])
        try run.starts("kyc/3")
        try run.ends("kyc/3", .verified)
        try run.ends("kyc/1", .verified)
        #expect(run.status == .verified)
    }

    @Test func aListThatIsTooLongIsNotCut() throws {
        let run = try each("max: 2")
        #expect(run.status == .reviewNeeded && run.state.reason == "size")
        #expect(try each("min: 4, max: 5, on_size: fail").status == .failed)
    }

    @Test func whatIsNotConfirmedIsOrderedAgain() throws {
        var run = try Bench.starting()
        let timer = TimerName.children(step: "kyc")
        #expect(run.orders.contains(.setTimer(timer, at: run.now + .seconds(30))))
        run.wait(.seconds(30))
        try run.take(.timerFired(timer))
        #expect(started(run).map(\.id) == ["kyc/1"])
        try run.starts("kyc/1")
        #expect(run.orders.contains(.cancelTimer(timer)))
    }

    @Test func theSameNewsTwiceIsOneEnd() throws {
        var run = try each("max: 5, concurrency: 3")
        try run.ends("kyc/1", .rejected)
        try run.ends("kyc/1", .verified)
        #expect(run.state.steps["kyc"]?.children?.first?.status == .rejected)
    }

    @Test func aChildThatTakesTooLongIsLate() throws {
        var run = try Bench.starting()
        try run.starts("kyc/1")
        run.wait(.seconds(86_400))
        try run.take(.timerFired(.wait(step: "kyc")))
        #expect(run.state.steps["kyc"]?.ended == .late)
        #expect(run.status == .reviewNeeded)
    }

    @Test func whoIsDetachedIsNotWaitedFor() throws {
        var run = try Bench.starting(keys: "detach: true")
        #expect(run.status == .inProgress)
        try run.starts("kyc/1")
        #expect(run.state.steps["kyc"]?.ended == .answered)
    }

    // MARK: The child's side

    private func child() throws -> Bench {
        var run = Bench(try Flow("{flow: c, version: 1, steps: [{wait: 1h}], status: [{otherwise: review}]}").program)
        let parent = ParentLink(run: "run_0", step: "kyc", child: "kyc/1")
        try run.take(.created(Creation(run: "run_1", applicant: [:], parent: parent)))
        return run
    }

    @Test func anEndIsToldUntilTheParentKnows() throws {
        var run = try child()
        try run.take(.cancelled(by: "caller"))
        let tells = Order.tellParent(
            ParentLink(run: "run_0", step: "kyc", child: "kyc/1"),
            ChildEnd(step: "kyc", child: "kyc/1", status: .cancelled, reason: "cancelled"))
        #expect(run.orders.contains(tells))
        try run.take(.timerFired(.parent))
        #expect(run.orders.contains(tells))
        try run.take(.parentTold)
        #expect(run.orders == [.cancelTimer(.parent)])
        try run.take(.timerFired(.parent))
        #expect(run.orders == [])
    }

    /// So that a vendor may tie several people's together.
    @Test func aVerificationKnowsThatOfTheParentAtTheSameVendor() throws {
        let text = """
            flow: c
            version: 1
            applicant: { name: string }
            vendors: { idmeta: { trust_flow: "1" } }
            steps: [ { id: aml, check: watchlist, by: idmeta, input: { full_name: "${applicant.name}" } } ]
            status: [ { verify: checks.aml.passed }, { otherwise: review } ]
            """
        for (known, parent) in [(["idmeta": "v-0", "checkout": "x"], "v-0"), (["checkout": "x"], nil)] {
            var run = Bench(try Flow(text).program)
            let link = ParentLink(run: "run_0", step: "kyc", child: "kyc/1", verifications: known)
            try run.take(.created(Creation(run: "run_1", applicant: ["name": "Ada"], parent: link)))
            let creates = run.orders.compactMap { order in
                if case .perform(let activity) = order, activity.role == .create { activity } else { nil }
            }
            #expect(creates.map(\.parent) == [parent])
        }
    }

    /// `parent: none` keeps to itself, `required` is nothing without.
    @Test func aFlowSaysWhetherItsVerificationsBelongToTheParents() throws {
        func run(_ word: String, _ known: [String: String]?) throws -> Bench {
            let text = """
                flow: c
                version: 1
                vendors: { identomat: { parent: \(word) } }
                steps: [ { id: identity, check: identity, by: identomat, session: { open: at_once } } ]
                status: [ { verify: checks.identity.passed }, { otherwise: review } ]
                """
            var run = Bench(try Flow(text).program)
            let link = known.map { ParentLink(run: "run_0", step: "kyc", child: "kyc/1", verifications: $0) }
            try run.take(.created(Creation(run: "run_1", applicant: [:], parent: link)))
            return run
        }
        let known = ["identomat": "v-0"]
        #expect(try run("required", known).state.activities["create/identomat"]?.parent == "v-0")
        #expect(try run("allowed", nil).state.activities["create/identomat"]?.parent == nil)
        #expect(try run("none", known).state.activities["create/identomat"]?.parent == nil)
        for known in [nil, ["idenfy": "v-0"]] {
            #expect(throws: RefusedEvent.self) { try run("required", known) }
        }
    }

    /// A person still ends it.
    @Test func aReviewIsNoEnd() throws {
        var run = try child()
        run.wait(.seconds(3600))
        try run.take(.timerFired(.wait(step: "wait/1")))
        #expect(run.status == .reviewNeeded)
        #expect(!run.orders.contains { if case .tellParent = $0 { true } else { false } })
        try run.take(.reviewDecided(ReviewDecision(answer: .verify, by: "ann")))
        #expect(run.orders.contains { if case .tellParent = $0 { true } else { false } })
    }
}
