import Diagnostics
import Expressions
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Renders every answer of the stories and holds it against the contract.
struct StoryChecker {
    var contract: Contract
    var operations: YAMLNode
    var failures: YAMLNode?

    func check(_ stories: Stories, places: [String: Record], findings: inout Findings) {
        for (name, operation) in stories.operations.sorted(by: { $0.key < $1.key }) {
            guard let record = places[name] else { continue }
            checkAnswers(of: operation, in: stories, record, findings: &findings)
            if let applicant = operation.applicant, let entry = record["applicant"] {
                let text = operation.reasons.values.min() ?? ""
                let problems = stories.breaches(of: applicant, operation.values, operation, contract, text: text)
                report(problems, at: entry.key.place, findings: &findings)
            }
        }
        for (kind, answer) in stories.failures.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            let all = stories.operations.values.sorted { $0.name < $1.name }
            // One whose contract does not have the status never says it; some operation has to.
            let telling = all.filter { contract.operations[$0.call]?.answer(answer.status) != nil }
            for operation in telling.isEmpty ? all : telling {
                let problems = stories.breaches(of: answer, [:], operation, contract)
                guard !problems.isEmpty else { continue }
                let place = failures?.entry(kind.rawValue)?.key.place ?? operations.headPlace
                report(problems, at: place, findings: &findings)
                break
            }
        }
    }

    private func checkAnswers(
        of operation: StoryOperation, in stories: Stories, _ record: Record, findings: inout Findings
    ) {
        let plain = stories.breaches(of: operation.answer, operation.values, operation, contract)
        report(plain, at: (record["body"]?.key ?? record.node).headPlace, findings: &findings)
        // What is wrong without any values is not said again for each answer.
        guard plain.isEmpty, let answers = record["answers"]?.value.entries else { return }
        for entry in answers {
            guard let name = entry.key.text, let given = operation.answers[name] else { continue }
            for value in given.keys.sorted() where operation.values[value] == nil {
                findings.report(
                    .unknownName(
                        "unknown-value", "`\(value)` is no value of `\(operation.name)`", value,
                        of: operation.values.keys.sorted(), at: entry.value.entry(value)?.key ?? entry.key))
            }
            let problems = stories.breaches(of: operation.answer, operation.values(of: name), operation, contract)
            report(problems, at: entry.key.place, findings: &findings)
        }
    }

    private func report(_ problems: [StoryProblem], at place: Place, findings: inout Findings) {
        for problem in problems {
            findings.report(Finding(problem.code, problem.message, at: place, help: problem.help))
        }
    }
}
