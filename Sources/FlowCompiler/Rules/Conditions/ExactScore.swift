import Diagnostics
import Expressions
import Vocabulary
import YAMLDecoding
import YAMLTree

extension Rule {
    /// Measured numbers are hardly ever equal to anything.
    static let exactScore = Rule("exact-score") { context in
        context.calls(to: [Operator.equal, Operator.notEqual]).compactMap { compiled, node, sides in
            guard sides.contains(where: { !$0.isConstant && compiled.type(of: $0) == .double }) else { return nil }
            let isEqual = node.isCall(Operator.equal)
            return Problem(
                "a measured number is compared exactly", at: compiled.place(of: node),
                label: isEqual ? "hardly ever true" : "nearly always true",
                help: "write `\(isEqual ? ">=" : "<")` with a threshold")
        }
    }
}
