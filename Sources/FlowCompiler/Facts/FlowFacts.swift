import Diagnostics
import Expressions
import FlowIR
import FlowSyntax
import Vocabulary
import YAMLDecoding
import YAMLTree

/// What is known at every place of a flow where something is read or decided.
///
/// Only what the author made optional may be missing: a step with `when`, or one that says `skip`. What is missing because
/// a vendor failed is doubt, which needs no guard.
struct FlowFacts {
    /// Where a condition stands.
    enum Role: Hashable {
        case when(step: String)
        case verdict(step: String, arm: Int)
        case again(step: String)
        /// `again_if` of a block.
        case repeats(block: String)
        /// A rule of the `decide` on a line.
        case early(line: Int, rule: Int)
        /// A branch of the `choose` on a line.
        case branch(line: Int, index: Int)
        case status(Int)
        case invariant(Int)
        /// What is asked once the status is final, on a line: of `after`, `undo` or `monitor`.
        case ending(line: Int)
    }

    /// A condition, and what is known where it stands.
    final class Judgement {
        let role: Role
        let compiled: CompiledExpression
        /// Whatever may have come before, but for the earlier rules of its own list.
        let before: Facts
        /// The earlier rules of its list are false, too.
        let given: Facts
        let outcome: Outcome
        let comparisons: [Reasoner.Comparison]

        init(
            role: Role, compiled: CompiledExpression, before: Facts, given: Facts, outcome: Outcome,
            comparisons: [Reasoner.Comparison]
        ) {
            self.role = role
            self.compiled = compiled
            self.before = before
            self.given = given
            self.outcome = outcome
            self.comparisons = comparisons
        }
    }

    let lowering: Lowering
    let declared: Facts
    let table = FactTable()
    private let reference: LoweringReference
    /// The ids of the steps that may be skipped.
    private let optional: Set<String>
    private let steps: [String: StepTree]
    private var current: StepTree?
    /// Under a condition that could not be read, nobody knows what is there.
    private var isUnsure = false
    /// Lists that nobody gives, which is said of the list and not of each element.
    private var neverGiven: Set<String> = []
    private(set) var judgements: [Judgement] = []
    /// By step, in the order of the flow: what is known when it begins.
    private(set) var starts: [(node: NodeTree, given: Facts)] = []
    /// By step: the ways to end after which nothing can be read of it.
    private(set) var absent: [String: Set<Value>] = [:]
    /// By field: the steps that collect it.
    private var collects: [String: [CollectTree]] = [:]
    /// By step, told by its mark: what is so when it was not skipped.
    private var ranWith: [String: Facts] = [:]
    /// By step, told by its mark: what has to be so for it to be skipped.
    private var skippedWith: [String: Facts] = [:]

    init(_ lowering: Lowering) {
        self.lowering = lowering
        steps = Dictionary(lowering.tree.steps.map { ($0.id.value, $0) }, uniquingKeysWith: { first, _ in first })
        declared = table.setBase(DeclaredFacts.facts(of: lowering, in: table))
        let optional = lowering.tree.optionalSteps
        self.optional = optional
        reference = LoweringReference(lowering)
        for step in lowering.tree.steps {
            var ways = Set(step.remedies.filter { $0.value == .skip }.map { Value.string(Ended($0.key).rawValue) })
            if optional.contains(step.id.value) { ways.insert(.string(Ended.skipped.rawValue)) }
            absent[step.id.value] = ways
        }
        for node in lowering.tree.allNodes {
            guard case .collect(let step) = node else { continue }
            for field in step.fields { collects[field.value, default: []].append(step) }
        }
        let given = follow(lowering.tree.nodes, declared, Surroundings())
        for entry in lowering.tree.metadata { fill(entry.value, given) }
        var before = given
        var verified = Facts.impossible
        for (index, rule) in lowering.tree.rules.enumerated() {
            let outcome = condition(rule.condition, .status(index), before, over: given)
            if rule.outcome == .verify { verified = verified.join(before.meet(outcome?.holds ?? .none)) }
            before = before.meet(outcome?.fails ?? .none)
        }
        followInvariants(verified: verified)
        followEndings(verified: verified)
    }

    /// What holds of everything in a list of steps, because of the steps around it.
    private struct Surroundings {
        /// What is so when it was not skipped.
        var ran = Facts.none
        /// What has to be so for it to be skipped; impossible where it never is.
        var skipped = Facts.impossible

        func inside(_ condition: Outcome?) -> Surroundings {
            guard let condition else { return self }
            return Surroundings(
                ran: ran.meet(FlowFacts.lasting(condition.holds)),
                skipped: skipped.join(FlowFacts.lasting(condition.fails)))
        }
    }

    /// What is known after a list of steps.
    private mutating func follow(_ nodes: [NodeTree], _ given: Facts, _ around: Surroundings) -> Facts {
        nodes.reduce(given) { follow($1, $0, around) }
    }

    private mutating func follow(_ node: NodeTree, _ given: Facts, _ around: Surroundings) -> Facts {
        starts.append((node, given))
        if let step = node.check ?? node.act?.step {
            follow(step, given, around)
            return given
        }
        guard let head = node.head else { return given }
        let outside = isUnsure
        isUnsure = isUnsure || isUnread(head.condition)
        defer { isUnsure = outside }
        let outcome = condition(head.condition, .when(step: head.id?.value ?? ""), given)
        let inside = given.meet(outcome?.holds ?? .none)
        let here = around.inside(outcome)
        note(Lowering.mark(of: head), here)
        let after: Facts
        switch node {
        case .check, .act, .collect, .review: after = inside
        case .wait(let step):
            fill(step.until, inside)
            after = inside
        case .flow(let step):
            fill(step.each?.list, inside)
            let bound = element(of: step)
            for entry in step.applicant + step.flags { fill(entry.value, inside, bound: bound) }
            after = inside
        case .decide(let step): after = follow(step, inside)
        case .block(let step):
            after = follow(step.nodes, inside, here)
            _ = condition(step.repetition?.againIf, .repeats(block: head.id?.value ?? ""), after)
        case .choose(let step): after = follow(step, inside, here)
        case .parallel(let step): after = follow(step, inside, here)
        }
        guard let outcome else { return after }
        return declared.meet(Self.lasting(after.join(given.meet(outcome.fails))))
    }

    private mutating func note(_ step: String, _ around: Surroundings) {
        // Of a step that always runs nothing follows from its having run.
        if !around.ran.isNothing { ranWith[step] = around.ran }
        skippedWith[step] = around.skipped
    }

    private mutating func follow(_ step: StepTree, _ given: Facts, _ around: Surroundings) {
        let id = step.id.value
        let outside = isUnsure
        isUnsure = isUnsure || isUnread(step.condition)
        defer { isUnsure = outside }
        let outcome = condition(step.condition, .when(step: id), given)
        let inside = given.meet(outcome?.holds ?? .none)
        current = step
        defer { current = nil }
        note(id, around.inside(outcome))
        for entry in step.input + step.by.flatMap({ $0.input + $0.options }) { fill(entry.value, inside) }
        var before = inside
        for (index, arm) in step.verdict.enumerated() {
            let outcome = condition(arm.condition, .verdict(step: id, arm: index), before, over: inside)
            before = before.meet(outcome?.fails ?? .none)
        }
        _ = condition(step.attempts?.againIf, .again(step: id), inside)
    }

    /// What is known once a `decide` has been passed.
    private mutating func follow(_ step: DecideTree, _ given: Facts) -> Facts {
        var before = given
        for (rule, tree) in step.rules.enumerated() {
            let role = Role.early(line: step.head.place.start.line, rule: rule)
            let outcome = condition(tree.condition, role, before, over: given)
            before = before.meet(outcome?.fails ?? .none)
        }
        return declared.meet(Self.lasting(before))
    }

    /// The branches of a `choose`: in each the conditions of those before are false.
    private mutating func follow(_ step: ChooseTree, _ given: Facts, _ around: Surroundings) -> Facts {
        var before = given
        var taken = Facts.impossible
        var after = Facts.impossible
        for (index, branch) in step.branches.enumerated() {
            let role = Role.branch(line: step.head.place.start.line, index: index)
            let outcome = condition(branch.condition, role, before, over: given)
            let inside = before.meet(outcome?.holds ?? .none)
            let here = Surroundings(
                ran: around.ran.meet(Self.lasting(inside)),
                skipped: around.skipped.join(taken).join(Self.lasting(outcome?.fails ?? .impossible)))
            let outside = isUnsure
            isUnsure = isUnsure || isUnread(branch.condition)
            after = after.join(follow(branch.nodes, inside, here))
            isUnsure = outside
            taken = taken.join(Self.lasting(inside))
            before = before.meet(outcome?.fails ?? .none)
        }
        // Without `otherwise` none may have been taken.
        return step.branches.last?.condition == nil ? after : after.join(before)
    }

    /// Members see nothing of each other; who loses a race is skipped, and nobody can know beforehand.
    private mutating func follow(_ step: ParallelTree, _ given: Facts, _ around: Surroundings) -> Facts {
        var here = around
        if !step.join.value.isOfAll { here.skipped = .none }
        var after = given
        for member in step.members { after = after.meet(follow(member, given, here)) }
        return step.join.value.isOfAll ? after : given
    }

    /// An invariant is judged at every decision: what the rules make certain, they make certain of who is verified.
    private mutating func followInvariants(verified: Facts) {
        for (index, invariant) in lowering.tree.invariants.enumerated() {
            _ = condition(invariant.condition, .invariant(index), declared, verified: verified)
        }
    }

    /// Acts may depend on what the rules made certain of who is verified, and on nothing that may be missing.
    private mutating func followEndings(verified: Facts) {
        for node in lowering.tree.allNodes {
            let asked = [node.act?.undo?.value, node.check?.monitor?.condition].compactMap(\.self)
            for node in asked { _ = condition(node, .ending(line: node.place.line), declared, verified: verified) }
        }
        for step in lowering.tree.after {
            let role = Role.ending(line: step.condition?.place.line ?? 0)
            let outcome = condition(step.condition, role, declared, verified: verified)
            let given = declared.meet(outcome?.holds ?? .none)
            isUnsure = isUnread(step.condition)
            for entry in step.input + step.by.flatMap(\.input) { fill(entry.value, given) }
            isUnsure = false
        }
    }

    private func isUnread(_ condition: YAMLNode?) -> Bool {
        condition.map { lowering.compiled[$0.place] == nil } ?? false
    }

    /// Moments and metadata change while a run goes on; the rest of what was found true stays true.
    fileprivate static func lasting(_ facts: Facts) -> Facts {
        facts.forgetting { $0.contains("run.") || $0.contains("metadata") }
    }

    /// What follows from a condition where something else is known.
    func outcome(of compiled: CompiledExpression, given: Facts) -> Outcome {
        var reasoner = reasoner(of: compiled.expression)
        return reasoner.run(given: given)
    }

    /// What is so when a check has a verdict.
    func facts(of step: String, having verdict: Verdict) -> Facts {
        let domain = table.number(of: .one(of: [verdict.rawValue]))
        let path = table.path(.verdict, of: step)
        return table.fact(path, domain).meet(Self.consequences(path, domain, in: table, ranWith))
    }

    // MARK: Expressions

    private mutating func condition(
        _ node: YAMLNode?, _ role: Role, _ given: Facts, over before: Facts? = nil, verified: Facts? = nil
    ) -> Outcome? {
        guard let node, let compiled = lowering.compiled[node.place] else { return nil }
        var reasoner = reasoner(of: compiled.expression, verified: verified)
        var outcome = reasoner.run(given: given)
        outcome.remember(compiled.expression.root, given, in: table)
        check(reasoner.reads, compiled)
        judgements.append(
            Judgement(
                role: role, compiled: compiled, before: before ?? given, given: given, outcome: outcome,
                comparisons: reasoner.comparisons))
        return outcome
    }

    /// What the name of an element stands for in a step that has a run for each.
    private func element(of step: FlowStepTree) -> [String: [String]] {
        guard let each = step.each, let list = lowering.filled[each.list.place]?.first?.expression,
            let path = Reasoner(list).wholePath
        else { return [:] }
        return [each.variable.value: path + ["[\(each.variable.value)]"]]
    }

    private mutating func fill(
        _ node: YAMLNode?, _ given: Facts, bound: [String: [String]] = [:]
    ) {
        guard let node else { return }
        let written = lowering.filled[node.place] ?? []
        for compiled in written {
            var reasoner = reasoner(of: compiled.expression, bound: bound)
            _ = reasoner.run(given: given)
            check(reasoner.reads, compiled)
        }
    }

    private func reasoner(
        of expression: CheckedExpression, bound: [String: [String]] = [:], verified: Facts? = nil
    ) -> Reasoner {
        let (table, ranWith) = (table, ranWith)
        return Reasoner(expression, in: table, bound: bound) { path, domain in
            if let verified, table.name(of: path) == "status" {
                let isVerified = table.domain(domain).allowed == [.string(RunStatus.verified.rawValue)]
                return isVerified ? verified : .none
            }
            return Self.consequences(path, domain, in: table, ranWith)
        }
    }

    private static func consequences(
        _ path: FactTable.Path, _ domain: FactTable.DomainNumber, in table: FactTable, _ ranWith: [String: Facts]
    ) -> Facts {
        guard let origin = table.origin(of: path) else {
            let name = table.name(of: path)
            guard name.hasPrefix("reviews.") || name.hasPrefix("flows.") else { return .none }
            return OtherFacts.consequences(of: name, table.domain(domain), in: table, ranWith)
        }
        let facts = table.consequences(of: origin, domain)
        guard let more = ranWith[origin.check] else { return facts }
        let ended = origin.part == .ended ? table.fact(path, domain).meet(facts) : facts
        let isAnswered = ended[.ended, of: origin.check].allowed == [.string(Ended.answered.rawValue)]
        return isAnswered ? facts.meet(more) : facts
    }

    /// One thing that is missing is said once of an expression, however often it is read there.
    private mutating func check(_ reads: [Reasoner.Read], _ compiled: CompiledExpression) {
        if isUnsure { return }
        var told: Set<String> = []
        for read in reads {
            let list = read.path.firstIndex { $0.hasPrefix("[") }.map { read.path[..<$0].joined(separator: ".") }
            if let list, neverGiven.contains(list) { continue }
            guard let finding = finding(read, compiled), told.insert(finding.message).inserted else { continue }
            if finding.code == "field-never-given" { neverGiven.insert(read.path.joined(separator: ".")) }
            findings.report(finding)
        }
    }

    private func finding(_ read: Reasoner.Read, _ compiled: CompiledExpression) -> Finding? {
        var read = read
        if read.path.count > 2, optional.contains(read.path[1]), ["checks", "reviews", "flows"].contains(read.path[0]),
            wasNotSkipped(read.path[1], read.given)
        {
            read.given.narrow("\(read.path[0]).\(read.path[1]).ended", to: .all(but: [Ended.skipped.rawValue]))
        }
        // Where nothing ever gets, nothing is missing.
        if read.given.isImpossible { return nil }
        let check = ReadCheck(
            reference: reference, absent: absent, optional: optional, current: current, steps: steps,
            missed: read.path[0] == "applicant" && read.path.count > 1 ? missed(read.path[1], read.given) : nil)
        return check.finding(read, compiled)
    }

    /// A step that is only skipped when something is otherwise than it is known to be was not skipped.
    private func wasNotSkipped(_ mark: String, _ given: Facts) -> Bool {
        guard let skipped = skippedWith[mark] else { return false }
        return skipped.isImpossible || given.meet(skipped).isImpossible
    }

    /// The step that may not have collected a field, where none is certain to have.
    private func missed(_ field: String, _ given: Facts) -> HeadTree? {
        // One that stands further down is too late, which is said of its place.
        let steps = (collects[field] ?? []).filter { skippedWith[Lowering.mark(of: $0.head)] != nil }
        let isCertain = steps.contains { step in
            step.onTimeout != .skip && wasNotSkipped(Lowering.mark(of: step.head), given)
        }
        return isCertain ? nil : steps.first?.head
    }

    /// What reads something that may not be there.
    private(set) var findings = Findings()
}

/// A lowering that many look at.
final class LoweringReference {
    let lowering: Lowering

    init(_ lowering: Lowering) { self.lowering = lowering }
}

extension FlowTree {
    /// The steps that may be skipped: with a condition of their own or around them, in a branch, or in a race.
    var optionalSteps: Set<String> {
        var found: Set<String> = []
        func visit(_ nodes: [NodeTree], _ isOptional: Bool) {
            for node in nodes {
                let condition = node.head?.condition ?? node.check?.condition
                let isHere = isOptional || condition != nil
                if isHere, let id = node.id { found.insert(id.value) }
                switch node {
                case .choose: for list in node.lists { visit(list, true) }
                case .parallel(let step): visit(step.members, isHere || !step.join.value.isOfAll)
                default: for list in node.lists { visit(list, isHere) }
                }
            }
        }
        visit(nodes, false)
        return found
    }

    /// Checks whose verdict counts through their join alone.
    var racingSteps: Set<String> {
        let races = allNodes.compactMap { node -> ParallelTree? in
            guard case .parallel(let step) = node, !step.join.value.isOfAll else { return nil }
            return step
        }
        return Set(races.flatMap(\.members).flatMap(\.withAllInside).compactMap { $0.check?.id.value })
    }
}
