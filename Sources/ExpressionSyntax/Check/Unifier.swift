import Expressions

/// Which types the parameters of generic functions stand for, worked out as expressions are read.
///
/// The rules are those of the reference checker: the first use of a parameter settles it, later uses may make it more
/// general, and `dyn` goes with everything.
struct Unifier {
    private var substitutions: [String: ExpressionType] = [:]
    private var counter = 0

    /// A parameter that nothing is known of yet.
    mutating func fresh() -> ExpressionType {
        counter += 1
        return .parameter("\u{25b}\(counter)")
    }

    /// An overload with its parameters replaced by fresh ones.
    mutating func instantiate(_ overload: Overload) -> (parameters: [ExpressionType], result: ExpressionType) {
        guard overload.result.hasParameter || overload.parameters.contains(where: \.hasParameter) else {
            return (overload.parameters, overload.result)
        }
        var names: [String: ExpressionType] = [:]
        let parameters = overload.parameters.map { rename($0, &names) }
        return (parameters, rename(overload.result, &names))
    }

    private mutating func rename(_ type: ExpressionType, _ names: inout [String: ExpressionType]) -> ExpressionType {
        switch type {
        case .parameter(let name):
            if let known = names[name] { return known }
            let new = fresh()
            names[name] = new
            return new
        case .list(let element): return .list(rename(element, &names))
        case .map(let key, let value): return .map(rename(key, &names), rename(value, &names))
        case .optional(let wrapped): return .optional(rename(wrapped, &names))
        case .wrapper(let wrapped): return .wrapper(rename(wrapped, &names))
        case .opaque(let name, let arguments):
            var renamed: [ExpressionType] = []
            for argument in arguments { renamed.append(rename(argument, &names)) }
            return .opaque(name, renamed)
        default: return type
        }
    }

    /// The type with every parameter replaced by what it stands for; those that stand for nothing become `dyn` at last.
    func substitute(_ type: ExpressionType, final: Bool = false) -> ExpressionType {
        switch type {
        case .parameter(let name):
            if let known = substitutions[name] { return substitute(known, final: final) }
            return final ? .dyn : type
        case .list(let element): return .list(substitute(element, final: final))
        case .map(let key, let value): return .map(substitute(key, final: final), substitute(value, final: final))
        case .optional(let wrapped): return .optional(substitute(wrapped, final: final))
        case .wrapper(let wrapped): return .wrapper(substitute(wrapped, final: final))
        case .opaque(let name, let arguments): return .opaque(name, arguments.map { substitute($0, final: final) })
        default: return type
        }
    }

    /// Whether values of the first types can go where the second are due; settles parameters only if all can.
    mutating func assign(_ types: [ExpressionType], to targets: [ExpressionType]) -> Bool {
        guard types.count == targets.count else { return false }
        var attempt = self
        for (type, target) in zip(types, targets) where !attempt.unify(type, target) { return false }
        self = attempt
        return true
    }

    mutating func assign(_ type: ExpressionType, to target: ExpressionType) -> Bool { assign([type], to: [target]) }

    /// The type of a list's elements, or a map's values, that are of both types.
    mutating func join(_ previous: ExpressionType?, _ current: ExpressionType) -> ExpressionType {
        guard let previous else { return current }
        return assign(previous, to: current) ? mostGeneral(previous, current) : .dyn
    }

    // MARK: Rules

    private mutating func unify(_ type: ExpressionType, _ target: ExpressionType) -> Bool {
        if case .parameter(let name) = target {
            let (valid, known) = settle(name, type)
            if valid { return true }
            if known { return false }
        }
        if case .parameter(let name) = type { return settle(name, target).valid }
        if type.isDynamic || target.isDynamic { return true }
        switch (type, target) {
        case (.null, _): return isNullable(target)
        case (_, .null): return isNullable(type)
        case (.wrapper(let type), .wrapper(let target)): return unify(type, target)
        case (.wrapper(let wrapped), _): return unify(wrapped, target)
        case (_, .wrapper(let wrapped)): return unify(type, wrapped)
        case (.list(let type), .list(let target)), (.optional(let type), .optional(let target)):
            return unify(type, target)
        case (.map(let key, let value), .map(let targetKey, let targetValue)):
            return unify(key, targetKey) && unify(value, targetValue)
        case (.opaque(let name, let arguments), .opaque(let targetName, let targets)):
            guard name == targetName, arguments.count == targets.count else { return false }
            for (argument, target) in zip(arguments, targets) where !unify(argument, target) { return false }
            return true
        default: return type == target
        }
    }

    private func isNullable(_ type: ExpressionType) -> Bool {
        switch type {
        case .null, .object, .opaque, .optional, .timestamp, .duration, .wrapper: true
        default: false
        }
    }

    /// Tries a type for a parameter; says whether it fits and whether the parameter stood for something before.
    private mutating func settle(_ name: String, _ type: ExpressionType) -> (valid: Bool, known: Bool) {
        if case .parameter(name) = type { return (true, true) }
        guard let known = substitutions[name] else {
            guard !occurs(name, in: type) else { return (false, false) }
            substitutions[name] = type
            return (true, false)
        }
        if type == known { return (true, true) }
        guard unify(type, known) else { return (false, true) }
        let general = mostGeneral(type, known)
        if !occurs(name, in: general) { substitutions[name] = general }
        return (true, true)
    }

    private func occurs(_ name: String, in type: ExpressionType) -> Bool {
        switch type {
        case .parameter(let other):
            if other == name { return true }
            return substitutions[other].map { occurs(name, in: $0) } ?? false
        case .list(let element): return occurs(name, in: element)
        case .map(let key, let value): return occurs(name, in: key) || occurs(name, in: value)
        case .optional(let wrapped), .wrapper(let wrapped): return occurs(name, in: wrapped)
        case .opaque(_, let arguments): return arguments.contains { occurs(name, in: $0) }
        default: return false
        }
    }

    private func mostGeneral(_ one: ExpressionType, _ other: ExpressionType) -> ExpressionType {
        isEqualOrLessSpecific(one, other) ? one : other
    }

    private func isEqualOrLessSpecific(_ one: ExpressionType, _ other: ExpressionType) -> Bool {
        if case .parameter = one { return true }
        if one.isDynamic { return true }
        if case .parameter = other { return false }
        if other.isDynamic { return false }
        switch (one, other) {
        case (.list(let one), .list(let other)), (.optional(let one), .optional(let other)):
            return isEqualOrLessSpecific(one, other)
        case (.map(let key, let value), .map(let otherKey, let otherValue)):
            return isEqualOrLessSpecific(key, otherKey) && isEqualOrLessSpecific(value, otherValue)
        case (.opaque(let name, let arguments), .opaque(let otherName, let others)):
            return name == otherName && arguments.count == others.count
                && zip(arguments, others).allSatisfy { isEqualOrLessSpecific($0, $1) }
        // Of a type and the same or null, the latter is the more general.
        case (.wrapper(let wrapped), _): return one == other || wrapped == other || other == .null
        case (.null, _): return other == .null
        // A type that null belongs to is more general than null.
        case (_, .null): return isNullable(one)
        default: return one == other
        }
    }
}

extension ExpressionType {
    /// Whether a type parameter is in it.
    fileprivate var hasParameter: Bool {
        switch self {
        case .parameter: true
        case .list(let element): element.hasParameter
        case .map(let key, let value): key.hasParameter || value.hasParameter
        case .optional(let wrapped), .wrapper(let wrapped): wrapped.hasParameter
        case .opaque(_, let arguments): arguments.contains(where: \.hasParameter)
        default: false
        }
    }
}
