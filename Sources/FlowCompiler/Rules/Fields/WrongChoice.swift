import Diagnostics
import ExpressionSyntax
import Expressions
import FlowIR
import FlowMachine
import FlowSyntax
import Vocabulary
import YAMLDecoding
import YAMLTree

extension Rule {
    /// `one_of: [1, 2]` for a field of text.
    static let wrongChoice = Rule("wrong-choice", .error) { context in
        context.fields.flatMap { _, field, node -> [Problem] in
            (node.member("one_of")?.items ?? []).compactMap { item in
                guard let value = item.plainValue,
                    !Intake.problems(
                        of: value.converted(to: field.type), type: field.type, limits: ValueLimits(), path: ""
                    ).isEmpty
                else { return nil }
                let isText = field.type == .string
                return Problem(
                    "no \(field.type.name) is ever `\(item.text ?? "")`", at: item.place,
                    help: isText ? "write it in quotes" : "write what the field can be",
                    related: [.init("the field", at: field.name.place)],
                    fix: isText ? .replace(item.place, with: "\"\(item.text ?? "")\"") : nil)
            }
        }
    }
}

extension YAMLNode {
    /// A scalar as a value.
    fileprivate var plainValue: Value? {
        guard case .scalar(let scalar) = content else { return nil }
        switch scalar.resolved {
        case .null: return nil
        case .bool(let value): return .bool(value)
        case .int(let value): return .int(value)
        case .double(let value): return .double(value)
        case .string(let value): return .string(value)
        }
    }
}
