import Diagnostics
import FlowIR
import Vocabulary
import YAMLDecoding
import YAMLTree

extension FlowReader {
    private static let stepKeys = [
        "id", "title", "check", "by", "input", "when", "verdict", "attempts", "retry", "timeout", "on_exhausted",
        "require",
    ]

    mutating func steps(_ node: YAMLNode) -> [StepTree] {
        guard let items = node.list("`steps`", findings: &findings) else { return [] }
        if items.isEmpty {
            findings.report(
                Finding(
                    "no-steps", "the flow has no steps", at: node.place,
                    help: "add a step such as `- { id: document, check: document, by: idmeta, input: { … } }`"))
        }
        return items.compactMap { step($0) }
    }

    private mutating func step(_ node: YAMLNode) -> StepTree? {
        // What other steps read of one that could not be read is not known to be wrong.
        let ids = node.member("check") == nil ? node.stepIDs : node.member("id")?.text.map { [$0] } ?? []
        for id in ids { unread.insert("checks.\(id)") }
        let help = "leave it out for now; this version runs checks one after the other"
        refuseLater(Self.laterKinds, in: node, help: help)
        // A step of a later kind was refused by name; nothing more is to be said of it.
        if node.member("check") == nil, Self.laterKinds.contains(where: { node.member($0) != nil }) { return nil }
        refuseLater(Self.laterStepKeys, in: node, help: help)
        guard
            let record = Record(
                node, as: "a step", keys: Self.stepKeys, ignoring: Self.laterKinds + Self.laterStepKeys,
                findings: &findings)
        else { return nil }
        let id = located(record.require("id", findings: &findings), "the step's id")
        let check = located(record.require("check", findings: &findings), "the check")
        let by = record.require("by", findings: &findings).map { vendors(of: $0) }
        guard let id, let check, let by else { return nil }
        unread.remove("checks.\(id.value)")
        if !Self.isIdentifier(id.value) { findings.report(.badName("step", id)) }
        return StepTree(
            id: id, title: record["title"]?.value.string("the title", findings: &findings), check: check, by: by,
            condition: record["when"]?.value, input: record["input"].map { entries($0.value, "`input`") } ?? [],
            verdict: record["verdict"].map { arms($0.value) } ?? [],
            attempts: record["attempts"].flatMap { attempts($0.value) }, call: call(record),
            remedies: record["on_exhausted"].map { remedies($0.value) } ?? [:],
            require: record["require"].map { names($0.value, "`require`") } ?? [], place: node.place)
    }

    private mutating func vendors(of node: YAMLNode) -> [ByTree] {
        let items: [YAMLNode]
        if case .sequence(let list) = node.content { items = list } else { items = [node] }
        if items.isEmpty {
            findings.report(Finding("empty-list", "`by` names no vendor", at: node.place, help: "write `by: idmeta`"))
        }
        return items.compactMap { item in
            guard case .mapping(let entries) = item.content else {
                return located(item, "a vendor").map { ByTree(vendor: $0, input: [], call: CallTree()) }
            }
            guard entries.count == 1, let entry = entries.first, let name = entry.key.text else {
                findings.report(
                    Finding(
                        "wrong-kind", "an item of `by` is a vendor, or one vendor with its layer", at: item.place,
                        help: "write `- idmeta: { timeout: 30s }`"))
                return nil
            }
            let later = ["options", "session"]
            refuseLater(later, in: entry.value)
            guard
                let record = Record(
                    entry.value, as: "vendor `\(name)` of `by`", keys: ["input", "retry", "timeout"], ignoring: later,
                    findings: &findings)
            else { return nil }
            return ByTree(
                vendor: Located(name, at: entry.key.place),
                input: record["input"].map { self.entries($0.value, "`input`") } ?? [], call: call(record))
        }
    }

    private mutating func arms(_ node: YAMLNode) -> [ArmTree] {
        let verdicts: [(name: String, value: Verdict)] = [
            ("fail", .failed), ("review", .review), ("pass", .passed), ("unknown", .unknown),
        ]
        return (node.list("`verdict`", findings: &findings) ?? []).compactMap { item in
            let keys = ["fail", "review", "pass", "otherwise", "overrules_vendor"]
            guard let record = Record(item, as: "a verdict arm", keys: keys, findings: &findings) else { return nil }
            let arms = record.entries.filter { $0.key.text != "overrules_vendor" }
            guard arms.count == 1, let arm = arms.first else {
                if !arms.isEmpty || !item.hasKeys(beside: keys) {
                    findings.report(.oneArm("a verdict arm", Array(keys.dropLast()), at: item.place))
                }
                return nil
            }
            let overrules = record["overrules_vendor"]?.value.bool("`overrules_vendor`", findings: &findings) ?? false
            if arm.key.text == "otherwise" {
                guard let verdict = arm.value.choice("`otherwise`", of: verdicts, findings: &findings) else {
                    return nil
                }
                return ArmTree(verdict: verdict, condition: nil, overrulesVendor: overrules, place: item.place)
            }
            guard let verdict = verdicts.first(where: { $0.name == arm.key.text })?.value else { return nil }
            return ArmTree(verdict: verdict, condition: arm.value, overrulesVendor: overrules, place: item.place)
        }
    }

    private mutating func attempts(_ node: YAMLNode) -> AttemptsTree? {
        guard case .mapping = node.content else {
            return locatedInt(node, "`attempts`", 1...20).map {
                AttemptsTree(maximum: $0, on: nil, except: [], againIf: nil, ask: nil, within: nil)
            }
        }
        let later = ["free", "remind", "pause"]
        refuseLater(later, in: node)
        let keys = ["max", "on", "except", "again_if", "ask", "within"]
        guard let record = Record(node, as: "`attempts`", keys: keys, ignoring: later, findings: &findings),
            let maximum = locatedInt(record.require("max", findings: &findings), "`max`", 1...20)
        else { return nil }
        return AttemptsTree(
            maximum: maximum, on: record["on"].map { names($0.value, "a reason") },
            except: record["except"].map { names($0.value, "a reason") } ?? [], againIf: record["again_if"]?.value,
            ask: record["ask"].map { names($0.value, "an applicant field") },
            within: locatedInterval(record["within"]?.value, "`within`"))
    }

    private mutating func remedies(_ node: YAMLNode) -> [Cause: Remedy] {
        let choices = Remedy.allCases.map { (name: $0.rawValue, value: $0) }
        guard case .mapping = node.content else {
            guard let remedy = remedy(node, choices) else { return [:] }
            return Dictionary(uniqueKeysWithValues: Cause.allCases.map { ($0, remedy) })
        }
        let causes = Cause.allCases.map(\.rawValue)
        guard let record = Record(node, as: "`on_exhausted`", keys: causes + ["otherwise"], findings: &findings) else {
            return [:]
        }
        var remedies: [Cause: Remedy] = [:]
        if let otherwise = record["otherwise"], let remedy = remedy(otherwise.value, choices) {
            for cause in Cause.allCases { remedies[cause] = remedy }
        }
        for entry in record.entries {
            guard let cause = Cause(rawValue: entry.key.text ?? ""), let remedy = remedy(entry.value, choices) else {
                continue
            }
            remedies[cause] = remedy
        }
        return remedies
    }

    private mutating func remedy(_ node: YAMLNode, _ choices: [(name: String, value: Remedy)]) -> Remedy? {
        if ["reject", "rejected"].contains(node.text) {
            findings.report(
                Finding(
                    "outage-rejects", "`on_exhausted` cannot reject", at: node.place,
                    help:
                        "an outage rejects nobody; write `review`, or reject in `status` on `checks.….ended == \"attempts\"`"
                ))
            return nil
        }
        return node.choice("`on_exhausted`", of: choices, findings: &findings)
    }

    // MARK: Calls

    mutating func call(_ record: Record) -> CallTree {
        CallTree(
            timeout: locatedInterval(record["timeout"]?.value, "`timeout`"),
            retry: record["retry"].flatMap { retry($0.value) })
    }

    private mutating func retry(_ node: YAMLNode) -> RetryTree? {
        guard case .mapping = node.content else {
            if case .scalar(let scalar) = node.content, case .int(let calls) = scalar.resolved {
                findings.report(
                    Finding(
                        "wrong-kind", "`retry` is a map of what to repeat and when", at: node.place,
                        help: "write `retry: { calls: \(calls) }`; for another photo, write `attempts: \(calls)`"))
                return nil
            }
            findings.report(
                Finding(
                    "not-available-yet", "named and listed policies are not available yet", at: node.place,
                    help: "write one policy: `retry: { calls: 4, initial: 500ms }`"))
            return nil
        }
        let later = ["use", "budget"]
        refuseLater(later, in: node)
        let keys = [
            "on", "except", "calls", "initial", "multiplier", "cap", "jitter", "deadline", "respect_retry_after",
            "on_lost",
        ]
        guard let record = Record(node, as: "`retry`", keys: keys, ignoring: later, findings: &findings) else {
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
            guard let record = Record(node, as: "`respect_retry_after`", keys: ["max"], findings: &findings) else {
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
                ? "write `\(kind)`" : "leave it out: it is `\(kind)` here, and never repeated")
    }
}
