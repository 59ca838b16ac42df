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
        case early(step: Int, rule: Int)
        case status(Int)
        case invariant(Int)
    }

    /// A condition, and what is known where it stands.
    struct Judgement {
        var role: Role
        var compiled: CompiledExpression
        /// Whatever may have come before, but for the earlier rules of its own list.
        var before: Facts
        /// The earlier rules of its list are false, too.
        var given: Facts
        var outcome: Outcome
        var comparisons: [Reasoner.Comparison]
    }

    /// A template, and what is known where it is filled in.
    struct Filling {
        var step: String?
        var place: Place
        var compiled: CompiledExpression
        /// Whether the value is this expression and nothing else.
        var isWhole: Bool
        var given: Facts
        var reads: [Reasoner.Read]
    }

    let lowering: Lowering
    let declared: Facts
    private(set) var judgements: [Judgement] = []
    private(set) var fillings: [Filling] = []
    /// By step, in the order of the flow: what is known when it begins.
    private(set) var starts: [(node: NodeTree, given: Facts)] = []
    private(set) var reads: [(read: Reasoner.Read, compiled: CompiledExpression)] = []
    /// By step: the ways to end after which nothing can be read of it.
    private(set) var absent: [String: Set<Value>] = [:]
    /// By step: what is so when it was not skipped.
    private var ranWith: [String: Facts] = [:]
    /// By step: what has to be so for it to be skipped.
    private var skippedWith: [String: Facts] = [:]

    init(_ lowering: Lowering) {
        self.lowering = lowering
        declared = DeclaredFacts.facts(of: lowering)
        for step in lowering.tree.steps {
            var ways = Set(step.remedies.filter { $0.value == .skip }.map { Value.string(Ended($0.key).rawValue) })
            if step.condition != nil { ways.insert(.string(Ended.skipped.rawValue)) }
            absent[step.id.value] = ways
        }
        follow()
    }

    private mutating func follow() {
        var given = declared
        for (index, node) in lowering.tree.nodes.enumerated() {
            starts.append((node, given))
            switch node {
            case .check(let step): follow(step, given)
            case .decide(let step): given = follow(step, at: index, given)
            case .wait(let step):
                let inside = condition(step.head.condition, .when(step: step.head.id?.value ?? ""), given)?.holds
                fill(step.until, step: nil, given.meet(inside ?? .none))
            }
        }
        for entry in lowering.tree.metadata { fill(entry.value, step: nil, given) }
        var before = given
        var verified = Facts.impossible
        for (index, rule) in lowering.tree.rules.enumerated() {
            let outcome = condition(rule.condition, .status(index), before, over: given)
            if rule.outcome == .verify { verified = verified.join(before.meet(outcome?.holds ?? .none)) }
            before = before.meet(outcome?.fails ?? .none)
        }
        followInvariants(verified: verified)
    }

    private mutating func follow(_ step: StepTree, _ given: Facts) {
        let id = step.id.value
        var inside = given
        if let outcome = condition(step.condition, .when(step: id), given) {
            inside = given.meet(outcome.holds)
            ranWith[id] = Self.lasting(outcome.holds)
            skippedWith[id] = Self.lasting(outcome.fails)
        }
        for entry in step.input + step.by.flatMap(\.input) { fill(entry.value, step: id, inside) }
        var before = inside
        for (index, arm) in step.verdict.enumerated() {
            let outcome = condition(arm.condition, .verdict(step: id, arm: index), before, over: inside)
            before = before.meet(outcome?.fails ?? .none)
        }
        _ = condition(step.attempts?.againIf, .again(step: id), inside)
    }

    /// What is known once a `decide` has been passed.
    private mutating func follow(_ step: DecideTree, at index: Int, _ given: Facts) -> Facts {
        let outcome = condition(step.head.condition, .when(step: step.head.id?.value ?? ""), given)
        let inside = given.meet(outcome?.holds ?? .none)
        var before = inside
        for (rule, tree) in step.rules.enumerated() {
            let result = condition(tree.condition, .early(step: index, rule: rule), before, over: inside)
            before = before.meet(result?.fails ?? .none)
        }
        let after = outcome.map { before.join(given.meet($0.fails)) } ?? before
        return declared.meet(Self.lasting(after))
    }

    /// An invariant is judged at every decision: what is certain at the end of the steps is certain only of who is
    /// verified.
    private mutating func followInvariants(verified: Facts) {
        let ended = absent
        for (step, ways) in absent { absent[step] = ways.union([.string(Ended.skipped.rawValue)]) }
        let given = declared.forgetting { $0.hasPrefix("checks.") && $0.hasSuffix(".ended") }
        for (index, invariant) in lowering.tree.invariants.enumerated() {
            _ = condition(invariant.condition, .invariant(index), given, verified: verified)
        }
        absent = ended
    }

    /// Moments and metadata change while a run goes on; the rest of what was found true stays true.
    private static func lasting(_ facts: Facts) -> Facts {
        facts.forgetting { $0.contains("run.") || $0.contains("metadata") }
    }

    /// What follows from a condition where something else is known.
    func outcome(of compiled: CompiledExpression, given: Facts) -> Outcome {
        var reasoner = Reasoner(compiled.expression) { Self.consequences($0, $1, ranWith) }
        return reasoner.run(given: given)
    }

    /// What is so when a check has a verdict.
    func facts(of step: String, having verdict: Verdict) -> Facts {
        let domain = Domain.one(of: [verdict.rawValue])
        let path = "checks.\(step).verdict"
        return Facts([path: domain]).meet(Self.consequences(path, domain, ranWith))
    }

    // MARK: Expressions

    private mutating func condition(
        _ node: YAMLNode?, _ role: Role, _ given: Facts, over before: Facts? = nil, verified: Facts? = nil
    ) -> Outcome? {
        guard let node, let compiled = lowering.compiled[node.place] else { return nil }
        let ranWith = ranWith
        var reasoner = Reasoner(compiled.expression) { path, domain in
            if let verified, path == "status" {
                return domain.allowed == [.string(RunStatus.verified.rawValue)] ? verified : .none
            }
            return Self.consequences(path, domain, ranWith)
        }
        let outcome = reasoner.run(given: given)
        for read in reasoner.reads { check(read, compiled) }
        judgements.append(
            Judgement(
                role: role, compiled: compiled, before: before ?? given, given: given, outcome: outcome,
                comparisons: reasoner.comparisons))
        return outcome
    }

    private mutating func fill(_ node: YAMLNode?, step: String?, _ given: Facts) {
        guard let node else { return }
        let written = lowering.filled[node.place] ?? []
        for compiled in written {
            let ranWith = ranWith
            var reasoner = Reasoner(compiled.expression) { Self.consequences($0, $1, ranWith) }
            _ = reasoner.run(given: given)
            let isWhole = node.text.map { $0.hasPrefix("${") && $0.utf8.count == compiled.source.string.utf8.count + 3 }
            fillings.append(
                Filling(
                    step: step, place: node.place, compiled: compiled, isWhole: isWhole ?? false, given: given,
                    reads: reasoner.reads))
            for read in reasoner.reads { check(read, compiled) }
        }
    }

    private static func consequences(_ path: String, _ domain: Domain, _ ranWith: [String: Facts]) -> Facts {
        guard path.hasPrefix("checks.") || path.hasPrefix("has(checks.") else { return .none }
        let facts = CheckFacts.consequences(of: path, domain)
        let parts = path.split(separator: ".", maxSplits: 2)
        guard parts.count > 1, let more = ranWith[String(parts[1])] else { return facts }
        let ended = facts["checks.\(parts[1]).ended"].meet(parts.count > 2 && parts[2] == "ended" ? domain : Domain())
        return ended.allowed == [.string(Ended.answered.rawValue)] ? facts.meet(more) : facts
    }

    private mutating func check(_ read: Reasoner.Read, _ compiled: CompiledExpression) {
        var read = read
        // A step that is only skipped when something is otherwise than it is known to be was not skipped.
        if read.path.count > 2, read.path[0] == "checks", let skipped = skippedWith[read.path[1]] {
            let ended = "checks.\(read.path[1]).ended"
            if read.given.meet(skipped).isImpossible {
                read.given.narrow(ended, to: .all(but: [Ended.skipped.rawValue]))
            }
        }
        reads.append((read, compiled))
        if let finding = ReadCheck(lowering: lowering, absent: absent).finding(read, compiled) {
            findings.report(finding)
        }
    }

    /// What reads something that may not be there.
    private(set) var findings = Findings()
}
