import Diagnostics
import FlowSyntax
import YAMLTree

extension Rule {
    /// One of several words that stands there twice: a value of a field, a field to collect, something to override.
    static let repeatedChoice = Rule("repeated-choice") { context in
        context.choices.flatMap { path, node -> [Problem] in
            var first: [String: Place] = [:]
            let items = node.items ?? []
            return items.indices.compactMap { index in
                // `flags.x` and `flags.x: { max: 5 }` open the same.
                let word = items[index].entries?.first?.key ?? items[index]
                guard let earlier = first.updateValue(word.place, forKey: word.canonical) else { return nil }
                return Problem(
                    "this choice is named twice", at: word.place, help: "name it once",
                    related: [.init("named first", at: earlier)], fix: context.removing(path + [.item(index)]))
            }
        }
    }
}

extension RuleContext {
    /// Every list of words, with the way to it.
    fileprivate var choices: [(path: [YAMLStep], node: YAMLNode)] {
        var paths: [[YAMLStep]] = [["overridable"], ["evidence"]]
        paths += fields.map { [.key($0.section), .key($0.field.name.value), "one_of"] }
        for node in tree.allNodes {
            guard let way = node.id.flatMap({ path($0.value) }) else { continue }
            let lists: [[YAMLStep]] = [
                ["collect"], ["require"], ["review", "answers"], ["review", "shows"], ["attempts", "on"],
                ["attempts", "except"], ["attempts", "ask"],
            ]
            paths += lists.map { way + $0 }
        }
        return paths.compactMap { path in node(path).flatMap { $0.items == nil ? nil : (path, $0) } }
    }
}
