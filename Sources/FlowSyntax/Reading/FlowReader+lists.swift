import Diagnostics
import FlowIR
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Steps that hold others.
extension FlowReader {
    mutating func block(_ node: YAMLNode) -> BlockTree? {
        guard let (record, head) = head(node, FlowForms.block), let list = record["steps"]?.value else {
            return nil
        }
        return BlockTree(
            head: head, nodes: inner(list, "`steps`"),
            repetition: record["attempts"].flatMap { repetition($0.value) })
    }

    private mutating func repetition(_ node: YAMLNode) -> RepetitionTree? {
        guard
            let record = Record(
                node, as: "`attempts` of a block", keys: FlowForms.repetition.names, findings: &findings),
            let maximum = locatedInt(record.require("max", findings: &findings), "`max`", 2...20),
            let againIf = record.require("again_if", findings: &findings)
        else { return nil }
        return RepetitionTree(
            maximum: maximum, againIf: againIf, pause: locatedInterval(record["pause"]?.value, "`pause`"))
    }

    /// A list of steps that stands inside another.
    private mutating func inner(_ node: YAMLNode, _ what: String, mayBeEmpty: Bool = false) -> [NodeTree] {
        guard let items = node.list(what, findings: &findings) else { return [] }
        if items.isEmpty, !mayBeEmpty {
            findings.report(
                Finding(
                    "empty-list", "\(what) holds no step", at: node.place,
                    help: "write at least one, or leave the whole step out"))
        }
        return items.compactMap { self.node($0) }
    }

    mutating func choose(_ node: YAMLNode) -> ChooseTree? {
        guard let (record, head) = head(node, FlowForms.choose), let list = record["choose"]?.value,
            let items = list.list("`choose`", findings: &findings)
        else { return nil }
        let branches = items.compactMap { branch($0) }
        if branches.count == items.count, branches.last?.condition != nil || branches.isEmpty {
            findings.report(
                Finding(
                    "no-otherwise", "the last branch of `choose` has to be `otherwise`",
                    at: branches.last?.place ?? list.place,
                    help: "add `- otherwise: []`, so that it is plain what happens when no condition holds"))
        }
        for branch in branches.dropLast() where branch.condition == nil {
            findings.report(
                Finding(
                    "unreachable-branch", "no branch after `otherwise` is ever tried", at: branch.place,
                    help: "put `otherwise` last"))
        }
        return ChooseTree(head: head, branches: branches)
    }

    private mutating func branch(_ node: YAMLNode) -> BranchTree? {
        if let otherwise = node.member("otherwise") {
            guard Record(node, as: "a branch", keys: FlowForms.otherwise.names, findings: &findings) != nil else {
                return nil
            }
            return BranchTree(
                condition: nil, nodes: inner(otherwise, "`otherwise`", mayBeEmpty: true), place: node.place)
        }
        guard
            let record = Record(
                node, as: "a branch", keys: FlowForms.branch.names, or: ["otherwise"], findings: &findings),
            let condition = record.require("when", findings: &findings),
            let list = record.require("steps", findings: &findings)
        else { return nil }
        return BranchTree(condition: condition, nodes: inner(list, "`steps`", mayBeEmpty: true), place: node.place)
    }

    mutating func parallel(_ node: YAMLNode) -> ParallelTree? {
        guard let (outer, head) = head(node, FlowForms.parallel), let body = outer["parallel"]?.value,
            let record = Record(body, as: "`parallel`", keys: FlowForms.members.names, findings: &findings),
            let list = record.require("steps", findings: &findings)
        else { return nil }
        let join = record["join"].flatMap { entry in
            self.join(entry.value).map { Located($0, at: entry.value.place) }
        }
        // Members of a join that counts are counted by it alone, whatever the flow says of its other steps.
        let outside = remedies
        if let join, !join.value.isOfAll { remedies = [:] }
        defer { remedies = outside }
        return ParallelTree(
            head: head, join: join ?? Located(.all, at: body.place), onUnmet: choice(record, "on_unmet"),
            members: inner(list, "`steps`"))
    }

    private mutating func join(_ node: YAMLNode) -> JoinTree? {
        if case .mapping = node.content {
            guard
                let record = Record(node, as: "`join`", keys: FlowForms.join.names, findings: &findings),
                let passed = locatedInt(record.require("passed", findings: &findings), "`passed`", 1...100)
            else { return nil }
            return .passed(
                passed, failedAtMost: locatedInt(record["failed_at_most"]?.value, "`failed_at_most`", 0...100))
        }
        switch node.text {
        case "all": return .all
        case "any": return .any
        case "first": return .first
        case let text? where text.first?.isNumber == true:
            return locatedInt(node, "`join`", 1...100).map { .passed($0, failedAtMost: nil) }
        default:
            findings.report(
                Finding(
                    "wrong-kind", "`join` is not one of the ways to join", at: node.place,
                    help: [
                        node.text.flatMap { closest(to: $0, in: ["all", "any", "first"]) }
                            .map { "did you mean `\($0)`?" },
                        "write `all`, `any`, `first`, how many have to pass, or `{ passed: 2, failed_at_most: 1 }`",
                    ].compactMap { $0 }.joined(separator: " "),
                    fix: .rename(node.text ?? "", in: ["all", "any", "first"], at: node.place)))
            return nil
        }
    }
}
