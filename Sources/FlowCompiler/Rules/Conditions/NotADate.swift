import Diagnostics
import ExpressionSyntax
import Expressions
import FlowIR
import FlowSyntax
import Vocabulary
import YAMLDecoding
import YAMLTree

extension Rule {
    /// Dates are compared as text, which is right for `1990-10-02` alone.
    static let notADate = Rule("not-a-date", .error) { context in
        context.notDates
            + context.facts.judgements.flatMap { judged in
                judged.comparisons.flatMap { comparison -> [Problem] in
                    guard comparison.isWithText, context.type(of: comparison.path, in: judged.role) == .date else {
                        return []
                    }
                    return comparison.constants.compactMap { constant, range in
                        guard case .string(let text) = constant, !text.isCalendarDate else { return nil }
                        let place = judged.compiled.place(of: range)
                        return Problem(
                            "`\(text)` is no date", at: place, help: "write it as `1990-10-02`: year, month, day",
                            fix: text.asCalendarDate.flatMap { Fix.requote(place, $0) })
                    }
                }
            }
    }
}

extension RuleContext {
    /// `age(applicant.phone)`: what is asked of a date, and of something that is none.
    fileprivate var notDates: [Rule.Problem] {
        calls(to: ["age", "days_until"]).compactMap { compiled, node, arguments in
            guard let first = arguments.first, first.isPath else { return nil }
            let parts = first.text.split(separator: ".").map(String.init)
            guard parts.count == 2, parts[0] == "applicant", let field = tree.field(parts[1]),
                ![.date, .string].contains(field.type)
            else { return nil }
            return Rule.Problem(
                "`\(first.text)` is \(field.type.described), and no date", at: compiled.place(of: node),
                help: "name a field of type `date`")
        }
    }
}

extension String {
    fileprivate var isCalendarDate: Bool {
        let parts = split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], let month = Int(parts[1]), let day = Int(parts[2]), Int(parts[0]) != nil
        else { return false }
        return (1...12).contains(month) && (1...31).contains(day)
    }

    /// `1990-2-1`, `1990/02/01`: what can only be meant one way.
    fileprivate var asCalendarDate: String? {
        let parts = split { !$0.isNumber }.map(String.init)
        guard parts.count == 3, parts[0].count == 4, parts[1].count < 3, parts[2].count < 3 else { return nil }
        let text = ([parts[0]] + parts[1...].map { $0.count == 1 ? "0" + $0 : $0 }).joined(separator: "-")
        return text.isCalendarDate ? text : nil
    }
}

extension Fix {
    /// Other text within the quotes that are there.
    static func requote(_ place: Place, _ text: String) -> Fix? {
        let written = String(decoding: place.file.bytes[place.range], as: UTF8.self)
        guard let quote = written.first, quote == "\"" || quote == "'", quote == written.last else { return nil }
        return .replace(place, with: "\(quote)\(text)\(quote)")
    }
}
