import Diagnostics
import ExpressionSyntax
import FlowIR
import YAMLTree

extension Rule {
    static let emptyProfile = Rule("empty-profile") { context in
        (context.flow.member("profiles")?.entries ?? []).compactMap { entry in
            guard entry.value.entries?.isEmpty == true, let name = entry.key.text else { return nil }
            return Problem(
                "profile `\(name)` changes nothing", at: entry.key.place, help: "remove it, or write what it changes",
                fix: context.removing(["profiles", .key(name)]))
        }
    }
}
