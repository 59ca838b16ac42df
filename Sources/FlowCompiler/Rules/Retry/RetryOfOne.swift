import Diagnostics
import ExpressionSyntax
import FlowIR
import YAMLTree

extension Rule {
    /// How to wait between calls, where there is one call only.
    static let retryOfOne = Rule("retry-of-one") { context in
        context.retries.compactMap { node in
            let pauses = ["initial", "multiplier", "cap", "jitter", "on", "except", "respect_retry_after"]
            guard let calls = node.entry("calls"), calls.value.text == "1",
                let entry = node.entries?.first(where: { pauses.contains($0.key.text ?? "") }),
                let key = entry.key.text
            else { return nil }
            return Problem(
                "one call is never repeated, so `\(key)` changes nothing", at: entry.key.place,
                help: "leave it out, or allow more calls", related: [.init("one call", at: calls.value.place)],
                fix: .removing(valueAt: entry.value.place, from: context.flow))
        }
    }
}
