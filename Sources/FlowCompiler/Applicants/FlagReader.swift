public import Diagnostics
public import Expressions
public import FlowIR
import FlowMachine
import FlowSyntax
import YAMLDecoding
public import YAMLTree

/// Reads the values of flags that a request or a scenario sets.
public struct FlagReader {
    public let program: FlowProgram
    /// Whether only those may be set that the flow opens to requests.
    public let isRequest: Bool

    public init(_ program: FlowProgram, isRequest: Bool) {
        self.program = program
        self.isRequest = isRequest
    }

    /// The values that fit; findings say what does not.
    public func read(_ node: YAMLNode, findings: inout Findings) -> [String: Value] {
        guard let record = Record(node, as: "`flags`", findings: &findings) else { return [:] }
        var values: [String: Value] = [:]
        for entry in record.entries {
            guard let name = entry.key.text, let value = literal(entry.value, findings: &findings) else { continue }
            let flag = program.flags.first { $0.name == name }
            let converted = flag.map { value.converted(to: $0.type) } ?? value
            let intake = Intake(program)
            let given = [name: converted]
            for problem in isRequest ? intake.problems(ofRequestedFlags: given) : intake.problems(ofFlags: given) {
                findings.report(finding(problem, name, entry))
            }
            values[name] = converted
        }
        return values
    }

    private func finding(_ problem: Intake.Problem, _ name: String, _ entry: YAMLEntry) -> Finding {
        switch problem.code {
        case "unknown-field":
            Finding(
                "unknown-flag", "`\(name)` is no flag of this flow", at: entry.key.place,
                help: nameHelp(for: name, in: program.flags.map(\.name), known: "its flags"),
                fix: .rename(name, in: program.flags.map(\.name), at: entry.key.place))
        case "not-overridable":
            Finding(
                "not-overridable", "the flow does not open `flags.\(name)` to requests", at: entry.key.place,
                help: nameHelp(for: name, in: problem.choices, known: "open")
                    ?? "a flow lists what requests may set under `overridable`")
        default:
            Finding(
                problem.code, "the flag `\(name)` does not fit", at: entry.value.place,
                help: "expected \(problem.expected)")
        }
    }
}
