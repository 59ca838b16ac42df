internal import Expressions

extension ExpressionType {
    /// Whether a value of type `actual` will do where this type is due.
    ///
    /// What is only known at run time is let through; it is judged there.
    func accepts(_ actual: ExpressionType) -> Bool {
        if isDynamic || actual.isDynamic || self == actual { return true }
        switch (self, actual) {
        case (.wrapper(let wrapped), .null), (.wrapper(let wrapped), .wrapper):
            if case .wrapper(let other) = actual { return wrapped.accepts(other) }
            return true
        case (.wrapper(let wrapped), _): return wrapped.accepts(actual)
        case (_, .wrapper(let wrapped)): return accepts(wrapped)
        case (.parameter, _), (_, .parameter): return true
        case (.list(let wanted), .list(let given)), (.optional(let wanted), .optional(let given)):
            return wanted.accepts(given)
        case (.map(let wantedKey, let wanted), .map(let givenKey, let given)):
            return wantedKey.accepts(givenKey) && wanted.accepts(given)
        case (.opaque(let name, let wanted), .opaque(let other, let given)):
            return name == other && wanted.count == given.count && zip(wanted, given).allSatisfy { $0.accepts($1) }
        default: return false
        }
    }
}
