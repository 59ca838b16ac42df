import Diagnostics
import FlowSyntax
import YAMLTree

extension Rule {
    /// One attempt, and a word on when there is another.
    static let attemptsOfOne = Rule("attempts-of-one") { context in
        context.tree.steps.compactMap { step in
            guard let attempts = step.attempts, attempts.maximum.value == 1, let path = context.paths[step.id.value]
            else { return nil }
            return Problem(
                "one attempt is what there is without `attempts`", at: attempts.maximum.place,
                help: "allow another one, or leave `attempts` out", fix: context.removing(path + ["attempts"]))
        }
    }
}
