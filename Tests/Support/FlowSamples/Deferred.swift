public import Expressions
public import FlowIR
public import FlowMachine
public import Vocabulary

/// A flow that sends a vendor two papers at once and waits for what it says: two entries of one vendor, one applicant.
public enum Deferred {
    public static func program() throws -> FlowProgram {
        try Flow(
            """
            flow: deferred
            version: 1
            applicant: { front: image, bill: file }
            vendors:
              papers: { pack: checkout, user_journey: usj_1, document_upload: form }
              homes:  { pack: checkout, user_journey: usj_2, address_upload: base64 }
            steps:
              - parallel:
                  join: all
                  steps:
                    - id: document
                      check: document
                      by: papers
                      input: { image_front: "${applicant.front}" }
                      attempts: { max: 2, ask: [front], within: 1d }
                      answer_within: 2h
                    - id: home
                      check: address
                      by: homes
                      input: { file: "${applicant.bill}" }
                      answer_within: 2h
            status:
              - verify: checks.document.passed && checks.home.passed
              - otherwise: review
            expires_after: 30d
            """
        ).program
    }

    public static let applicant: [String: Value] = [
        "front": Liveness.photo("front", 1), "bill": .opaque(Opaque(kind: "file", id: "bill")),
    ]

    /// What the vendor gives for each thing that is opened.
    public static func opened(_ id: String) -> ActivityEnd.Outcome { .answered(Answer(result: ["id": .string(id)])) }

    public static func answered(_ verdict: Verdict, _ status: RunStatus) -> ActivityEnd.Outcome {
        .answered(Answer(verdict: verdict, status: status))
    }
}

extension Bench {
    /// A run with both papers at the vendor.
    public static func sent() throws -> Bench {
        var run = try Bench(Deferred.program(), applicant: Deferred.applicant)
        try run.end("object/papers/applicant", Deferred.opened("aplt_1"))
        for (vendor, step) in [("papers", "document"), ("homes", "home")] {
            try run.end("create/\(vendor)", Deferred.opened("v-\(vendor)"))
            try run.end("attempt/\(step)/\(vendor)/1", .answered(Answer()))
        }
        return run
    }
}
