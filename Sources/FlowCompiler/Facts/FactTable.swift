import ExpressionSyntax
import Expressions
import Vocabulary

/// The paths and the domains of one flow's facts, as numbers.
///
/// What is known is worked out at every place of a flow, and mostly of the same few paths and the same few domains. As
/// numbers, facts are rows that are copied and compared without a look at any text, and what two domains have in common
/// is worked out once. Belongs to one flow, and to one task at a time.
final class FactTable {
    typealias Path = Int32
    typealias DomainNumber = Int32

    /// A domain without bounds, which says nothing.
    static let anything: DomainNumber = 0

    /// What a path tells of a check.
    struct Origin {
        var check: String
        /// The path of the check's first part; the others follow.
        var first: Path
        /// `nil` for a field of the answer.
        var part: CheckFacts.Part?
        /// `has(…)` of it
        var isGuard: Bool
    }

    private var paths: [String: Path] = [:]
    /// By path; empty for the parts of checks, which are numbered together and named when somebody asks.
    private var names: [String] = []
    /// By path.
    private var origins: [Origin?] = []
    /// By check, its first part.
    private var checks: [String: Path] = [:]
    /// Whole conditions, by their fingerprint; named when somebody asks.
    private var conditions: [UInt: [(root: ExpressionNode, path: Path)]] = [:]
    private var roots: [Path: ExpressionNode] = [:]
    private var numbers: [Domain: DomainNumber] = [Domain(): anything]
    private var domains = [Domain()]
    private var impossible = [false]
    private var meets: [Pair: DomainNumber] = [:]
    private var joins: [Pair: DomainNumber] = [:]
    private var consequences: [Pair: [Facts.Row]] = [:]
    /// What holds of the whole flow, by path.
    private(set) var base: [DomainNumber] = []

    private(set) lazy var holds = number(of: .holds)
    private(set) lazy var fails = number(of: .fails)

    private struct Pair: Hashable {
        var first: Int32
        var second: Int32

        // One word to hash.
        func hash(into hasher: inout Hasher) {
            hasher.combine(UInt64(truncatingIfNeeded: first) << 32 | UInt64(UInt32(bitPattern: second)))
        }
    }

    // MARK: Paths

    func known(_ name: String) -> Path? { paths[name] ?? part(name) }

    func path(_ name: String) -> Path {
        if let path = known(name) { return path }
        let path = append(name, origin(of: name))
        paths[name] = path
        return path
    }

    /// The path of these parts; that of a check's own part without a look at the whole name.
    func path(_ names: [String]) -> Path {
        guard names.count == 3, names[0] == "checks", let part = CheckFacts.Part.named[names[2]] else {
            return path(names.joined(separator: "."))
        }
        return path(part, of: names[1])
    }

    /// The path of a condition as a whole.
    func path(_ root: ExpressionNode) -> Path {
        let alike = conditions[root.fingerprint] ?? []
        if !alike.isEmpty {
            let text = root.text
            if let known = alike.first(where: { $0.root.text == text }) { return known.path }
        }
        let path = append("", nil)
        conditions[root.fingerprint, default: []].append((root, path))
        roots[path] = root
        return path
    }

    func origin(of path: Path) -> Origin? { origins[Int(path)] }

    func name(of path: Path) -> String {
        guard let origin = origins[Int(path)], let part = origin.part else {
            if let root = roots.removeValue(forKey: path) { names[Int(path)] = root.text }
            return names[Int(path)]
        }
        return "checks.\(origin.check).\(part.name)"
    }

    private func append(_ name: String, _ origin: Origin?) -> Path {
        names.append(name)
        origins.append(origin)
        return Path(names.count - 1)
    }

    /// The path of `checks.aml.passed`, which the table does not keep by its name until it has been asked for once.
    private func part(_ name: String) -> Path? {
        guard name.hasPrefix("checks."), let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")),
            let part = CheckFacts.Part.named[String(name[name.index(after: dot)...])],
            let start = name.utf8.index(name.startIndex, offsetBy: 7, limitedBy: dot)
        else { return nil }
        let check = name[start..<dot]
        guard !check.isEmpty, !check.utf8.contains(UInt8(ascii: ".")) else { return nil }
        let path = path(part, of: String(check))
        paths[name] = path
        return path
    }

    private func origin(of name: String) -> Origin? {
        let isGuard = name.hasPrefix("has(checks.")
        guard isGuard || name.hasPrefix("checks.") else { return nil }
        let parts = name.split(separator: ".", maxSplits: 2)
        guard parts.count == 3 else { return nil }
        let check = String(parts[1])
        return Origin(check: check, first: first(of: check), part: nil, isGuard: isGuard)
    }

    /// The path of a check's first part; a part's own is as many further as its number says.
    func first(of check: String) -> Path {
        if let first = checks[check] { return first }
        let first = Path(names.count)
        checks[check] = first
        for part in CheckFacts.Part.allCases {
            _ = append("", Origin(check: check, first: first, part: part, isGuard: false))
        }
        return first
    }

    func path(_ part: CheckFacts.Part, of check: String) -> Path { first(of: check) + part.rawValue }

    // MARK: Domains

    func number(of domain: Domain) -> DomainNumber {
        if let number = numbers[domain] { return number }
        let number = DomainNumber(domains.count)
        numbers[domain] = number
        domains.append(domain)
        impossible.append(domain.isEmpty)
        return number
    }

    func domain(_ number: DomainNumber) -> Domain { domains[Int(number)] }

    func isEmpty(_ number: DomainNumber) -> Bool { impossible[Int(number)] }

    /// What both allow.
    func meet(_ one: DomainNumber, _ other: DomainNumber) -> DomainNumber {
        if one == other || other == Self.anything { return one }
        if one == Self.anything { return other }
        let pair = Pair(first: one, second: other)
        if let known = meets[pair] { return known }
        let number = number(of: domain(one).meet(domain(other)))
        meets[pair] = number
        return number
    }

    /// What one of them allows.
    func join(_ one: DomainNumber, _ other: DomainNumber) -> DomainNumber {
        if one == Self.anything || other == Self.anything { return Self.anything }
        let pair = Pair(first: one, second: other)
        if let known = joins[pair] { return known }
        let number = domain(one).join(domain(other)).map(number) ?? Self.anything
        joins[pair] = number
        return number
    }

    // MARK: Facts

    /// One fact.
    func fact(_ path: Path, _ domain: DomainNumber) -> Facts {
        Facts([.init(path: path, domain: domain)], in: self, isImpossible: isEmpty(domain))
    }

    func fact(_ path: String, _ domain: Domain) -> Facts { fact(self.path(path), number(of: domain)) }

    /// Takes over what holds of the whole flow, below what is known at one place. Gives nothing but that.
    func setBase(_ facts: Facts) -> Facts {
        base = Array(repeating: Self.anything, count: names.count)
        for row in facts.rows { base[Int(row.path)] = row.domain }
        return Facts([], in: self, isBased: true, isImpossible: facts.isImpossible)
    }

    func inBase(_ path: Path) -> DomainNumber {
        Int(path) < base.count ? base[Int(path)] : Self.anything
    }

    /// What a fact about a check says of the check's other parts.
    func consequences(of origin: Origin, _ domain: DomainNumber) -> Facts {
        guard origin.part != nil || origin.isGuard && domain == holds else { return .none }
        let pair = Pair(first: origin.part?.rawValue ?? -1, second: domain)
        let rows: [Facts.Row]
        if let known = consequences[pair] {
            rows = known
        } else {
            rows = parts(of: origin.part, domain)
            consequences[pair] = rows
        }
        return Facts(
            rows.map { .init(path: origin.first + $0.path, domain: $0.domain) }, in: self,
            isImpossible: rows.contains { isEmpty($0.domain) })
    }

    /// With parts in the place of paths.
    private func parts(of part: CheckFacts.Part?, _ domain: DomainNumber) -> [Facts.Row] {
        let facts = part.map { CheckFacts.consequences(of: $0, self.domain(domain)) } ?? CheckFacts.answered
        return facts.map { Facts.Row(path: $0.key.rawValue, domain: number(of: $0.value)) }
            .sorted { $0.path < $1.path }
    }
}
