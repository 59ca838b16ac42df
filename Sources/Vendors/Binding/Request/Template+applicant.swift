import Expressions

extension Template {
    /// Whether anything in it reads the check's input: what it gives is then personal, whatever the contract says.
    var readsInput: Bool {
        switch self {
        case .literal: false
        case .expression(let expression): expression.references.contains { $0.target == .variable("input") }
        case .text(let pieces), .list(let pieces): pieces.contains(where: \.readsInput)
        case .map(let entries): entries.contains(where: \.value.readsInput)
        }
    }
}
