import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Vocabulary

extension Walk {
    private static func reviewed(_ timeout: String) -> Liveness {
        Liveness(more: "review: { queue: desk, within: 1d, on_timeout: \(timeout), reopen: true, follow: true }")
    }

    private static func blockOverdue(_ remedy: String) throws -> Bench {
        let program = try Flow(
            """
            flow: block
            version: 1
            applicant: { selfie: image, id_front: image }
            vendors: { idmeta: { trust_flow: "1" } }
            defaults: { on_exhausted: { late: \(remedy) } }
            steps:
              - id: both
                deadline: 10m
                steps:
                  - { id: liveness, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                  - { id: document, check: document, by: idmeta, input: { image_front: "${applicant.id_front}" } }
                attempts: { max: 3, again_if: "!checks.document.passed" }
            status: [ { verify: checks.liveness.passed && checks.document.passed }, { otherwise: review } ]
            """
        ).program
        let photo = Liveness.photo("selfie", 1)
        var run = try Bench(program, applicant: ["selfie": photo, "id_front": photo])
        try run.open()
        run.wait(.seconds(600))
        try run.take(.timerFired(.deadline(step: "both")))
        return run
    }

    /// What happens when steps run out of time, when runs are in review, and after their end.
    static let afterwards: [Walk] = [
        Walk(
            "a deadline passes before and during the call",
            several: {
                try ["review", "incident"].flatMap { word in
                    let flow = Liveness("deadline: 10m", "on_exhausted: { late: \(word) }")
                    return try [Bench(flow), Bench.asked(flow)].map {
                        var run = $0
                        run.wait(.seconds(600))
                        try run.take(.timerFired(.deadline(step: "liveness")))
                        return run
                    }
                }
            }),
        Walk(
            "the deadline of a block passes before the second check's turn has come",
            several: { try ["review", "incident"].map { try blockOverdue($0) } }),
        Walk(
            "nobody decides",
            several: {
                try ["reject", "expire"].map {
                    var run = try Bench.asked(reviewed($0))
                    try run.answer(Bench.check, .review)
                    try run.close()
                    run.wait(.seconds(86_400))
                    try run.take(.timerFired(.review))
                    return run
                }
            }),
        Walk(
            "a vendor takes its word back",
            several: {
                try [RunStatus.verified, .rejected].map { status in
                    var run = try Bench.onPage { $0.review = FlowReview(queue: "desk", reopens: true) }
                    try run.hear(status == .verified ? .passed : .failed, status)
                    try run.hear(status == .verified ? .failed : .passed, status == .verified ? .rejected : .verified)
                    return run
                }
            }),
        Walk(
            "a vendor's late answer decides",
            several: {
                try ["verify", "reject", "cancel", "expire"].map { outcome in
                    var run = try Bench.reviewedSession(outcome)
                    try run.hear(.passed, .verified)
                    return run
                }
            }),
        Walk(
            "an act whose input is not known",
            several: {
                try ["denylist_add, by: identomat", "face_enrol, by: idmeta"].map { act in
                    var run = try Bench.doubting(act)
                    try run.open()
                    try run.fail("check/live/idmeta/1", .refused)
                    if act.hasPrefix("face") { try run.open("spare") }
                    return run
                }
            }),
        Walk(
            "what was found is watched",
            several: {
                var run = try Bench.watching()
                try run.answer("act/monitor/aml/identomat/1", .passed, ["id": "m-1"])
                run.wait(.seconds(365 * 86_400))
                try run.take(.timerFired(.wait(step: "monitor/aml")))
                try run.end(run.inFlight[0], .answered(Answer()))
                return [run]
            }),
    ]
}

extension Bench {
    /// A session whose vendor did not answer in time, in review. `outcome` is what its late answer makes of the run.
    static func reviewedSession(_ outcome: String) throws -> Bench {
        let text = """
            flow: hosted
            version: 1
            vendors: { idenfy: {} }
            steps: [ { id: identity, check: identity, by: idenfy, session: { open: at_once, link_for: 2d }, answer_within: 24h } ]
            status: [ { review: checks.identity.in_review }, { \(outcome): checks.identity.passed }, { otherwise: review } ]
            review: { queue: desk, follow: true }
            """
        var run = try Bench(try Flow(text).program, applicant: [:])
        try run.openPage()
        try run.hear(.pending(.vendor))
        run.wait(.seconds(86_400))
        try run.sessionOverdue()
        try run.read(.pending(.vendor))
        return run
    }

    /// An act that is given what a vendor did not say.
    static func doubting(_ act: String) throws -> Bench {
        let name = act.hasPrefix("face") ? "name" : "reason"
        let image = act.hasPrefix("face") ? "image: \"${applicant.selfie}\", " : ""
        let text = """
            flow: bench
            version: 1
            applicant: { selfie: image }
            vendors: { idmeta: { trust_flow: "1" }, spare: { pack: idmeta, trust_flow: "2" }, identomat: {} }
            steps:
              - { id: live, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
              - id: effect
                act: \(act.replacing("by: idmeta", with: "by: spare").replacing(", ", with: "\n    "))
                input: { \(image)\(name): "${string(checks.live.liveness_score)}" }
            status: [ { verify: checks.live.passed }, { otherwise: review } ]
            """
        return try Bench(try Flow(text).program, applicant: ["selfie": Liveness.photo("selfie", 1)])
    }

    /// A run that is verified, with what `more` adds to its steps and its flow; a monitor is asked for.
    static func watching(_ steps: String = "", more: String = "") throws -> Bench {
        let text = """
            flow: bench
            version: 1
            applicant: { name: string }
            vendors: { identomat: {} }
            steps:
              - id: aml
                check: watchlist
                by: identomat
                input: { full_name: "${applicant.name}" }
                monitor: { when: status == "verified", for: 1y, on_hit: review }
              \(steps)
            status: [ { verify: checks.aml.passed }, { reject: checks.aml.failed }, { otherwise: review } ]
            \(more)
            """
        var run = try Bench(try Flow(text).program, applicant: ["name": "Ada"])
        try run.answer("check/aml/identomat/1", .passed, ["hits": .list([])])
        return run
    }
}
