import ExpressionSyntax
import Expressions

/// What is known where an expression stands: for each thing that it reads, the values that it may still have.
///
/// A thing is a path (`checks.aml.verdict`) or the text of an expression that cannot be looked into. Of what is not
/// named, nothing is known.
struct Facts: Hashable {
    private(set) var domains: [String: Domain] = [:]
    /// They contradict each other, so that nothing ever gets here.
    private(set) var isImpossible = false

    static let none = Facts()
    static let impossible = Facts(isImpossible: true)

    init(_ domains: [String: Domain] = [:]) { self.domains = domains }

    private init(isImpossible: Bool) { self.isImpossible = isImpossible }

    subscript(path: String) -> Domain { domains[path] ?? Domain() }

    /// Both hold.
    func meet(_ other: Facts) -> Facts {
        if isImpossible || other.domains.isEmpty && !other.isImpossible { return self }
        if other.isImpossible || domains.isEmpty { return other }
        var facts = self
        for (path, domain) in other.domains { facts.narrow(path, to: domain) }
        return facts.isImpossible ? .impossible : facts
    }

    /// One of them holds.
    func join(_ other: Facts) -> Facts {
        if isImpossible { return other }
        if other.isImpossible { return self }
        var facts = Facts()
        for (path, domain) in domains {
            if let joined = other.domains[path].flatMap(domain.join) { facts.domains[path] = joined }
        }
        return facts
    }

    /// Whether both cannot hold; cheap where the other says little.
    func contradicts(_ other: Facts) -> Bool {
        isImpossible || other.isImpossible
            || other.domains.contains { path, domain in domains[path]?.meet(domain).isEmpty ?? domain.isEmpty }
    }

    mutating func narrow(_ path: String, to domain: Domain) {
        let narrowed = domains[path]?.meet(domain) ?? domain
        domains[path] = narrowed
        if narrowed.isEmpty { isImpossible = true }
    }

    /// Without what is said of some things.
    func forgetting(_ isForgotten: (String) -> Bool) -> Facts {
        isImpossible ? self : Facts(domains.filter { !isForgotten($0.key) })
    }
}

/// What follows from a condition: when it holds, and when it does not.
struct Outcome {
    var holds: Facts
    var fails: Facts

    static let unknown = Outcome(holds: .none, fails: .none)

    /// Notes that a condition as a whole holds or not, so that the same one further down is known.
    mutating func remember(_ root: ExpressionNode, _ given: Facts) {
        guard case .call(let function, _) = root.kind, [Operator.and, Operator.or].contains(function) else { return }
        let text = root.text
        if !given[text].contains(.bool(true)) { holds = .impossible }
        if !given[text].contains(.bool(false)) { fails = .impossible }
        if !holds.isImpossible { holds.narrow(text, to: .holds) }
        if !fails.isImpossible { fails.narrow(text, to: .fails) }
    }

    var negated: Outcome { Outcome(holds: fails, fails: holds) }
}
