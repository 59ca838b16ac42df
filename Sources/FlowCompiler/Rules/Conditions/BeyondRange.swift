import Diagnostics
import Expressions
import FlowIR
import YAMLDecoding

extension Rule {
    /// A comparison with a number that the thing never reaches.
    static let beyondRange = Rule("beyond-range") { context in
        context.facts.judgements.flatMap { judged in
            judged.comparisons.compactMap { comparison in
                guard context.isBeyond(comparison) else { return nil }
                let domain = context.domain(of: comparison)
                let bounds = [
                    domain.low.map { "at least \($0.value.plain)" }, domain.high.map { "at most \($0.value.plain)" },
                ].compactMap(\.self).joined(separator: " and ")
                return Problem(
                    "`\(comparison.path)` is \(bounds)", at: judged.compiled.place(of: comparison.range),
                    label: "always the same", help: "compare it with a number that it can pass")
            }
        }
    }
}

extension RuleContext {
    /// Whether a comparison comes out the same for every value within the declared bounds.
    func isBeyond(_ comparison: Reasoner.Comparison) -> Bool {
        let domain = domain(of: comparison)
        guard domain.low != nil || domain.high != nil, comparison.constants.count == 1,
            let number = comparison.constants[0].value.doubleValue
        else { return false }
        let low = domain.low?.value ?? -.infinity
        let high = domain.high?.value ?? .infinity
        return switch comparison.function {
        case Operator.less, Operator.greaterOrEqual: number <= low || number > high
        case Operator.greater, Operator.lessOrEqual: number >= high || number < low
        default: number < low || number > high
        }
    }

    /// What is declared of what a comparison reads; a size is never negative.
    fileprivate func domain(of comparison: Reasoner.Comparison) -> Domain {
        let isSize = comparison.path.hasSuffix(".size()") || comparison.path.hasPrefix("size(")
        return isSize ? Domain(low: .init(value: 0, isOpen: false)) : facts.declared[comparison.path]
    }

    /// Whether something of a condition was said already, so that the whole needs no word.
    func comparesBeyond(_ judged: FlowFacts.Judgement) -> Bool {
        judged.comparisons.contains { comparison in
            let allowed = facts.declared[comparison.path].allowed
            return isBeyond(comparison)
                || comparison.isOfEquality
                    && comparison.constants.contains {
                        $0.value.stringValue != nil && allowed?.contains($0.value) == false
                    }
        }
    }
}

extension Double {
    /// `18`, `0.5`.
    var plain: String { Int64(exactly: self).map(String.init) ?? "\(self)" }
}
