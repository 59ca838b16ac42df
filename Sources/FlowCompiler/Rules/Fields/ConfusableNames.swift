import Diagnostics
import FlowSyntax
import YAMLTree

extension Rule {
    /// `birth_date` and `birthDate` side by side.
    static let confusableNames = Rule("confusable-names") { context in
        let sections = [
            context.tree.applicant.map(\.name), context.tree.flags.map(\.name), context.tree.vendors.map(\.name),
            context.tree.allNodes.compactMap(\.id),
        ]
        return sections.flatMap { names -> [Problem] in
            var first: [String: Located<String>] = [:]
            return names.compactMap { name in
                let plain = name.value.lowercased().filter { $0 != "_" }
                guard let earlier = first.updateValue(name, forKey: plain), earlier.value != name.value else {
                    return nil
                }
                return Problem(
                    "`\(earlier.value)` and `\(name.value)` are easily taken for each other", at: name.place,
                    help: "give one of them another name", related: [.init("the other", at: earlier.place)])
            }
        }
    }
}
