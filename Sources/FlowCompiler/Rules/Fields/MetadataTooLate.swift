import Diagnostics
import FlowIR
import FlowSyntax
import YAMLDecoding
import YAMLTree

extension Rule {
    /// A vendor that takes metadata only when its verification is opened never sees what checks find.
    static let metadataTooLate = Rule("metadata-too-late") { context in
        let late = context.tree.vendors.first { context.vendors[$0.name.value]?.use.metadataTime == .create }
        guard let late else { return [] }
        return context.tree.metadata.flatMap { entry -> [Problem] in
            (context.facts.lowering.filled[entry.value.place] ?? []).flatMap { compiled in
                compiled.references.compactMap { reference -> Problem? in
                    guard reference.path[0] == "checks" else { return nil }
                    return Problem(
                        "\(late.name.value) takes metadata before any check has ended", at: reference.place,
                        help: "write what is known at once: `applicant.…` or `flags.…`",
                        related: [.init("the vendor", at: late.name.place)])
                }
            }
        }
    }
}
