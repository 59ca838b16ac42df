import Diagnostics
import Expressions
import FlowIR
import FlowSyntax
import Vocabulary
import YAMLDecoding

extension Rule {
    /// A rule that reads a check or a join, and verifies those alone who did not pass it.
    static let verifiesUnlessPassed = Rule("verifies-unless-passed") { context in
        context.tree.rules.indices.flatMap { index -> [Problem] in
            guard context.tree.rules[index].outcome == .verify, let judged = context.judgement(.status(index)),
                !judged.outcome.holds.isImpossible, !judged.outcome.fails.isImpossible
            else { return [] }
            let declared = context.facts.declared
            let reads = Set(judged.compiled.references.filter { $0.path.count > 2 }.map { $0.path.prefix(3) })
            let things = reads.compactMap { path -> (name: String, text: String, passed: Facts)? in
                let (root, id, part) = (path[0], path[1], path[2])
                // Who is verified did pass it, which is what most rules say.
                let holds = judged.outcome.holds
                if root == "checks", holds[.verdict, of: id].allowed == [.string(Verdict.passed.rawValue)] {
                    return nil
                }
                if root == "joins", part == "met" {
                    if holds["joins.\(id).met"] == .holds { return nil }
                    let met = context.facts.table.fact("joins.\(id).met", .holds)
                    return (id, "joins.\(id).met", met)
                }
                guard root == "checks", ["passed", "failed", "in_review", "verdict"].contains(part),
                    !context.isLeftToPeople(index, where: declared, about: id)
                else { return nil }
                return (id, "checks.\(id).passed", context.facts.facts(of: id, having: .passed))
            }
            let wrong = things.filter { thing in
                let given = declared.meet(thing.passed)
                return !given.isImpossible
                    && context.facts.outcome(of: judged.compiled, given: given).holds.isImpossible
                    && !context.facts.outcome(of: judged.compiled, given: declared).holds.isImpossible
            }
            return Dictionary(wrong.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
                .sorted { $0.key < $1.key }.map { name, thing in
                    Problem(
                        "this verifies those alone who did not pass `\(name)`", at: judged.compiled.place,
                        help: "write `\(thing.text)`, or leave it to `otherwise`")
                }
        }
    }
}
