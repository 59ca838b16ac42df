import Diagnostics
import FlowIR
import Vocabulary
import YAMLDecoding
import YAMLTree

extension FlowReader {
    mutating func call(_ record: Record) -> CallTree {
        CallTree(
            timeout: locatedInterval(record["timeout"]?.value, "`timeout`"),
            retry: record["retry"].flatMap { retries($0.value) })
    }

    // MARK: Policies

    /// Remembers the named policies; each is checked, used or not.
    mutating func readPolicies(_ node: YAMLNode) {
        guard let record = Record(node, as: "`policies`", findings: &findings) else { return }
        for entry in record.entries {
            guard let name = entry.key.text else { continue }
            if !Self.isName(name) { findings.report(.badName("policy", Located(name, at: entry.key.place))) }
            policies[name] = entry
            // A policy that names another would have to be unrolled by the reader of the flow.
            let names = [entry.value] + (entry.value.items ?? [])
            if let use = names.compactMap({ $0.member("use") }).first {
                findings.report(
                    Finding(
                        "nested-policy", "a policy cannot use another one", at: use.place, help: "write its fields here"
                    ))
            } else {
                _ = retries(entry.value)
            }
        }
    }

    /// A declared policy that no `retry` names.
    mutating func checkPolicies() {
        for (name, entry) in policies.sorted(by: { $0.key < $1.key }) where !usedPolicies.contains(name) {
            findings.report(
                Finding(
                    "unused-policy", "no `retry` names policy `\(name)`", at: entry.key.place, severity: .warning,
                    help: "write `retry: \(name)` at a step or under `defaults`, or remove it",
                    fix: root.flatMap { .removing(["policies", .key(name)], from: $0) }))
        }
    }

    private mutating func policy(_ name: Located<String>) -> YAMLNode? {
        if let entry = policies[name.value] {
            usedPolicies.insert(name.value)
            // One that uses another was refused where it stands.
            return ([entry.value] + (entry.value.items ?? [])).contains { $0.member("use") != nil } ? nil : entry.value
        }
        if !hasAllPolicies { return nil }
        findings.report(
            Finding(
                "unknown-policy", "there is no policy `\(name.value)`", at: name.place,
                help: nameHelp(for: name.value, in: policies.keys.sorted(), known: "the flow's `policies`")
                    ?? "write the policy here: `retry: { calls: 4, initial: 500ms }`",
                fix: .rename(name.value, in: policies.keys.sorted(), at: name.place)))
        return nil
    }

    // MARK: Retry

    /// `patient`, `{ calls: 4 }`, `{ use: patient, deadline: 30m }`, or a list, whose first entry that has the kind counts.
    private mutating func retries(_ node: YAMLNode) -> [RetryTree]? {
        switch node.content {
        case .sequence(let items):
            if items.isEmpty {
                findings.report(
                    Finding(
                        "wrong-kind", "a list of policies has at least one", at: node.place,
                        help: "write `retry: { calls: 1 }` for no repeat"))
            }
            var seen: Set<ErrorKind> = []
            return items.enumerated().compactMap { index, item in
                guard case .mapping = item.content, item.member("use") == nil else {
                    findings.report(
                        Finding(
                            "wrong-kind", "a policy in a list is a map", at: item.place,
                            help: "write `- { on: [throttled], calls: 10 }`"))
                    return nil
                }
                guard let tree = retry(item) else { return nil }
                let kinds = Set(tree.kinds ?? ErrorKind.transient).subtracting(tree.except)
                if kinds.isSubset(of: seen) {
                    findings.report(
                        Finding(
                            "covered-policy", "the entries above have every kind of this one", at: item.place,
                            help: "the first entry that has a kind counts; put the narrower one first",
                            fix: items.count > 1 ? .removing([.item(index)], from: node) : nil))
                }
                seen.formUnion(kinds)
                return tree
            }
        case .mapping:
            guard let use = node.entry("use") else { return retry(node).map { [$0] } }
            guard let name = located(use.value, "the policy's name"), let base = policy(name) else { return nil }
            let own = YAMLNode(
                content: .mapping((node.entries ?? []).filter { $0.key.text != "use" }), place: node.place)
            return (base.items ?? [base]).compactMap { retry($0.merging(own)) }
        case .scalar(let scalar):
            if case .int(let calls) = scalar.resolved {
                findings.report(
                    Finding(
                        "wrong-kind", "`retry` is a map of what to repeat and when", at: node.place,
                        help: "write `retry: { calls: \(calls) }`; for another photo, write `attempts: \(calls)`",
                        fix: .replace(node.place, with: "{ calls: \(calls) }")))
                return nil
            }
            guard let name = located(node, "`retry`"), let base = policy(name) else { return nil }
            return (base.items ?? [base]).compactMap { retry($0) }
        }
    }

    /// `use` was taken out where a policy may be named.
    private static let retryKeys = FlowForms.retry.names.filter { $0 != "use" }

    private mutating func retry(_ node: YAMLNode) -> RetryTree? {
        let later = ["budget"]
        refuseLater(later, in: node)
        guard
            let record = Record(
                node, as: "`retry`", keys: Self.retryKeys, ignoring: later, or: ["use"], findings: &findings)
        else {
            return nil
        }
        var tree = RetryTree(place: node.place)
        tree.kinds = record["on"].map { kinds($0.value) }
        tree.except = record["except"].map { kinds($0.value) } ?? []
        tree.calls = locatedInt(record["calls"]?.value, "`calls`", 1...100)
        tree.initial = locatedInterval(record["initial"]?.value, "`initial`")
        tree.cap = locatedInterval(record["cap"]?.value, "`cap`")?.value
        tree.deadline = locatedInterval(record["deadline"]?.value, "`deadline`")
        tree.jitter = record["jitter"]?.value.choice(
            "`jitter`", of: RetryEntry.Jitter.allCases.map { ($0.rawValue, $0) }, findings: &findings)
        if let node = record["multiplier"]?.value, let multiplier = node.double("`multiplier`", findings: &findings) {
            if (1...100).contains(multiplier) {
                tree.multiplier = multiplier
            } else {
                findings.report(.outOfRange("`multiplier`", 1...100, at: node.place))
            }
        }
        if let entry = record["on_lost"] {
            let choices: [(name: String, value: Bool)] = [("repeat", true), ("incident", false)]
            tree.repeatsLost = entry.value.choice("`on_lost`", of: choices, findings: &findings)
                .map { Located($0, at: entry.value.place) }
        }
        if let entry = record["respect_retry_after"] { respectRetryAfter(entry.value, &tree) }
        return tree
    }

    private mutating func respectRetryAfter(_ node: YAMLNode, _ tree: inout RetryTree) {
        if case .mapping = node.content {
            guard
                let record = Record(
                    node, as: "`respect_retry_after`", keys: FlowForms.retryAfter.names, findings: &findings)
            else {
                return
            }
            tree.respectsRetryAfter = true
            tree.retryAfterLimit = locatedInterval(record["max"]?.value, "`max`")?.value
        } else {
            tree.respectsRetryAfter = node.bool("`respect_retry_after`", findings: &findings)
        }
    }

    private mutating func kinds(_ node: YAMLNode) -> [ErrorKind] {
        var choices: [(name: String, value: [ErrorKind])] = ErrorKind.transient.map { ($0.rawValue, [$0]) }
        choices.append(("transient", ErrorKind.transient))
        let items: [YAMLNode]
        if case .sequence(let list) = node.content { items = list } else { items = [node] }
        var kinds: [ErrorKind] = []
        for item in items {
            if case .scalar(let scalar) = item.content, case .int(let number) = scalar.resolved {
                findings.report(.numberAsKind(number, at: item.place))
                continue
            }
            for kind in item.choice("`on`", of: choices, findings: &findings) ?? [] where !kinds.contains(kind) {
                kinds.append(kind)
            }
        }
        return kinds
    }
}

extension Finding {
    fileprivate static func numberAsKind(_ number: Int64, at place: Place) -> Finding {
        let kinds: [Int64: String] = [
            401: "credentials", 402: "out_of_credit", 403: "credentials", 404: "gone", 429: "throttled",
        ]
        let kind = kinds[number] ?? ((500...599).contains(number) ? "server" : "refused")
        return Finding(
            "http-code-as-kind", "`\(number)` is an HTTP code, which only packs know", at: place,
            help: ["throttled", "server"].contains(kind)
                ? "write `\(kind)`" : "leave it out: it is `\(kind)` here, and never repeated",
            fix: ["throttled", "server"].contains(kind) ? .replace(place, with: kind) : nil)
    }
}
