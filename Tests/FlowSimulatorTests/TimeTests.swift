import Expressions
import FlowMachine
import FlowSimulator
import Testing
import Vocabulary

/// Virtual time: what happens when, and in which order.
struct TimeTests {
    @Test func theSameSeedWaitsTheSameAndAnotherOtherwise() throws {
        let scenario = "vendors: { idmeta.biometrics: [throttled, throttled, throttled] }"
        let retry = "retry: { initial: 10s }"
        let waits = try (1...3).map { try Played.report(scenario, step: retry, seed: $0).waits }
        #expect(waits[0].count == 3)
        #expect(Set(waits).count == 3)
        #expect(try Played.report(scenario, step: retry, seed: 1).waits == waits[0])
    }

    @Test func backOffAndTimeOutTakeTheTimeTheySay() throws {
        let report = try Played.report(
            "vendors: { idmeta.biometrics: [throttled, server, timeout] }",
            step: "retry: { initial: 10s, multiplier: 3, jitter: none, on_lost: repeat, respect_retry_after: false }")
        // A server's fault leaves a call that has an effect each time in doubt, so it is the next vendor's turn.
        #expect(report.waits == [10_000])
        #expect(report.state.steps["liveness"]?.by == "spare")
        #expect(report.state.orphans.map(\.permittedBy) == ["failover to spare"])
    }

    @Test func aTimeOutLastsAsLongAsThePackSays() throws {
        let report = try Played.report("vendors: { idmeta.create: [timeout], spare.create: [timeout] }")
        let times = report.events.map { ($0.at - DryRun.epoch).milliseconds }
        #expect(times.prefix(3) == [0, 90_000, 180_000])
        #expect(report.state.incidents.map(\.at) == ["spare.create"])
    }

    @Test func timersFallDueInOrderWhileTimeGoesBy() throws {
        let report = try Played.report(
            """
            vendors: { idmeta.biometrics: [face_too_small] }
            applicant_does: nothing
            script:
              - expect: { status: awaiting_input }
              - advance: 23h
              - expect: { status: awaiting_input }
              - advance: 2h
            expect: { status: expired, reason: abandoned }
            """)
        #expect(report.mismatches == [])
        // The answer came 80 ms after the beginning, and the capture had a day from then.
        #expect(report.history.last == "86400080 timer_fired")
        #expect(report.events.count == 4)
    }

    @Test func movesHappenInTheirOrder() throws {
        let report = try Played.report(
            """
            vendors: { idmeta.biometrics: [face_too_small, face_cropped] }
            script:
              - caller: { metadata: { order: A-17 } }
              - applicant: { submit: { liveness: { selfie: "@b.jpg" } } }
              - advance: 1h
              - expect: { steps: { liveness: { attempts: 2 } }, status: awaiting_input }
              - applicant: { submit: { liveness: { selfie: "@c.jpg" } } }
            expect: { status: verified, steps: { liveness: { attempts: 3 } }, calls: { idmeta.biometrics: 3 } }
            """)
        #expect(report.mismatches == [])
        #expect(
            report.events.map(\.fact.name) == [
                "created", "activity_ended", "activity_ended", "metadata_patched", "input_received", "activity_ended",
                "input_received", "activity_ended", "activity_ended", "activity_ended",
            ])
        #expect(report.state.applicant["selfie"] == .opaque(.init(kind: "image", id: "selfie#3")))
        #expect(report.state.metadata["order"] == "A-17")
    }

    @Test func nothingHappensAfterTheEnd() throws {
        let report = try Played.report(
            """
            script:
              - advance: 30d
            expect: { status: verified }
            """)
        #expect(report.mismatches == [])
        #expect(report.events.last?.fact.name == "activity_ended")
    }
}
