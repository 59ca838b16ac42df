import Expressions
import FlowMachine
import FlowSamples
import Vocabulary

extension Walk {
    /// Steps that hold others.
    static let lists: [Walk] = [
        Walk("a race is lost wherever a step stands", several: { [try raced()] }),
        Walk(
            "a block is repeated",
            several: {
                let text = """
                    - id: again
                      attempts: { max: 3, again_if: "!checks.first.passed", pause: 1m }
                      steps:
                        - { id: first, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                        - { id: never, when: "false", wait: 1h }
                    """
                var run = try Bench.with(text)
                try run.open()
                try run.answer("check/first/idmeta/1", .failed)
                run.wait(.seconds(60))
                try run.take(.timerFired(.wait(step: "again")))
                try run.answer("check/first:2/idmeta/1", .passed)
                return [run]
            }),
        Walk(
            "the run ends inside a block",
            several: {
                var run = try Bench.with("- { id: inner, steps: [ { id: pause, wait: 1d } ] }")
                try run.take(.cancelled(by: "caller"))
                return [run]
            }),
        Walk(
            "another flow is waited for",
            several: {
                var ended = try Bench.starting()
                try ended.starts("kyc/1")
                try ended.ends("kyc/1", .verified)
                var cancelled = try Bench.starting()
                try cancelled.take(.cancelled(by: "caller"))
                var late = try Bench.starting()
                late.wait(.seconds(86_400))
                try late.take(.timerFired(.wait(step: "kyc")))
                let doubt = try Bench.starting("name: \"${string(1 / (run.id.size() - 5))}\"")
                return [ended, cancelled, late, doubt]
            }),
        Walk(
            "a create whose step lost a race is left behind",
            several: {
                var run = try Bench.race(
                    "- { id: late, check: biometrics, by: second, input: { image: \"${applicant.selfie}\" } }")
                try run.open()
                try run.answer("check/win/idmeta/1")
                try run.close()
                return [run]
            }),
    ]

    /// One member wins, and leaves another in every phase that there is.
    private static func raced() throws -> Bench {
        let check = "check: biometrics, input: { image: \"${applicant.selfie}\" }"
        var run = try Bench.race(
            """
            - { id: block_1, steps: [ { id: pause, wait: 1d }, { id: idle, by: idmeta, \(check) } ] }
            - id: block_2
              steps: [ { id: asked, review: { queue: q, within: 1d } }, { id: b2, by: idmeta, \(check) } ]
            - { id: block_3, steps: [ { id: photo, collect: [other], within: 1d }, { id: b3, by: idmeta, \(check) } ] }
            - { id: opening, by: second, \(check) }
            - { id: calling, by: third, \(check) }
            - { id: halted, by: third, \(check) }
            - { id: hosted, check: identity, by: idenfy, session: { open: at_once }, answer_within: 24h }
            - { id: other, flow: other@1, within: 1d }
            """)
        try run.open("third")
        try run.lose("check/halted/third/1")
        try run.openPage()
        try run.hear(.pending(.vendor))
        try run.open()
        try run.answer("check/win/idmeta/1")
        try run.close()
        return run
    }
}

extension Bench {
    /// A run that starts another flow.
    static func starting(_ applicant: String = "", keys: String = "within: 1d") throws -> Bench {
        // Of a flow that nobody waits for, nothing more is known.
        let rule = keys.contains("detach") ? "flows.kyc.ran" : "flows.kyc.items.all(k, k.status == 'verified')"
        let text = """
            flow: bench
            version: 1
            applicant: { names: { list: string, max: 5 } }
            steps: [ { id: kyc, flow: person@2, applicant: { \(applicant) }, \(keys) } ]
            status: [ { verify: "\(rule)" }, { otherwise: review } ]
            """
        let names: Value = .list([.string("a"), .string("b"), .string("c")])
        return try Bench(try Flow(text).program, applicant: ["names": names])
    }

    mutating func starts(_ child: String, at step: String = "kyc") throws {
        try take(.childStarted(step: step, child: child, run: "run_\(child)"))
    }

    mutating func ends(_ child: String, _ status: RunStatus, at step: String = "kyc") throws {
        try take(.childEnded(ChildEnd(step: step, child: child, status: status)))
    }

    /// A run whose check `win` races against other members, created.
    static func race(_ members: String, join: String = "first", more: String = "") throws -> Bench {
        let text = """
            flow: bench
            version: 1
            applicant: { selfie: image, other: image }
            vendors:
              idmeta: { trust_flow: "1" }
              second: { pack: idmeta, trust_flow: "2" }
              third: { pack: idmeta, trust_flow: "3" }
              idenfy: {}
            steps:
              - id: race
                parallel:
                  join: \(join)
                  steps:
                    - { id: win, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                    \(members.replacing("\n", with: "\n        "))
            status: [ { verify: joins.race.met }, { otherwise: review } ]
            \(more)
            """
        return try Bench(try Flow(text).program, applicant: ["selfie": Liveness.photo("selfie", 1)])
    }
}
