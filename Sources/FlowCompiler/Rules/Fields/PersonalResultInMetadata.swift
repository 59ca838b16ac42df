import Diagnostics
import FlowSyntax
import YAMLDecoding
import YAMLTree

extension Rule {
    /// What a document says of a person is personal, whoever read it.
    static let personalResultInMetadata = Rule("personal-result-in-metadata") { context in
        let personal: Set<String> = [
            "number", "first_name", "last_name", "full_name", "birth_date", "personal_number", "address", "mrz",
            "person",
            "documents", "hits",
        ]
        return context.tree.metadata.flatMap { entry -> [Problem] in
            (context.facts.lowering.filled[entry.value.place] ?? []).flatMap { compiled in
                compiled.references.compactMap { reference -> Problem? in
                    guard reference.path.count > 2, reference.path[0] == "checks", personal.contains(reference.path[2])
                    else { return nil }
                    return Problem(
                        "what `\(reference.path[1])` read of the person goes into `metadata`", at: reference.place,
                        help: "leave it out, or write what it comes to, such as `checks.\(reference.path[1]).passed`")
                }
            }
        }
    }
}
