import Diagnostics
import FlowSyntax
import YAMLTree

extension Rule {
    /// One of several words that stands there twice: a value of a field, a field to collect, something to override.
    static let repeatedChoice = Rule("repeated-choice") { context in
        context.choices.flatMap { items -> [Problem] in
            var first: [String: Place] = [:]
            return items.indices.compactMap { index in
                // `flags.x` and `flags.x: { max: 5 }` open the same.
                let word = items[index].entries?.first?.key ?? items[index]
                guard let earlier = first.updateValue(word.place, forKey: word.canonical) else { return nil }
                return Problem(
                    "this choice is named twice", at: word.place, help: "name it once",
                    related: [.init("named first", at: earlier)],
                    fix: .removing(valueAt: items[index].place, from: context.flow))
            }
        }
    }
}

extension RuleContext {
    /// Every list of words.
    fileprivate var choices: [[YAMLNode]] {
        let written = tree.allNodes.compactMap { node in
            // Checks are most of all steps, and know their text.
            (node.check ?? node.act?.step)?.node ?? node.id.flatMap { path($0.value) }.flatMap { self.node($0) }
        }
        let ofSteps = written.flatMap { node -> [YAMLNode?] in
            let (review, attempts) = (node.member("review"), node.member("attempts"))
            return [
                node.member("collect"), node.member("require"), review?.member("answers"), review?.member("shows"),
                attempts?.member("on"), attempts?.member("except"), attempts?.member("ask"),
            ]
        }
        let others = [flow.member("overridable"), flow.member("evidence")] + fields.map { $0.node.member("one_of") }
        return (others + ofSteps).compactMap { $0?.items }
    }
}
