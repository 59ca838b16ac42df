import Diagnostics
import FlowSyntax
import YAMLDecoding
import YAMLTree

extension Rule {
    /// Metadata is free text at the vendors and in our own notices: nobody guards it as personal data is guarded.
    static let personalMetadata = Rule("personal-metadata") { context in
        context.tree.metadata.flatMap { entry -> [Problem] in
            (context.facts.lowering.filled[entry.value.place] ?? []).flatMap { compiled in
                compiled.references.compactMap { reference -> Problem? in
                    guard reference.path.count > 1, reference.path[0] == "applicant",
                        let field = context.tree.field(reference.path[1]),
                        field.isPersonal
                    else { return nil }
                    return Problem(
                        "personal data goes into `metadata`", at: reference.place,
                        help: "leave it out; a field that says nothing of a person is declared `personal: false`",
                        related: [.init("the field", at: field.name.place)])
                }
            }
        }
    }
}
