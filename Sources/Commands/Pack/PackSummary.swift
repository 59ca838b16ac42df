import Expressions
import Vendors

/// What a pack binds, as a short table.
struct PackSummary {
    let pack: Pack

    var text: String {
        let bound = Set(pack.operations.values.map(\.call))
        let free = pack.contract.operations.keys.filter { !bound.contains($0) }.sorted()
        var rows = [
            row("operations", pack.operations.keys.sorted()),
            row("checks", pack.checkNames),
            row("statuses", pack.statuses?.arms.map { $0.value.statusText } ?? []),
            row("webhooks", pack.webhooks.map(\.name)),
            row("stories", pack.stories.map { $0.stories.keys.sorted() } ?? []),
            row("secrets", secrets),
        ]
        if !free.isEmpty { rows.append(row("not bound", free)) }
        let head = "\(pack.name): no findings\n"
        return head + Terminal.of(1).table(rows.filter { $0[1] != "0" || Self.always.contains($0[0]) }, indent: "  ")
    }

    private static let always: Set = ["operations", "checks", "statuses", "stories"]
    private static let most = 12

    private func row(_ what: String, _ names: [String]) -> [String] {
        let rest = names.count > Self.most ? ", …" : ""
        return [what, "\(names.count)", names.prefix(Self.most).joined(separator: ", ") + rest]
    }

    /// The variables of the environment that hold them.
    private var secrets: [String] {
        pack.settings.compactMap { setting in
            guard case .secret(let variable) = setting.kind else { return nil }
            return variable
        }
    }
}

extension Value {
    fileprivate var statusText: String {
        switch self {
        case .string(let text): text
        case .int(let number): String(number)
        case .bool(let flag): String(flag)
        default: "…"
        }
    }
}
