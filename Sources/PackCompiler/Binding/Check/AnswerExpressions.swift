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
