import FlowSimulator
import Testing

/// What a scenario says when the run is not as it expects.
struct MismatchTests {
    @Test(arguments: [
        ("expect: { status: rejected }", "status is verified, expected rejected"),
        ("expect: { reason: undetermined }", "reason is none, expected undetermined"),
        ("expect: { steps: { liveness: failed } }", "verdict of liveness is passed, expected failed"),
        ("expect: { steps: { liveness: { ended: skipped } } }", "end of liveness is answered, expected skipped"),
        ("expect: { steps: { liveness: { attempts: 2 } } }", "attempts of liveness is 1, expected 2"),
        ("expect: { steps: { liveness: { by: spare } } }", "vendor of liveness is idmeta, expected spare"),
        ("expect: { calls: { idmeta.create: 2 } }", "number of calls to idmeta.create is 1, expected 2"),
        ("expect: { calls: { spare.create: 1 } }", "number of calls to spare.create is 0, expected 1"),
        ("expect: { incident: true }", "there is no incident, expected one"),
        (
            "vendors: { idmeta.create: [lost], spare.create: [lost] }\nexpect: { incident: false }",
            "there is an incident at spare.create, expected none"
        ),
        (
            "vendors: { idmeta.create: [lost], spare.create: [lost] }\nexpect: { incident: { at: idmeta.create } }",
            "the incident is at spare.create, expected one at idmeta.create"
        ),
        ("vendors: { spare.biometrics: [approved] }", "nobody asked for 1 of the answers listed for spare.biometrics"),
        ("script: [ { operator: { at: idmeta.create, do: retry } } ]", "there is no incident at idmeta.create"),
        (
            "script: [ { reviewer: { who: ann, says: verify } } ]",
            "the run refuses: run is verified and does not take review_decided"
        ),
        ("script: [ { caller: cancel } ]", "the run refuses: run is verified and does not take cancelled"),
        (
            "script: [ { applicant: { submit: { liveness: { selfie: '@b.jpg' } } } } ]",
            "the run refuses: step liveness is concluded and does not take input"
        ),
        ("script: [ { expect: { status: rejected } } ]", "status is verified, expected rejected"),
        ("expect: { events: [rejected] }", "rejected was not told where it is expected; told was verified"),
        ("expect: { events: [verified, verified] }", "verified was not told where it is expected; told was verified"),
        ("expect: { by_then: 10ms }", "status is verified after 160ms, expected by 10ms"),
        (
            "expect: { sent: [ { to: idmeta.metadata, has: { name: Eve } } ] }",
            "no call to idmeta.metadata had name as expected"
        ),
        ("expect: { steps: { liveness: { reasons: [left] } } }", "reasons of liveness is none, expected left"),
        (
            "script: [ { until: status == 'rejected', at_most: 1h } ]",
            "`status == 'rejected'` does not hold within 1h"
        ),
        (
            "script: [ { until: checks.liveness.liveness_score > 1.0 } ]",
            "`checks.liveness.liveness_score > 1.0` does not hold and nothing more is to come"
        ),
        (
            "script: [ { applicant: { abandon: liveness } } ]",
            "step liveness asks for nothing that could be abandoned"
        ),
        ("script: [ { caller: erase } ]\nexpect: { erased: false }", "the run is erased, expected it kept"),
        (
            "vendors: { idmeta.create: [lost], spare.create: [lost] }\nscript: [ { caller: erase } ]",
            "the run refuses: it is under way, and only one that has ended is erased"
        ),
        (
            "vendors: { idmeta.create: [lost], spare.create: [lost] }\nexpect: { incident: { at: spare.create, verbs: [skip] } }",
            "an operator may retry, skip, fail, expected skip"
        ),
    ])
    func isSaid(_ row: (scenario: String, says: String)) throws {
        #expect(try Played.report(row.scenario).mismatches == [row.says])
    }

    @Test func nothingIsSaidOfWhatIsAsExpected() throws {
        let report = try Played.report(
            """
            vendors: { idmeta: approved, spare: declined }
            expect:
              status: verified
              steps: { liveness: { verdict: passed, ended: answered, attempts: 1, by: idmeta } }
              calls: { idmeta.create: 1, idmeta.biometrics: 1, idmeta.metadata: 1, idmeta.finalize: 1, spare.create: 0 }
              sent: [ { to: idmeta.metadata, has: { name: Hannah } } ]
              events: verified
              by_then: 160ms
              incident: false
            """)
        #expect(report.mismatches == [])
    }
}
