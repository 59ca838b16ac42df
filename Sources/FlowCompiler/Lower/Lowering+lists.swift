import Diagnostics
import FlowIR
import FlowMachine
import FlowSyntax
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Lists of steps, and steps that hold some.
extension Lowering {
    /// Each step sees what ended before it, here and around.
    mutating func steps(_ nodes: [NodeTree], under prefix: String = "") -> [Step] {
        let outside = position
        defer { position = outside }
        var lowered: [Step] = []
        for (index, node) in nodes.enumerated() {
            guard noteID(of: node) else { continue }
            if let step = lower(node, place: "\(prefix)\(index + 1)") { lowered.append(step) }
            position?.end(node)
        }
        return lowered
    }

    /// Whether a step has its id to itself. One that has not is told of that alone, since its id means the other.
    private mutating func noteID(of node: NodeTree) -> Bool {
        guard let id = node.id else { return true }
        if let first = seen[id.value] {
            findings.report(
                Finding(
                    "duplicate-id", "there are two steps `\(id.value)`", at: id.place,
                    help: "ids are unique in a flow", related: [.init("the first", at: first)]))
            return false
        }
        seen[id.value] = id.place
        return true
    }

    /// The ids of steps and of all that is in them; one without an id is told by its line.
    private static func ids(in nodes: [NodeTree]) -> Set<String> {
        var ids: Set<String> = []
        for node in nodes { insertIDs(of: node, into: &ids) }
        return ids
    }

    fileprivate static func insertIDs(of node: NodeTree, into ids: inout Set<String>) {
        if let mark = node.head.map(mark) ?? node.id?.value { ids.insert(mark) }
        for list in node.lists { for node in list { insertIDs(of: node, into: &ids) } }
    }

    /// `place` is the way to it: `2`, or `2.1` for the first inside the second.
    private mutating func lower(_ node: NodeTree, place: String) -> Step? {
        present = node.id?.value
        defer { present = nil }
        checkDeadline(node)
        switch node {
        case .check(let step): return lower(step).map(Step.check)
        case .act(let act): return lower(act).map(Step.check)
        case .decide(let step): return .decide(lower(step, head(step.head, place)))
        case .wait(let step): return lower(step, head(step.head, place)).map(Step.wait)
        case .collect(let step): return .collect(lower(step, head(step.head, place)))
        case .review(let step): return .review(lower(step, head(step.head, place)))
        case .flow(let step): return lower(step, head(step.head, place)).map(Step.flow)
        case .block(let step): return .block(lower(step, head(step.head, place), place))
        case .choose(let step): return .choose(lower(step, head(step.head, place), place))
        case .parallel(let step): return .parallel(lower(step, head(step.head, place), place))
        }
    }

    private mutating func head(_ tree: HeadTree, _ place: String) -> StepHead {
        var head = StepHead(
            tree.id?.value ?? "\(tree.kind)/\(place)", title: tree.title,
            condition: tree.condition.flatMap { condition($0, in: environments.flow) },
            note: SourceNote(
                file: tree.place.file.name, line: tree.id?.place.line ?? tree.place.line))
        head.deadline = tree.deadline?.value
        return head
    }

    /// A deadline is for vendors' work: whoever else is waited for has a time of their own, and something that follows when
    /// it is over.
    private mutating func checkDeadline(_ node: NodeTree) {
        guard let deadline = node.head?.deadline else { return }
        for inner in node.withAllInside.dropFirst() {
            guard let head = inner.head, !["steps", "choose", "parallel"].contains(head.kind) else { continue }
            findings.report(
                Finding(
                    "deadline-around-others", "a `\(head.kind)` stands inside, which has a time of its own",
                    at: deadline.place, help: "put it outside, or give each check inside its own `deadline`",
                    related: [.init("the step", at: head.id?.place ?? head.place)]))
        }
    }

    private mutating func lower(_ tree: BlockTree, _ head: StepHead, _ place: String) -> BlockStep {
        let steps = steps(tree.nodes, under: "\(place).")
        var repetition: Repetition?
        if let attempts = tree.repetition {
            let outside = position
            position?.ended.formUnion(Self.ids(in: tree.nodes))
            repetition = condition(attempts.againIf, in: environments.flow).map {
                Repetition(maximum: attempts.maximum.value, againIf: $0, pause: attempts.pause?.value)
            }
            position = outside
            checkRepeatable(tree)
        }
        return BlockStep(head, steps: steps, repetition: repetition)
    }

    /// A session is asked again by the step's own attempts, which know what the vendor and the applicant are up to.
    private mutating func checkRepeatable(_ tree: BlockTree) {
        for check in tree.nodes.flatMap(\.withAllInside).compactMap(\.check) {
            let isHosted = check.by.contains { by in
                kinds[check.id.value].flatMap { vendors[by.vendor.value]?.offers[$0.name] }?.hosted != nil
            }
            guard isHosted else { continue }
            findings.report(
                Finding(
                    "repeats-session",
                    "step `\(check.id.value)` sends the applicant to a vendor's page, which a block "
                        + "cannot repeat", at: check.id.place,
                    help: "put `attempts` on the step itself",
                    related: [.init("repeated here", at: tree.head.place)]))
        }
    }

    private mutating func lower(_ tree: ChooseTree, _ head: StepHead, _ place: String) -> ChooseStep {
        var branches: [Branch] = []
        let outside = position
        for (index, branch) in tree.branches.enumerated() {
            let condition = branch.condition.flatMap { self.condition($0, in: environments.flow) }
            for (other, branch) in tree.branches.enumerated() where other != index {
                position?.elsewhere.formUnion(Self.ids(in: branch.nodes))
            }
            let steps = steps(branch.nodes, under: "\(place).\(index + 1).")
            let note = SourceNote(file: branch.place.file.name, line: branch.place.line)
            branches.append(Branch(condition: condition, steps: steps, note: note))
            position = outside
        }
        return ChooseStep(head, branches: branches)
    }

    // MARK: Side by side

    private mutating func lower(_ tree: ParallelTree, _ head: StepHead, _ place: String) -> ParallelStep {
        let join = join(tree)
        var members: [Step] = []
        let outside = position
        for (index, member) in tree.members.enumerated() {
            for (other, member) in tree.members.enumerated() where other != index {
                position?.beside.formUnion(Self.ids(in: [member]))
            }
            if join != .all { position?.isRacing = true }
            if noteID(of: member), let step = lower(member, place: "\(place).\(index + 1)") { members.append(step) }
            position = outside
        }
        if join != .all {
            for (member, node) in zip(members, tree.members) where members.count == tree.members.count && !member.speaks
            {
                findings.report(
                    Finding(
                        "no-verdict", "this member of the join never comes to a verdict",
                        at: node.id?.place ?? node.head?.place ?? tree.head.place,
                        help: "end it with a check, or join `all`",
                        related: [.init("the join", at: tree.join.place)]))
            }
        }
        return ParallelStep(head, join: join, onUnmet: tree.onUnmet?.value ?? .review, members: members)
    }

    private mutating func join(_ tree: ParallelTree) -> Join {
        let count = tree.members.count
        switch tree.join.value {
        case .all:
            if let unmet = tree.onUnmet {
                findings.report(
                    Finding(
                        "idle-on-unmet", "`join: all` waits for every member and is never unmet", at: unmet.place,
                        help: "leave `on_unmet` out, and let `status` read the members",
                        fix: .removing(valueAt: unmet.place, from: document)))
            }
            return .all
        case .first: return .first
        case .any: return .passed(1, failedAtMost: max(count - 1, 0))
        case .passed(let least, let failures):
            if least.value > count {
                findings.report(
                    Finding(
                        "endless-join", "\(least.value) of \(count) can never pass", at: least.place,
                        help: "ask for \(count) at most, or add members",
                        fix: .replace(least.place, with: "\(count)")))
            }
            if let failures, least.value <= count, failures.value > count - least.value {
                findings.report(
                    Finding(
                        "idle-limit",
                        "with \(least.value) of \(count) passed, no more than \(count - least.value) "
                            + "can have failed", at: failures.place, severity: .warning,
                        help: "leave `failed_at_most` out, or make it smaller",
                        fix: .removing(valueAt: failures.place, from: document)))
            }
            return .passed(least.value, failedAtMost: failures?.value ?? max(count - least.value, 0))
        }
    }
}

extension Position {
    /// A step and all that is in it has ended.
    fileprivate mutating func end(_ node: NodeTree) { Lowering.insertIDs(of: node, into: &ended) }
}
