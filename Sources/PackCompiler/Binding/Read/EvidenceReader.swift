import Diagnostics
import Vendors
import YAMLDecoding
import YAMLTree

/// Reads `evidence` of `verification`: what the vendor hands out, and where its answers have it.
struct EvidenceReader {
    var contract: Contract
    var places: ContractPlaces
    var operations: [String: ReadOperation]
    /// Every operation that the binding names; those with errors are not among `operations`.
    var declared: [String]
    var environments: BindingEnvironments

    private static let keys = ["operation", "type", "after", "url", "data"]

    func read(_ node: YAMLNode, findings: inout Findings) -> [PackEvidence] {
        guard let record = Record(node, as: "`evidence`", findings: &findings) else { return [] }
        return record.entries.compactMap { evidence($0, findings: &findings) }
    }

    private func evidence(_ entry: YAMLEntry, findings: inout Findings) -> PackEvidence? {
        let names = PackEvidence.names.map { (name: $0, value: $0) }
        let kinds = PackEvidence.Kind.allCases.map { (name: $0.rawValue, value: $0) }
        guard let name = entry.key.choice("a name of evidence", of: names, findings: &findings),
            let record = Record(entry.value, as: "evidence `\(name)`", keys: Self.keys, findings: &findings),
            let operation = record.require("operation", findings: &findings)?.choice(
                "an operation", of: declared.map { (name: $0, value: $0) }, findings: &findings),
            let kind = record.require("type", findings: &findings)?
                .choice("a type of evidence", of: kinds, findings: &findings)
        else { return nil }
        var evidence = PackEvidence(
            name: name, operation: operation, kind: kind,
            after: record["after"].flatMap { $0.value.string("`after`", findings: &findings) })
        guard let read = operations[operation], let call = contract.operations[read.operation.call] else {
            return evidence
        }
        let schema = call.answerSchema(among: read.operation.success)
        let environment = environments.incoming(input: nil, answer: schema, result: nil)
        let expressions = AnswerExpressions(places: places, call: call, answer: schema)
        evidence.url = record["url"].flatMap {
            expressions.compile($0.value, in: environment, expecting: nil, findings: &findings)
        }
        evidence.data = record["data"].flatMap {
            expressions.compile($0.value, in: environment, expecting: nil, findings: &findings)
        }
        return evidence
    }
}
