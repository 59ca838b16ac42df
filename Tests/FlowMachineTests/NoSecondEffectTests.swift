import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// In any run: what may have happened at a vendor is never asked for again unless a word names it and who permitted it.
struct NoSecondEffectTests {
    private static func flow(orphans: String, onLost: String) -> String {
        """
        flow: bench
        version: 1
        applicant: { selfie: image, id_front: image }
        vendors: { idmeta: { trust_flow: "1"\(orphans) }, spare: { pack: idmeta, trust_flow: "2" } }
        defaults: { retry: { calls: 3, on_lost: \(onLost) } }
        steps:
          - { id: one, check: biometrics, by: [idmeta, spare], input: { image: "${applicant.selfie}" }, attempts: 2 }
          - { id: two, check: document, by: idmeta, input: { image_front: "${applicant.id_front}" } }
          - { id: three, check: biometrics, by: [spare, idmeta], input: { image: "${applicant.selfie}" } }
        status: [ { verify: "checks.one.passed && checks.two.passed" }, { otherwise: review } ]
        """
    }

    /// What an effect is at: a verification at a vendor, or one question of one attempt.
    private func subject(_ activity: Activity) -> String? {
        switch activity.role {
        case .create: "create/\(activity.vendor)"
        case .check(let step, _), .act(let step, _): "check/\(step)/\(activity.vendor)/\(activity.attempt)"
        case .metadata, .finalize, .read, .object, .attempt, .watch, .artifact: nil
        }
    }

    @Test(arguments: [("", "incident"), (", orphans: allow", "repeat"), ("", "repeat")])
    func whateverIsLostAndWhoeverActs(_ row: (orphans: String, onLost: String)) throws {
        let program = try Flow(Self.flow(orphans: row.orphans, onLost: row.onLost)).program
        let photo = Liveness.photo("selfie", 1)
        var repeated = 0
        for seed in 1...500 {
            var dice = SeededDice(UInt64(seed))
            var run = try Bench(program, applicant: ["selfie": photo, "id_front": photo])
            var lost: [(subject: String, activity: String)] = []
            for _ in 0..<30 where !run.status.isDecided {
                let activity = run.state.activities.values.min { $0.id < $1.id }
                if let activity, dice.below(10) > 0 {
                    let outcome = outcome(of: activity, &dice)
                    if case .lost = outcome, let subject = subject(activity) { lost.append((subject, activity.id)) }
                    try run.end(activity.id, outcome)
                } else if !run.state.incidents.isEmpty {
                    try run.operate(dice.below(2) == 0 ? .retry : .skip)
                } else if run.state.asks["one"] != nil {
                    try run.submit("one", ["selfie": photo])
                }
                for case .perform(let sent) in run.orders {
                    for earlier in lost where earlier.subject == subject(sent) {
                        repeated += 1
                        let permits = run.state.orphans.filter { $0.activity == earlier.activity }.map(\.permittedBy)
                        let isNamed = permits.contains {
                            $0.hasPrefix("operator") || $0 == "retry.on_lost: repeat"
                                || $0.hasSuffix("idmeta.orphans: allow")
                        }
                        #expect(isNamed, "\(sent.id) after \(earlier.activity) by \(permits)")
                    }
                }
            }
        }
        #expect(repeated > 50, "the dice lost too little")
    }

    private func outcome(of activity: Activity, _ dice: inout SeededDice) -> ActivityEnd.Outcome {
        switch dice.below(8) {
        case 0, 1, 2: .lost(CallProblem(kind: .timeout), permit: activity.policy.lostMayRepeat)
        case 3: .exhausted(CallProblem(kind: .connect))
        case 4: .unusable(reason: "face_too_small", field: nil)
        default: .answered(Answer(result: ["id": "v-1"], verdict: .passed, status: .verified))
        }
    }
}
