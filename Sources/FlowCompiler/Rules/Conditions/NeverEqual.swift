import Diagnostics
import ExpressionSyntax
import Expressions
import YAMLDecoding
import YAMLTree

extension Rule {
    /// A comparison of two things that have no value in common: a verdict with a way to end, say.
    static let neverEqual = Rule("never-equal", .error) { context in
        context.calls(to: [Operator.equal, Operator.notEqual]).compactMap { compiled, node, sides in
            guard sides.allSatisfy(\.isPath), let left = context.words(of: sides[0]),
                let right = context.words(of: sides[1]), left.isDisjoint(with: right)
            else { return nil }
            return Problem(
                "`\(sides[0].text)` and `\(sides[1].text)` never have the same value",
                at: compiled.place(of: node),
                help: "`\(sides[0].text)` is one of \(Self.listed(left))")
        }
    }

    private static func listed(_ words: Set<String>) -> String {
        words.sorted().map { "`\($0)`" }.joined(separator: ", ")
    }
}

extension RuleContext {
    /// The words that something is one of, where it is declared to be one of a few.
    fileprivate func words(of node: ExpressionNode) -> Set<String>? {
        guard let allowed = facts.declared[node.text].allowed else { return nil }
        let words = allowed.compactMap(\.stringValue)
        return words.count == allowed.count ? Set(words) : nil
    }
}
