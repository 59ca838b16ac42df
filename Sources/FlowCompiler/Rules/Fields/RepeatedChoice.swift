import Diagnostics
import FlowSyntax
import YAMLTree

extension Rule {
    static let repeatedChoice = Rule("repeated-choice") { context in
        context.fields.flatMap { section, field, node -> [Problem] in
            var first: [String: Place] = [:]
            let items = node.member("one_of")?.items ?? []
            return items.indices.compactMap { index in
                let text = items[index].canonical
                guard let earlier = first.updateValue(items[index].place, forKey: text) else { return nil }
                return Problem(
                    "this choice is named twice", at: items[index].place, help: "name it once",
                    related: [.init("named first", at: earlier)],
                    fix: context.removing([.key(section), .key(field.name.value), "one_of", .item(index)]))
            }
        }
    }
}
