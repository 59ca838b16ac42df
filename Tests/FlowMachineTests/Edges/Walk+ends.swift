import FlowMachine
import FlowSamples
import Vocabulary

extension Walk {
    private static let deciding = Liveness()
        .with(\.status, ["expire: checks.liveness.failed", "cancel: checks.liveness.in_review", "otherwise: review"])

    /// How runs end.
    static let ends: [Walk] = [
        Walk("verified", asked: Liveness()) {
            try $0.pass()
            try $0.close()
        },
        Walk("rejected", asked: Liveness()) {
            try $0.answer(Bench.check, .failed)
            try $0.close()
        },
        Walk("a person verifies", asked: Liveness()) {
            try $0.answer(Bench.check, .review)
            try $0.close()
            try $0.take(.reviewDecided(.init(answer: .verify, by: "ann")))
        },
        Walk("a person rejects", asked: Liveness()) {
            try $0.answer(Bench.check, .review)
            try $0.close()
            try $0.take(.reviewDecided(.init(answer: .reject, by: "ann", reason: "not_her")))
        },
        Walk("a rule expires it", asked: deciding) {
            try $0.answer(Bench.check, .failed)
            try $0.close()
        },
        Walk("a rule cancels it", asked: deciding) {
            try $0.answer(Bench.check, .review)
            try $0.close()
        },
        Walk(
            "expiry before, during and while waiting",
            several: {
                try different(Liveness("attempts: 3", more: "expires_after: 1d")) {
                    $0.wait(.seconds(86_400))
                    try $0.take(.timerFired(.expiry))
                }
            }),
        Walk(
            "cancelled before, during and while waiting",
            several: {
                try different(Liveness("attempts: 3")) { try $0.take(.cancelled(by: "caller")) }
            }),
        Walk("an operator fails it before anything was answered") {
            try $0.lose("create/idmeta")
            try $0.operate(.fail)
        },
        Walk("an operator fails it at a check", asked: Liveness()) {
            try $0.lose(Bench.check)
            try $0.operate(.fail)
        },
        Walk(
            "a remedy expires, cancels, fails",
            several: {
                try ["expire", "cancel", "fail"].map {
                    var run = try Bench.asked(Liveness("on_exhausted: \($0)"))
                    try run.fail(Bench.check, .connect)
                    return run
                }
            }),
    ]

    /// The same end after three beginnings.
    private static func different(_ flow: Liveness, end: (inout Bench) throws -> Void) throws -> [Bench] {
        let created = try Bench(flow)
        let asked = try Bench.asked(flow)
        var waiting = asked
        try waiting.unusable(Bench.check)
        return try [created, asked, waiting].map {
            var run = $0
            try end(&run)
            return run
        }
    }
}
