import Expressions

extension Template {
    /// Whether anything in it reads the check's input: what it gives is then personal, whatever the contract says.
    var readsInput: Bool { reads(anyOf: ["input"]) }

    /// Whether anything in it reads one of the names.
    func reads(anyOf names: Set<String>) -> Bool {
        switch self {
        case .literal: false
        case .expression(let expression):
            expression.references.contains { reference in names.contains { reference.target == .variable($0) } }
        case .text(let pieces), .list(let pieces): pieces.contains { $0.reads(anyOf: names) }
        case .map(let entries): entries.contains { $0.value.reads(anyOf: names) }
        }
    }
}
