import Diagnostics
import ExpressionSyntax
import Expressions
import Vendors
import YAMLDecoding
import YAMLTree

/// Compiles expressions over an answer; a member that the contract does not have is shown in both files.
struct AnswerExpressions {
    var places: ContractPlaces
    var call: ContractOperation
    /// What the answer is promised to be; `nil` for a body that may be anything.
    var answer: Schema?

    func compile(
        _ node: YAMLNode, in environment: ExpressionEnvironment, expecting: ExpressionType?, findings: inout Findings
    ) -> CheckedExpression? {
        var own = Findings()
        let compiled = node.expression(in: environment, expecting: expecting, findings: &own)
        for var finding in own.all {
            if finding.code == "unknown-field", let path = Self.path(in: finding.message) {
                finding.related = [
                    .init("what the contract says `\(call.id)` answers", at: places.answer(call, at: path))
                ]
            }
            findings.report(finding)
        }
        if let compiled, let answer {
            Guards(schema: answer, places: places, call: call).check(compiled, findings: &findings)
        }
        return compiled?.expression
    }

    /// Reports a pointer to what the answer does not have.
    func check(_ pointer: JSONPointer, at node: YAMLNode, findings: inout Findings) {
        var schema = answer
        for (index, token) in pointer.tokens.enumerated() {
            guard let here = schema, !here.propertyNames.isEmpty || here.element != nil else { return }
            if let next = here.property(token) ?? (Int(token) != nil ? here.element : nil) {
                schema = next
                continue
            }
            let way = Array(pointer.tokens.prefix(index))
            findings.report(
                .unknownName(
                    "unknown-field", "`\(pointer)` is no place in what `\(call.id)` answers", token,
                    of: here.propertyNames, at: node,
                    related: [.init("what the contract says `\(call.id)` answers", at: places.answer(call, at: way))]))
            return
        }
    }

    /// Reports each status that the contract lists where the expression takes it from, and that has no line.
    func check(_ status: CheckedExpression, in table: StatusTable, at node: YAMLNode, findings: inout Findings) {
        guard let path = status.root.givenBodyPath, let schema = answer?.schema(at: path) else { return }
        for value in schema.listedValues where value != .null && table.arm(for: value) == nil {
            findings.report(
                Finding(
                    "status-without-arm", "the contract lists the status `\(value.shown)`, which has no line here",
                    at: node.place, help: "add `\(value.shown): { status: … }` to `statuses`",
                    related: [.init("the contract's list", at: places.answer(call, at: path))]))
        }
    }

    /// The way from the body to the object that the message names first: our object types are called after it, as in
    /// `` `body.items[].x` has no field … ``.
    private static func path(in message: String) -> [String]? {
        guard let name = message.split(separator: "`", omittingEmptySubsequences: false).dropFirst().first else {
            return nil
        }
        let parts = name.replacing("[]", with: ".0").split(separator: ".").map(String.init)
        return parts.first == "body" ? Array(parts.dropFirst()) : nil
    }
}
