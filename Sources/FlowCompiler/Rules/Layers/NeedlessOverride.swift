import Diagnostics
import ExpressionSyntax
import FlowIR
import FlowSyntax
import YAMLTree

extension Rule {
    /// A profile that sets what is so anyway.
    static let needlessOverride = Rule("needless-override", .note) { context in
        (context.flow.member("profiles")?.entries ?? []).flatMap { profile -> [Problem] in
            guard let name = profile.key.text else { return [] }
            let flags = (profile.value.member("flags")?.entries ?? []).compactMap { entry -> Problem? in
                guard let flag = entry.key.text,
                    let base = context.flow.member("flags")?.member(flag)?.entry("default"),
                    base.value.canonical == entry.value.canonical
                else { return nil }
                return problem(entry, base.value, ["profiles", .key(name), "flags", .key(flag)], context)
            }
            let steps = (profile.value.member("steps")?.entries ?? []).flatMap { step -> [Problem] in
                guard let id = step.key.text, let path = context.paths[id] else { return [] }
                return (step.value.entries ?? []).compactMap { entry in
                    guard let key = entry.key.text, let base = context.node(path)?.entry(key),
                        base.value.canonical == entry.value.canonical
                    else { return nil }
                    return problem(entry, base.value, ["profiles", .key(name), "steps", .key(id), .key(key)], context)
                }
            }
            return flags + steps
        }
    }

    private static func problem(
        _ entry: YAMLEntry, _ base: YAMLNode, _ path: [YAMLStep], _ context: RuleContext
    ) -> Problem {
        Problem(
            "the flow says the same without this", at: entry.key.place, help: "leave it out, or write what differs",
            related: [.init("said here", at: base.place)], fix: context.removing(path))
    }
}
