import Diagnostics
import Expressions
import FlowIR
import FlowSyntax
import YAMLDecoding

extension Lowering {
    /// Remembers what an expression reads.
    mutating func note(_ references: [PlacedReference]) {
        for reference in references where reference.path.first == Environments.surroundings {
            findings.report(
                Finding(
                    "misplaced-env", "`env` can only be read in vendors' settings and under `notify`",
                    at: reference.place,
                    help: "what stands in the environment is secret, and what is written here may be shown"))
        }
        for reference in references where reference.path.count > 3 && reference.path[0] == "checks" {
            guard reference.path[2] == "artifacts" else { continue }
            artifactReads[reference.path[1], default: []].insert(reference.path[3])
        }
        for reference in references where reference.path.count > 1 {
            reads.insert("\(reference.path[0]).\(reference.path[1])")
        }
    }
}
