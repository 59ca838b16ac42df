import Diagnostics
import FlowIR
import Vocabulary
import YAMLDecoding
import YAMLTree

extension YAMLNode {
    /// Whatever is called by an `id`, however deep, and under whatever key.
    fileprivate var allIDs: [String] {
        let own = entry("id").flatMap(\.value.text).map { [$0] } ?? []
        return own + ((entries ?? []).map(\.value) + (items ?? [])).flatMap(\.allIDs)
    }
}

extension FlowReader {
    private static let stepKeys = FlowForms.check.names

    mutating func steps(_ node: YAMLNode) -> [NodeTree] {
        guard let items = node.list("`steps`", findings: &findings) else { return [] }
        if items.isEmpty {
            findings.report(
                Finding(
                    "no-steps", "the flow has no steps", at: node.place,
                    help: "add a step such as `- { id: document, check: document, by: idmeta, input: { … } }`"))
        }
        return items.compactMap { self.node($0) }
    }

    mutating func node(_ node: YAMLNode) -> NodeTree? {
        let written = (node.entries ?? []).compactMap(\.key.text)
        let kinds = written.filter { $0 == "check" || Self.otherKinds.contains($0) }
        if kinds.count > 1 {
            let sorted = (["check"] + Self.otherKinds).filter(kinds.contains)
            findings.report(.oneArm("a step", sorted, at: node.place))
            noteUnread(node.stepIDs)
            return nil
        }
        if kinds.isEmpty, lacksKind(node, written) { return nil }
        let read = self.node(node, of: kinds.first)
        // What could not be read is said where it stands, not where its name is read.
        if read == nil { noteUnread(node.allIDs) }
        return read
    }

    private mutating func node(_ node: YAMLNode, of kind: String?) -> NodeTree? {
        switch kind {
        case "act": return act(node).map(NodeTree.act)
        case "decide": return decide(node).map(NodeTree.decide)
        case "wait": return wait(node).map(NodeTree.wait)
        case "collect": return collect(node).map(NodeTree.collect)
        case "review": return review(node).map(NodeTree.review)
        case "steps": return block(node).map(NodeTree.block)
        case "choose": return choose(node).map(NodeTree.choose)
        case "parallel": return parallel(node).map(NodeTree.parallel)
        case "flow": return flowStep(node).map(NodeTree.flow)
        default: return step(node).map(NodeTree.check)
        }
    }

    /// What is read of a step whose kind is not known is not known to be wrong, whatever it is read as.
    private mutating func noteUnread(_ ids: [String]) {
        for id in ids {
            for section in ["checks", "acts", "reviews", "joins", "flows"] { unread.insert("\(section).\(id)") }
        }
    }

    /// Whether a step without a kind can be told of as one: its kind is misspelt, or its other keys say what it was to be.
    private mutating func lacksKind(_ node: YAMLNode, _ written: [String]) -> Bool {
        let kinds = ["check"] + Self.otherKinds
        for entry in node.entries ?? [] {
            guard let name = entry.key.text, !Self.stepKeys.contains(name),
                let meant = closest(to: name, in: Self.stepKeys + kinds), meant != "check", kinds.contains(meant)
            else { continue }
            findings.report(
                Finding(
                    "unknown-key", "`\(name)` is no key of a step", at: entry.key.place,
                    help: nameHelp(for: name, in: kinds, known: "what a step does"),
                    fix: .rename(name, in: kinds, at: entry.key.place)))
            noteUnread(node.allIDs)
            return true
        }
        let forms = FlowForms.stepForms.filter { form in written.allSatisfy(form.names.contains) }
        guard !written.isEmpty, !forms.isEmpty, !forms.contains(where: { $0.name == "check" }) || isHead(written)
        else { return false }
        noteUnread(node.allIDs)
        let missing = forms.map { "`\($0.kind)`" }.joined(separator: ", ")
        findings.report(
            Finding(
                "missing-key", "this step does not say what it does", at: node.headPlace,
                help: forms.count == 1 ? "add \(missing)" : "add one of \(missing)"))
        return true
    }

    private func isHead(_ written: [String]) -> Bool { written.allSatisfy(FlowForms.head.map(\.name).contains) }

    private mutating func step(_ node: YAMLNode) -> StepTree? {
        // What other steps read of one that could not be read is not known to be wrong.
        if node.member("check") == nil { noteUnread(node.stepIDs) }
        for id in node.member("id")?.text.map({ [$0] }) ?? [] { unread.insert("checks.\(id)") }
        if let options = node.entry("options") {
            findings.report(
                Finding(
                    "misplaced-options", "options are a vendor's own", at: options.key.place,
                    help: "write them under the vendor: `by: [{ idenfy: { options: { … } } }]`"))
        }
        guard
            let record = Record(
                node, as: "a step", keys: Self.stepKeys,
                ignoring: ["options"],
                or: node.member("check") == nil ? Self.otherKinds : [], findings: &findings),
            !isNearOther(node), !record.isMisspelt("input")
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
            remedies: record["on_exhausted"].map { remedies.merging(remedies($0.value)) { $1 } } ?? remedies,
            failover: record["failover"].flatMap { failover($0.value) },
            require: record["require"].map { names($0.value, "`require`") } ?? [],
            session: record["session"].flatMap { session($0.value) },
            answerWithin: locatedInterval(record["answer_within"]?.value, "`answer_within`"),
            monitor: record["monitor"].flatMap { monitor($0.value) },
            deadline: locatedInterval(record["deadline"]?.value, "`deadline`"), node: node)
    }

    /// Whether a step is no check, and its kind is misspelt.
    private func isNearOther(_ node: YAMLNode) -> Bool {
        guard node.member("check") == nil else { return false }
        return (node.entries ?? []).compactMap(\.key.text).filter { !Self.stepKeys.contains($0) }.contains { key in
            closest(to: key, in: Self.stepKeys + Self.otherKinds).map(Self.otherKinds.contains) ?? false
        }
    }

    mutating func vendors(of node: YAMLNode) -> [ByTree] {
        let items: [YAMLNode]
        if case .sequence(let list) = node.content { items = list } else { items = [node] }
        if items.isEmpty {
            findings.report(Finding("empty-list", "`by` names no vendor", at: node.place, help: "write `by: idmeta`"))
        }
        return items.compactMap { item in
            guard case .mapping(let entries) = item.content else {
                return located(item, "a vendor").map { ByTree(vendor: $0) }
            }
            guard entries.count == 1, let entry = entries.first, let name = entry.key.text else {
                findings.report(
                    Finding(
                        "wrong-kind", "an item of `by` is a vendor, or one vendor with its layer", at: item.place,
                        help: "write `- idmeta: { timeout: 30s }`"))
                return nil
            }
            let keys = FlowForms.vendorLayer.names
            guard let record = Record(entry.value, as: "vendor `\(name)` of `by`", keys: keys, findings: &findings)
            else { return nil }
            return ByTree(
                vendor: Located(name, at: entry.key.place),
                input: record["input"].map { self.entries($0.value, "`input`") } ?? [], call: call(record),
                options: record["options"].map { self.entries($0.value, "`options`") } ?? [],
                session: record["session"].flatMap { session($0.value) })
        }
    }

    private mutating func session(_ node: YAMLNode) -> SessionTree? {
        guard let record = Record(node, as: "`session`", keys: FlowForms.session.names, findings: &findings) else {
            return nil
        }
        let openings = HostedSession.Opening.allCases.map { (name: $0.rawValue, value: $0) }
        return SessionTree(
            opening: record["open"]?.value.choice("`open`", of: openings, findings: &findings),
            linkFor: locatedInterval(record["link_for"]?.value, "`link_for`"),
            finishIn: locatedInterval(record["finish_in"]?.value, "`finish_in`"),
            returnTo: record["return_to"].flatMap { located($0.value, "`return_to`") },
            remind: intervals(record["remind"]?.value), place: node.place)
    }

    private mutating func failover(_ node: YAMLNode) -> FailoverTree? {
        guard let record = Record(node, as: "`failover`", keys: FlowForms.failover.names, findings: &findings),
            let on = record.require("on", findings: &findings)
        else { return nil }
        let items = on.items ?? [on]
        let kinds = items.compactMap {
            $0.choice("`failover.on`", of: FlowForms.failoverWords, findings: &findings)
        }
        let afterStart = record["after_start"].flatMap { entry in
            entry.value.bool("`after_start`", findings: &findings).map { Located($0, at: entry.value.place) }
        }
        return FailoverTree(kinds: kinds.flatMap(\.self), afterStart: afterStart, place: node.place)
    }

    private static let verdicts: [(name: String, value: Verdict)] = [
        ("fail", .failed), ("review", .review), ("pass", .passed), ("unknown", .unknown),
    ]

    private mutating func arms(_ node: YAMLNode) -> [ArmTree] {
        let verdicts = Self.verdicts
        return (node.list("`verdict`", findings: &findings) ?? []).compactMap { item in
            let keys = FlowForms.arm.names
            guard let record = Record(item, as: "a verdict arm", keys: keys, findings: &findings) else { return nil }
            let arms = record.entries.filter { $0.key.text != "overrules_vendor" }
            guard arms.count == 1, let arm = arms.first else {
                if !arms.isEmpty || !item.hasKeys(beside: keys) {
                    findings.report(.oneArm("a verdict arm", FlowForms.arm.oneOf, at: item.place))
                }
                return nil
            }
            let overrules = record["overrules_vendor"]?.value.bool("`overrules_vendor`", findings: &findings) ?? false
            if arm.key.text == "otherwise" {
                // One that cannot be read is there all the same.
                let verdict = arm.value.choice("`otherwise`", of: verdicts, findings: &findings) ?? .unknown
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
        let keys = FlowForms.attempts.names
        guard let record = Record(node, as: "`attempts`", keys: keys, findings: &findings),
            let maximum = locatedInt(record.require("max", findings: &findings), "`max`", 1...20)
        else { return nil }
        return AttemptsTree(
            maximum: maximum, on: record["on"].map { names($0.value, "a reason") },
            except: record["except"].map { names($0.value, "a reason") } ?? [], againIf: record["again_if"]?.value,
            ask: record["ask"].map { names($0.value, "an applicant field") },
            within: locatedInterval(record["within"]?.value, "`within`"), remind: intervals(record["remind"]?.value),
            free: record["free"].map { Located(names($0.value, "a reason"), at: $0.value.place) })
    }

    private static let remedyChoices = Remedy.allCases.map { (name: $0.rawValue, value: $0) }

    mutating func remedies(_ node: YAMLNode) -> [Cause: Remedy] {
        let choices = Self.remedyChoices
        guard case .mapping = node.content else {
            guard let remedy = remedy(node, choices) else { return [:] }
            return Dictionary(uniqueKeysWithValues: Cause.allCases.map { ($0, remedy) })
        }
        let keys = FlowForms.onExhausted.names
        guard let record = Record(node, as: "`on_exhausted`", keys: keys, findings: &findings) else { return [:] }
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
                        "an outage rejects nobody; write `review`, or reject in `status` on `checks.….ended == \"attempts\"`",
                    fix: .replace(node.place, with: "review")))
            return nil
        }
        return node.choice("`on_exhausted`", of: choices, findings: &findings)
    }
}
