import Diagnostics
import Vocabulary
import YAMLTree

extension Rule {
    static let needlessRetryExcept = Rule("needless-retry-except") { context in
        context.retries.flatMap { node -> [Problem] in
            guard let on = node.entry("on"), let except = node.entry("except"),
                let kinds = context.kinds(on.value)
            else { return [] }
            let items = except.value.items ?? [except.value]
            return items.indices.compactMap { index in
                guard let kind = context.kinds(items[index])?.first, !kinds.contains(kind) else { return nil }
                return Problem(
                    "`on` does not name `\(kind.rawValue)`, so there is nothing to take out", at: items[index].place,
                    help: "leave it out of `except`", related: [.init("what is repeated", at: on.value.place)],
                    fix: .removing(valueAt: items[index].place, from: context.flow))
            }
        }
    }
}
