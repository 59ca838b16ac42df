import Diagnostics
import Expressions
import FlowIR
import Vocabulary
import YAMLDecoding
import YAMLTree

extension Rule {
    /// Countries are two capital letters (ISO 3166-1).
    static let notACountry = Rule("not-a-country", .error) { context in
        context.facts.judgements.flatMap { judged in
            judged.comparisons.flatMap { comparison -> [Problem] in
                guard comparison.isWithText, context.type(of: comparison.path, in: judged.role) == .country else {
                    return []
                }
                return comparison.constants.compactMap { constant, range in
                    guard case .string(let text) = constant, !text.isCountry else { return nil }
                    let place = judged.compiled.place(of: range)
                    let upper = text.uppercased()
                    return Problem(
                        "`\(text)` is no country code", at: place, help: "write two capital letters, such as `DE`",
                        fix: upper.isCountry ? Fix.requote(place, upper) : nil)
                }
            }
        }
    }
}

extension String {
    fileprivate var isCountry: Bool { utf8.count == 2 && utf8.allSatisfy { (0x41...0x5A).contains($0) } }
}
