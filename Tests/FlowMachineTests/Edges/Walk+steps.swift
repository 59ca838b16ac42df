import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Vocabulary

extension Walk {
    /// What a step comes to.
    static let steps: [Walk] = [
        Walk("skipped by its condition", Liveness("when: flags.least > 0.9")) { _ in },
        Walk("a condition without a value", Liveness("when: 1 / (applicant.age - 40) > 0")) { _ in },
        Walk("an input without a value", Liveness().with(\.image, "${dyn(1 / (applicant.age - 40))}")) {
            try $0.open()
        },
        Walk("a verdict without a value", asked: judging) { try $0.answer(Bench.check) },
        Walk("without a verification", several: { [try Bench(Liveness()) { $0.vendors[0].create = nil }] }),
        Walk("halted, then retried", asked: Liveness()) {
            try $0.fail(Bench.check, .credentials)
            try $0.operate(.retry)
        },
        Walk("halted, then skipped", asked: Liveness()) {
            try $0.fail(Bench.check, .credentials)
            try $0.operate(.skip)
        },
        Walk("halted, and without a value when retried", asked: untilSummer) {
            try $0.fail(Bench.check, .credentials)
            $0.wait(.seconds(366 * 86_400))
            try $0.operate(.retry)
        },
        Walk("halted at create, then retried") {
            try $0.fail("create/idmeta", .credentials)
            try $0.operate(.retry)
        },
        Walk("no create, no answer") { try $0.fail("create/idmeta", .connect) },
    ]

    private static let judging = Liveness(
        "verdict: [{ fail: result.liveness_score < 0.5 }, { otherwise: pass }]")

    private static let untilSummer = Liveness().with(
        \.image,
        "${run.now < timestamp('2026-06-01T00:00:00Z') ? dyn(applicant.selfie) : dyn(1 / (applicant.age - 40))}")

    /// What becomes of another capture.
    static let captures: [Walk] = [
        Walk("asked again, and answered", asked: Liveness("attempts: 3")) {
            try $0.unusable(Bench.check)
            try $0.submit("liveness", ["selfie": Liveness.photo("selfie", 2)])
        },
        Walk(
            "asked again, and without a value",
            asked: Liveness("attempts: { max: 2, ask: [age] }").with(\.image, "${dyn(1 / (41 - applicant.age))}")
        ) {
            try $0.unusable(Bench.check)
            try $0.submit("liveness", ["age": 41])
        },
        Walk(
            "nobody comes",
            several: {
                try ["review", "incident", "expire"].map {
                    var run = try Bench.asked(
                        Liveness("attempts: { max: 3, within: 1h }", "on_exhausted: { abandoned: \($0) }"))
                    try run.unusable(Bench.check)
                    run.wait(.seconds(3600))
                    try run.take(.timerFired(.capture(step: "liveness")))
                    return run
                }
            }),
    ]
}
