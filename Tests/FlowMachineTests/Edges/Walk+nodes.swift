import Expressions
import FlowMachine
import FlowSamples
import Vocabulary

extension Walk {
    /// Steps that are no checks.
    static let nodes: [Walk] = [
        Walk(
            "decided early, every way",
            several: {
                try ["reject", "review", "cancel", "expire", "fail"].map { outcome in
                    try Bench.with("- decide: [ { \(outcome): applicant.age == 40 } ]")
                }
            }),
        Walk(
            "waited",
            several: {
                var over = try Bench.with("- { id: pause, wait: 1d }")
                over.wait(.seconds(86_400))
                try over.take(.timerFired(.wait(step: "pause")))
                var cancelled = try Bench.with("- { id: pause, wait: 1d }")
                try cancelled.take(.cancelled(by: "caller"))
                return [over, cancelled]
            }),
    ]
}

extension Bench {
    /// A run of a flow whose liveness check comes after `step`.
    static func with(_ step: String, after: String = "", more: String = "") throws -> Bench {
        let text = """
            flow: bench
            version: 1
            applicant: { selfie: image, age: int, start: { type: timestamp, optional: true } }
            vendors: { idmeta: { trust_flow: "1" } }
            steps:
              \(step.replacing("\n", with: "\n  "))
              - { id: liveness, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
              \(after)
            status: [ { verify: checks.liveness.passed }, { otherwise: review } ]
            \(more)
            """
        return try Bench(try Flow(text).program, applicant: ["selfie": Liveness.photo("selfie", 1), "age": 40])
    }
}
