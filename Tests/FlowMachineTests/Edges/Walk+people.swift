import Expressions
import FlowMachine
import FlowSamples
import Vocabulary

extension Walk {
    /// Steps that wait for somebody.
    static let people: [Walk] = [
        Walk(
            "a field is collected",
            several: {
                var run = try Bench.collecting()
                try run.submit("more", ["start": .timestamp(CELTimestamp(clamping: 0))])
                return [run]
            }),
        Walk(
            "a field is never given",
            several: {
                try ["expire", "cancel", "review", "skip"].map { word in
                    var run = try Bench.collecting("on_timeout: \(word)")
                    run.wait(.seconds(3600))
                    try run.take(.timerFired(.capture(step: "more")))
                    return run
                }
            }),
        Walk(
            "people are asked",
            several: {
                var answered = try Bench.reviewing()
                try answered.say("verify", by: "ann")
                var cancelled = try Bench.reviewing()
                try cancelled.take(.cancelled(by: "caller"))
                return [answered, cancelled]
            }),
        Walk(
            "people do not come",
            several: {
                try ["reject", "expire", "skip", "incident"].flatMap { word in
                    var run = try Bench.reviewing("on_timeout: \(word)")
                    run.wait(.seconds(3600))
                    try run.take(.timerFired(.wait(step: "desk")))
                    guard word == "incident" else { return [run] }
                    var retried = run
                    try retried.operate(.retry)
                    try run.operate(.skip)
                    return [run, retried]
                }
            }),
    ]
}

extension Bench {
    static func collecting(_ keys: String = "on_timeout: expire") throws -> Bench {
        let text = """
            flow: bench
            version: 1
            applicant: { start: timestamp, note: { type: string, optional: true } }
            steps: [ { id: more, collect: [start, note], within: 1h, \(keys) } ]
            status: [ { verify: "has(applicant.start) && applicant.start < run.now" }, { otherwise: review } ]
            """
        return try Bench(try Flow(text).program, applicant: [:])
    }

    static func reviewing(_ keys: String = "on_timeout: skip") throws -> Bench {
        let text = """
            flow: bench
            version: 1
            steps: [ { id: desk, review: { queue: kyc, group: people, within: 1h, \(keys) } } ]
            status:
              - reject: reviews.desk.ran && reviews.desk.answer == "reject"
              - verify: reviews.desk.ran
              - otherwise: review
            """
        return try Bench(try Flow(text).program, applicant: [:])
    }

    mutating func say(_ answer: String, by: String, at step: String = "desk") throws {
        try take(.reviewAnswered(ReviewAnswer(step: step, answer: answer, by: by)))
    }
}
