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

    public init(_ program: FlowProgram) { self.program = program }

    /// The values that fit; findings say what does not.
    public func read(_ node: YAMLNode, findings: inout Findings) -> [String: Value] {
        guard let record = Record(node, as: "`flags`", findings: &findings) else { return [:] }
        var values: [String: Value] = [:]
        for entry in record.entries {
            guard let name = entry.key.text, let value = literal(entry.value, findings: &findings) else { continue }
            let flag = program.flags.first { $0.name == name }
            let converted = flag.map { value.converted(to: $0.type) } ?? value
            for problem in Intake(program).problems(ofFlags: [name: converted]) {
                findings.report(
                    problem.code == "unknown-field"
                        ? Finding(
                            "unknown-flag", "`\(name)` is no flag of this flow", at: entry.key.place,
                            help: nameHelp(for: name, in: program.flags.map(\.name), known: "its flags"),
                            fix: .rename(name, in: program.flags.map(\.name), at: entry.key.place))
                        : Finding(
                            problem.code, "the flag `\(name)` does not fit", at: entry.value.place,
                            help: "expected \(problem.expected)"))
            }
            values[name] = converted
        }
        return values
    }
}
