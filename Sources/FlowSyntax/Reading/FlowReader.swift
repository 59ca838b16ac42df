public import Diagnostics
import FlowIR
import Vocabulary
import YAMLDecoding
public import YAMLTree

/// Reads a flow's YAML tree into a ``FlowTree``, collecting what is wrong with its shape.
public struct FlowReader {
    var findings = Findings()
    /// Named policies, with the keys that name them.
    var policies: [String: YAMLEntry] = [:]
    var usedPolicies: Set<String> = []
    private(set) var hasAllPolicies = true
    var unread: Set<String> = []
    /// `defaults.on_exhausted`.
    var remedies: [Cause: Remedy] = [:]
    /// The whole document, for fixes that take parts out of it.
    var root: YAMLNode?

    public init() {}

    /// The flow, or `nil` when too little of it could be read to go on. Findings are added either way.
    public static func read(_ node: YAMLNode, findings: inout Findings) -> FlowTree? {
        var reader = FlowReader()
        var tree = reader.flow(node)
        tree?.unread = reader.unread
        tree?.index()
        findings.merge(reader.findings)
        return tree
    }

    static let keys = FlowForms.flow.names

    private mutating func flow(_ node: YAMLNode) -> FlowTree? {
        root = node
        if let extends = node.entry("extends") { findings.report(.standsAlone(at: extends.key.place)) }
        guard
            let record = Record(
                node, as: "a flow", keys: Self.keys, ignoring: ["extends"], findings: &findings)
        else { return nil }
        let name = located(record.require("flow", findings: &findings), "the flow's name")
        let version = locatedInt(
            record.require("version", usual: "1", findings: &findings), "the version", 1...1_000_000)
        if let policies = record["policies"] { readPolicies(policies.value) }
        hasAllPolicies = !record.isMisspelt("policies")
        let defaults = record["defaults"].map { self.defaults($0.value) } ?? CallTree()
        let steps = record.require("steps", findings: &findings).map { self.steps($0) }
        checkPolicies()
        let status = record.require("status", findings: &findings)
        let rules = status.map { self.rules($0) }
        if let name, !Self.isName(name.value) { findings.report(.badName("flow", name)) }
        let tree = FlowTree(
            name: name ?? Located("", at: node.place), version: version ?? Located(0, at: node.place),
            title: record["title"]?.value.string("the title", findings: &findings),
            applicant: record["applicant"].map { fields($0.value, of: "applicant") } ?? [],
            flags: record["flags"].map { fields($0.value, of: "flags") } ?? [],
            vendors: record["vendors"].map { vendors($0.value) } ?? [],
            defaults: defaults,
            nodes: steps ?? [],
            metadata: record["metadata"].map { entries($0.value, "`metadata`") } ?? [],
            rules: rules ?? [], invariants: record["invariants"].map { invariants($0.value) } ?? [],
            expiresAfter: locatedInterval(record["expires_after"]?.value, "`expires_after`"),
            notify: record["notify"].map { notify($0.value) } ?? [],
            review: record["review"].flatMap { flowReview($0.value) },
            hold: record["finalize"].flatMap { hold($0.value) },
            keep: record["keep"].flatMap { keep($0.value) },
            evidence: record["evidence"].map { names($0.value, "`evidence`") } ?? [],
            after: record["after"].map { after($0.value) } ?? [],
            overridable: Overridable(of: node, findings: &findings),
            profileChoice: ProfileChoice(of: node, findings: &findings),
            outputs: record["outputs"].map { entries($0.value, "`outputs`") } ?? [],
            place: node.place, statusPlace: record["status"]?.key.place ?? node.place,
            hasAllRules: rules?.count == status?.items?.count, unread: [])
        // Whatever reads a section whose name is misspelt would be a finding of its own.
        let isWhole = !["applicant", "flags", "vendors", "policies"].contains(where: record.isMisspelt)
        return name == nil || steps == nil || status == nil || !isWhole ? nil : tree
    }

    /// Letters, digits, `-` and `_`, beginning with a letter.
    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLetter(first), text.utf8.count <= 64 else { return false }
        return text.utf8.allSatisfy {
            isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// An id that expressions read as a name: no `-`, which would be a minus.
    static func isIdentifier(_ text: String) -> Bool { isName(text) && !text.contains("-") }

    mutating func refuseLater(_ keys: [String], in node: YAMLNode, help: String = "leave it out for now") {
        guard case .mapping(let entries) = node.content else { return }
        for entry in entries {
            guard let key = entry.key.text, keys.contains(key) else { continue }
            findings.report(
                Finding(
                    "not-available-yet", "`\(key)` is part of the flow language but not available yet",
                    at: entry.key.place, help: help))
        }
    }

    // MARK: Sections

    private mutating func vendors(_ node: YAMLNode) -> [VendorTree] {
        guard let record = Record(node, as: "`vendors`", findings: &findings) else { return [] }
        return record.entries.compactMap { entry in
            guard let name = entry.key.text else { return nil }
            if !Self.isIdentifier(name) { findings.report(.badName("vendor", Located(name, at: entry.key.place))) }
            guard let settings = Record(entry.value, as: "vendor `\(name)`", findings: &findings) else { return nil }
            let own = FlowForms.vendor.names
            refuseTemplates(in: settings)
            return VendorTree(
                name: Located(name, at: entry.key.place), pack: located(settings["pack"]?.value, "the pack's name"),
                allowsOrphans: settings["orphans"]?.value.choice(
                    "`orphans`", of: [("allow", true), ("refuse", false)], findings: &findings) ?? false,
                isAdvisory: settings["final"]?.value.choice(
                    "`final`", of: [("advisory", true), ("required", false)], findings: &findings) ?? false,
                reviewWait: settings["vendor_review"].flatMap { vendorReview($0.value) },
                parent: settings["parent"].flatMap { parent($0.value) },
                settings: settings.entries.filter { !own.contains($0.key.text ?? "") })
        }
    }

    private mutating func parent(_ node: YAMLNode) -> Located<VendorUse.Parent>? {
        node.choice(
            "`parent`", of: VendorUse.Parent.allCases.map { (name: $0.rawValue, value: $0) }, findings: &findings
        ).map { Located($0, at: node.place) }
    }

    private mutating func vendorReview(_ node: YAMLNode) -> Located<Interval>? {
        guard let record = Record(node, as: "`vendor_review`", keys: FlowForms.vendorReview.names, findings: &findings)
        else { return nil }
        return locatedInterval(record.require("wait", usual: "24h", findings: &findings), "`wait`")
    }

    /// Settings are literals, or a variable of the environment: what looks like an expression would be sent as it stands.
    private mutating func refuseTemplates(in settings: Record) {
        for entry in settings.entries {
            guard let text = entry.value.text, text.contains("${"), Self.variable(in: text) == nil else { continue }
            findings.report(
                .notAVariable(
                    such: "NAME", at: entry.value.place,
                    fix: Self.meantVariable(in: text).map { .replace(entry.value.place, with: "\"${env.\($0)}\"") }))
        }
    }

    private mutating func defaults(_ node: YAMLNode) -> CallTree {
        guard let record = Record(node, as: "`defaults`", keys: FlowForms.defaults.names, findings: &findings) else {
            return CallTree()
        }
        remedies = record["on_exhausted"].map { remedies($0.value) } ?? [:]
        return call(record)
    }

    mutating func entries(_ node: YAMLNode, _ what: String) -> [YAMLEntry] {
        Record(node, as: what, findings: &findings)?.entries ?? []
    }

    private mutating func rules(_ node: YAMLNode) -> [RuleTree] {
        guard let items = node.list("`status`", findings: &findings) else { return [] }
        if items.isEmpty {
            findings.report(
                Finding(
                    "no-otherwise", "`status` has no rules", at: node.place,
                    help: "add `- verify: …` with what has to be known, and `- otherwise: review` last"))
        }
        let outcomes = StatusRule.Outcome.allCases.map(\.rawValue)
        let otherwise: [(name: String, value: StatusRule.Outcome)] = StatusRule.Outcome.allCases.map {
            ($0.rawValue, $0)
        }
        return items.compactMap { item in
            guard
                let record = Record(
                    item, as: "a status rule", keys: FlowForms.rule.names, findings: &findings)
            else { return nil }
            let arms = record.entries.filter { outcomes.contains($0.key.text ?? "") || $0.key.text == "otherwise" }
            guard arms.count == 1, let arm = arms.first else {
                // A misspelt word was refused as a key.
                if !arms.isEmpty || !item.hasKeys(beside: FlowForms.rule.names) {
                    findings.report(.oneArm("a status rule", outcomes + ["otherwise"], at: item.place))
                }
                return nil
            }
            let reason = record["reason"]?.value.string("the reason", findings: &findings)
            guard let outcome = StatusRule.Outcome(rawValue: arm.key.text ?? "") else {
                // `verify` is refused in its own words, and never proposed.
                let choices = otherwise.filter { $0.value != .verify || arm.value.text == $0.name }
                guard let value = arm.value.choice("`otherwise`", of: choices, findings: &findings) else {
                    return nil
                }
                return RuleTree(
                    outcome: value, condition: nil, reason: reason, route: route(record), place: item.place)
            }
            return RuleTree(
                outcome: outcome, condition: arm.value, reason: reason, route: route(record), place: item.place)
        }
    }

    private mutating func route(_ record: Record) -> RouteTree? {
        guard record["queue"] != nil || record["eyes"] != nil else { return nil }
        return RouteTree(
            queue: record["queue"].flatMap { located($0.value, "the queue") },
            eyes: locatedInt(record["eyes"]?.value, "`eyes`", 1...9))
    }

    private mutating func invariants(_ node: YAMLNode) -> [InvariantTree] {
        guard let items = node.list("`invariants`", findings: &findings) else { return [] }
        let kinds = Invariant.Kind.allCases.map(\.rawValue)
        return items.compactMap { item in
            guard let record = Record(item, as: "an invariant", keys: FlowForms.invariant.names, findings: &findings)
            else {
                return nil
            }
            let arms = record.entries.filter { kinds.contains($0.key.text ?? "") }
            guard arms.count == 1, let arm = arms.first, let kind = Invariant.Kind(rawValue: arm.key.text ?? "") else {
                findings.report(.oneArm("an invariant", kinds, at: item.place))
                return nil
            }
            let because = record["because"]?.value.string("`because`", findings: &findings)
            return InvariantTree(kind: kind, condition: arm.value, because: because, place: item.place)
        }
    }

    // MARK: Scalars with places

    mutating func located(_ node: YAMLNode?, _ what: String) -> Located<String>? {
        guard let node, let text = node.string(what, findings: &findings) else { return nil }
        return Located(text, at: node.place)
    }

    mutating func locatedInt(_ node: YAMLNode?, _ what: String, _ range: ClosedRange<Int>) -> Located<Int>? {
        guard let node, let number = node.int(what, findings: &findings) else { return nil }
        guard range.contains(Int(number)) else {
            findings.report(.outOfRange(what, range, at: node.place))
            return nil
        }
        return Located(Int(number), at: node.place)
    }

    mutating func locatedInterval(_ node: YAMLNode?, _ what: String) -> Located<Interval>? {
        guard let node, let interval = node.interval(what, findings: &findings) else { return nil }
        guard interval > .zero else {
            findings.report(
                Finding(
                    "wrong-duration", "\(what) is no time at all", at: node.place, help: "write a time such as `30s`"))
            return nil
        }
        return Located(interval, at: node.place)
    }

    mutating func names(_ node: YAMLNode, _ what: String) -> [Located<String>] {
        guard case .sequence = node.content else { return located(node, what).map { [$0] } ?? [] }
        return (node.list(what, findings: &findings) ?? []).compactMap { located($0, what) }
    }
}

extension Finding {
    /// The parent is laid under a flow before it is read, where its file can be found.
    fileprivate static func standsAlone(at place: Place) -> Finding {
        Finding(
            "extends-not-here", "a flow that is sent alone cannot extend another", at: place,
            help: "send `trustflow compile FLOW --text`, which is the flow with its parents' text")
    }

    static func badName(_ what: String, _ name: Located<String>) -> Finding {
        Finding(
            "bad-name", "`\(name.value)` cannot be the name of a \(what)", at: name.place,
            help: what == "flow"
                ? "use letters, digits, `-` and `_`, beginning with a letter, 64 at most"
                : "use letters, digits and `_`, beginning with a letter, 64 at most; expressions read `-` as a minus")
    }

    static func oneArm(_ what: String, _ keys: [String], at place: Place) -> Finding {
        Finding(
            "one-key", "\(what) has exactly one of \(keys.map { "`\($0)`" }.joined(separator: ", "))", at: place,
            help: "write one list item for each")
    }

    static func outOfRange(_ what: String, _ range: ClosedRange<Int>, at place: Place) -> Finding {
        Finding(
            "out-of-range", "\(what) is out of range", at: place,
            help: "write a number from \(range.lowerBound) to \(range.upperBound)")
    }
}
