import ExpressionSyntax
import Expressions

/// What is known where an expression stands: for each thing that it reads, the values that it may still have.
///
/// A thing is a path (`checks.aml.verdict`) or the text of an expression that cannot be looked into. Of what is not
/// named, nothing is known.
struct Facts {
    private var domains: [String: Domain] = [:]
    /// What holds of a whole flow, below what is known at one place: shared, since each place takes from it.
    private var base: Base?
    /// They contradict each other, so that nothing ever gets here.
    private(set) var isImpossible = false

    static let none = Facts()
    static let impossible = Facts(isImpossible: true)

    private final class Base: Sendable {
        let domains: [String: Domain]

        init(_ domains: [String: Domain]) { self.domains = domains }
    }

    init(_ domains: [String: Domain] = [:]) { self.domains = domains }

    private init(isImpossible: Bool) { self.isImpossible = isImpossible }

    /// The same, to be shared by all that takes from it.
    var asBase: Facts {
        var facts = Facts()
        facts.base = Base(domains)
        facts.isImpossible = isImpossible
        return facts
    }

    subscript(path: String) -> Domain { known(path) ?? Domain() }

    private func known(_ path: String) -> Domain? { domains[path] ?? base?.domains[path] }

    /// Both hold.
    func meet(_ other: Facts) -> Facts {
        if isImpossible || other.domains.isEmpty && other.base == nil && !other.isImpossible { return self }
        if other.isImpossible || domains.isEmpty && base == nil { return other }
        // The one with a base is taken over whole; of two, the larger one.
        let isOther = base == nil ? other.base != nil : base === other.base && other.domains.count > domains.count
        var facts = isOther ? other : self
        for (path, domain) in isOther ? domains : other.domains {
            facts.narrow(path, to: domain)
            if facts.isImpossible { return .impossible }
        }
        return facts
    }

    /// One of them holds.
    func join(_ other: Facts) -> Facts {
        if isImpossible { return other }
        if other.isImpossible { return self }
        var facts = Facts()
        // What is not known of one place only, is known of both as the base has it.
        if base === other.base { facts.base = base }
        for (path, domain) in domains {
            if let joined = other.known(path).flatMap(domain.join) { facts.domains[path] = joined }
        }
        return facts
    }

    /// Whether both cannot hold; cheap where the other says little.
    func contradicts(_ other: Facts) -> Bool {
        isImpossible || other.isImpossible
            || other.domains.contains { path, domain in known(path)?.excludes(domain) ?? domain.isEmpty }
    }

    mutating func narrow(_ path: String, to domain: Domain) {
        let narrowed = known(path)?.meet(domain) ?? domain
        domains[path] = narrowed
        if narrowed.isEmpty { isImpossible = true }
    }

    /// Without what is said of some things.
    func forgetting(_ isForgotten: (String) -> Bool) -> Facts {
        guard !isImpossible, domains.contains(where: { isForgotten($0.key) }) else { return self }
        var facts = self
        facts.domains = domains.filter { !isForgotten($0.key) }
        return facts
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
