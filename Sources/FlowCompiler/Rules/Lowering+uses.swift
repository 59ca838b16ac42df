import Diagnostics
import Expressions
import FlowIR
import FlowSyntax
import YAMLDecoding

extension Lowering {
    /// Declared and never read, in the flow or in any of its profiles: most often a misspelt or forgotten rule.
    func reportUnused(_ reads: Set<String>, findings: inout Findings) {
        for flag in tree.flags where !reads.contains("flags.\(flag.name.value)") {
            findings.report(
                Finding(
                    "unused-flag", "nothing reads flag `\(flag.name.value)`", at: flag.name.place, severity: .warning,
                    help: "use it in a `when`, a `verdict` or `status`, or remove it"))
        }
        for field in tree.applicant where !reads.contains("applicant.\(field.name.value)") {
            findings.report(
                Finding(
                    "unused-input", "nothing reads applicant field `\(field.name.value)`", at: field.name.place,
                    severity: .warning, help: "do not ask for personal data that nobody uses: remove it"))
        }
        for vendor in tree.vendors where !reads.contains("by \(vendor.name.value)") {
            findings.report(
                Finding(
                    "unused-vendor", "no step asks vendor `\(vendor.name.value)`", at: vendor.name.place,
                    severity: .warning,
                    help: "remove it, or name it in a step's `by`"))
        }
    }

    /// Remembers what an expression reads.
    mutating func note(_ references: [PlacedReference]) {
        for reference in references {
            guard let name = Environments.later(in: reference.path) else { continue }
            findings.report(
                Finding(
                    "not-available-yet",
                    "`\(name)` is part of the flow language but not available yet", at: reference.place,
                    help: "leave it out for now"))
        }
        for reference in references where reference.path.count > 1 {
            reads.insert(reference.path[0] + "." + reference.path[1])
        }
    }
}
