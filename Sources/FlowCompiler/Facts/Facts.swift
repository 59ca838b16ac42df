import ExpressionSyntax
import Expressions

/// What is known where an expression stands: for each thing that it reads, the values that it may still have.
///
/// A thing is a path (`checks.aml.verdict`) or the text of an expression that cannot be looked into. Of what is not
/// named, nothing is known but what holds of the whole flow.
struct Facts {
    /// What a thing may still be, by the numbers of a table.
    struct Row {
        var path: FactTable.Path
        var domain: FactTable.DomainNumber
    }

    /// By path, each path once.
    private(set) var rows: [Row]
    /// `nil` where nothing is known.
    private let table: FactTable?
    /// Whether what holds of the whole flow is known, too.
    private let isBased: Bool
    /// They contradict each other, so that nothing ever gets here.
    private(set) var isImpossible: Bool

    static var none: Facts { Facts([], in: nil) }
    static var impossible: Facts { Facts([], in: nil, isImpossible: true) }

    /// - Parameter rows: in the order of their paths.
    init(_ rows: [Row] = [], in table: FactTable?, isBased: Bool = false, isImpossible: Bool = false) {
        self.rows = rows
        self.table = table
        self.isBased = isBased
        self.isImpossible = isImpossible
    }

    /// Whether nothing is known.
    var isNothing: Bool { rows.isEmpty && !isBased && !isImpossible }

    subscript(path: String) -> Domain {
        guard let table, let path = table.known(path) else { return Domain() }
        return table.domain(known(path, in: table))
    }

    subscript(part: CheckFacts.Part, of check: String) -> Domain {
        guard let table else { return Domain() }
        return table.domain(known(table.path(part, of: check), in: table))
    }

    func known(_ path: FactTable.Path, in table: FactTable) -> FactTable.DomainNumber {
        let index = place(of: path)
        if index < rows.count, rows[index].path == path { return rows[index].domain }
        return isBased ? table.inBase(path) : FactTable.anything
    }

    /// Where a path stands among the rows, or would.
    private func place(of path: FactTable.Path) -> Int {
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].path < path { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Both hold.
    func meet(_ other: Facts) -> Facts {
        if isImpossible || other.isNothing { return self }
        guard let table = other.table, !other.isImpossible, !isNothing else { return other }
        let (mine, theirs) = (rows, other.rows)
        let isBased = isBased || other.isBased
        var met: [Row] = []
        met.reserveCapacity(mine.count + theirs.count)
        var (left, right) = (0, 0)
        while left < mine.count || right < theirs.count {
            let order = Self.order(mine, left, theirs, right)
            var row = order <= 0 ? mine[left] : theirs[right]
            if order == 0 { row.domain = table.meet(row.domain, theirs[right].domain) }
            // What the whole flow says is in the rows of those that know it.
            if isBased, !(order <= 0 && self.isBased || order >= 0 && other.isBased) {
                row.domain = table.meet(table.inBase(row.path), row.domain)
            }
            if table.isEmpty(row.domain) { return .impossible }
            met.append(row)
            if order <= 0 { left += 1 }
            if order >= 0 { right += 1 }
        }
        return Facts(met, in: table, isBased: isBased)
    }

    /// One of them holds.
    func join(_ other: Facts) -> Facts {
        if isImpossible { return other }
        if other.isImpossible { return self }
        guard let table, let theirs = other.table else { return .none }
        var joined: [Row] = []
        for row in rows {
            let domain = table.join(row.domain, other.known(row.path, in: theirs))
            if domain != FactTable.anything { joined.append(Row(path: row.path, domain: domain)) }
        }
        // What is not known of one place only, is known of both as the whole flow has it.
        return Facts(joined, in: table, isBased: isBased && other.isBased)
    }

    /// Which of two rows comes first; 0 for the same path.
    private static func order(_ mine: [Row], _ left: Int, _ theirs: [Row], _ right: Int) -> Int {
        guard left < mine.count else { return 1 }
        guard right < theirs.count else { return -1 }
        return mine[left].path < theirs[right].path ? -1 : mine[left].path == theirs[right].path ? 0 : 1
    }

    /// Whether both cannot hold; cheap where the other says little.
    func contradicts(_ other: Facts) -> Bool {
        if isImpossible || other.isImpossible { return true }
        guard let table = other.table else { return false }
        return other.rows.contains { table.isEmpty(table.meet(known($0.path, in: table), $0.domain)) }
    }

    mutating func narrow(_ path: FactTable.Path, to domain: FactTable.DomainNumber) {
        guard let table else { return }
        let narrowed = table.meet(known(path, in: table), domain)
        let index = place(of: path)
        if index < rows.count, rows[index].path == path {
            rows[index].domain = narrowed
        } else {
            rows.insert(Row(path: path, domain: narrowed), at: index)
        }
        if table.isEmpty(narrowed) { isImpossible = true }
    }

    mutating func narrow(_ path: String, to domain: Domain) {
        guard let table else { return }
        narrow(table.path(path), to: table.number(of: domain))
    }

    /// Without what is said of some things.
    func forgetting(_ isForgotten: (String) -> Bool) -> Facts {
        guard !isImpossible, let table, rows.contains(where: { isForgotten(table.name(of: $0.path)) }) else {
            return self
        }
        return Facts(rows.filter { !isForgotten(table.name(of: $0.path)) }, in: table, isBased: isBased)
    }
}
