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

    func compile(
        _ node: YAMLNode, in environment: ExpressionEnvironment, expecting: ExpressionType?, findings: inout Findings
    ) -> CheckedExpression? {
        var own = Findings()
        let compiled = node.expression(in: environment, expecting: expecting, findings: &own)
        for var finding in own.all {
            if finding.related.isEmpty, Self.aboutMembers.contains(finding.code) {
                finding.related = [
                    .init("what the contract says `\(call.id)` answers", at: places.answer(call, at: []))
                ]
            }
            findings.report(finding)
        }
        return compiled?.expression
    }

    /// Codes of the expression checker for a member that an object does not have.
    private static let aboutMembers: Set<String> = ["unknown-field"]
}
