import Diagnostics
import FlowIR
import FlowSyntax
import Vocabulary
import YAMLTree

extension Rule {
    /// The waits alone are longer than the deadline, so the last calls are never made.
    static let callsNeverReached = Rule("calls-never-reached") { context in
        context.boundPolicies.compactMap { policy, layers in
            guard let deadline = policy.deadline, let retry = layers.first(where: { $0.deadline != nil }),
                let place = retry.deadline?.place
            else { return nil }
            for entry in policy.entries {
                var waited = Interval.zero
                for call in 1..<max(entry.calls, 1) {
                    let wait = entry.wait(afterCall: call, roll: 0.5)
                    waited = Interval(milliseconds: waited.milliseconds + wait.milliseconds)
                    guard waited > deadline else { continue }
                    return Problem(
                        "the deadline of \(deadline) is over after about \(call) of \(entry.calls) calls", at: place,
                        help: "allow \(call) calls, wait less, or make `deadline` longer",
                        related: (retry.calls ?? layers.compactMap(\.calls).first).map {
                            [.init("the calls", at: $0.place)]
                        } ?? [])
                }
            }
            return nil
        }
    }
}

extension RuleContext {
    /// What comes of `retry` where it has a deadline, with the texts that it is made of, the nearest first.
    fileprivate var boundPolicies: [(policy: CallPolicy, layers: [RetryTree])] {
        tree.steps.flatMap { step in
            (check(step)?.vendors ?? []).compactMap { call in
                guard call.policy.deadline != nil else { return nil }
                let by = step.by.first { $0.vendor.value == call.vendor }
                let layers = [by?.call, step.call, tree.defaults].compactMap { $0?.retry }.flatMap(\.self)
                return layers.isEmpty ? nil : (call.policy, layers)
            }
        }
    }
}
