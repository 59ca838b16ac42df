public import Expressions
public import FlowIR
public import Vocabulary

/// Checks what a caller gives a run before anything is created.
public struct Intake: Sendable {
    public let program: FlowProgram

    public init(_ program: FlowProgram) { self.program = program }

    /// A value that does not fit. It names the field and the rule, never the value.
    public struct Problem: Hashable, Sendable {
        /// A stable code: `missing-field`, `unknown-field`, `wrong-type`, `out-of-range`, `no-match`, `not-a-choice`,
        /// `not-overridable`.
        public var code: String
        /// `applicant.birth_date`, `flags.min_liveness`.
        public var path: String
        /// What was expected: `a date such as 1990-10-02`.
        public var expected: String
        /// The names that would have been right, for an unknown one.
        public var choices: [String] = []

        public init(code: String, path: String, expected: String, choices: [String] = []) {
            self.code = code
            self.path = path
            self.expected = expected
            self.choices = choices
        }
    }

    /// Everything that is wrong with an applicant; empty when a run may start.
    public func problems(ofApplicant values: [String: Value]) -> [Problem] {
        var problems = unknown(values.keys, among: program.applicant.map(\.name), under: "applicant")
        let collected = program.collected
        for field in program.applicant {
            let path = "applicant.\(field.name)"
            switch values[field.name] {
            case nil:
                if !field.isOptional, field.defaultValue == nil, !collected.contains(field.name) {
                    problems.append(Problem(code: "missing-field", path: path, expected: field.type.expectation))
                }
            case .null? where field.isOptional: continue
            case let value?:
                problems += Self.problems(of: value, type: field.type, limits: field.limits, path: path)
            }
        }
        return problems
    }

    /// Everything that is wrong with the flags a request sets.
    public func problems(ofFlags values: [String: Value]) -> [Problem] {
        var problems = unknown(values.keys, among: program.flags.map(\.name), under: "flags")
        for flag in program.flags {
            guard let value = values[flag.name] else { continue }
            problems += Self.problems(of: value, type: flag.type, limits: flag.limits, path: "flags.\(flag.name)")
        }
        return problems
    }

    /// Everything that is wrong with the flags that somebody sets who may set only what the flow opens.
    public func problems(ofRequestedFlags values: [String: Value]) -> [Problem] {
        problems(ofFlags: values)
            + program.flags.flatMap { flag -> [Problem] in
                guard let value = values[flag.name] else { return [] }
                let path = "flags.\(flag.name)"
                guard let open = flag.open else {
                    let expected = "a flag that the flow lists under `overridable`"
                    let choices = program.flags.filter { $0.open != nil }.map(\.name)
                    return [Problem(code: "not-overridable", path: path, expected: expected, choices: choices)]
                }
                return Self.problems(of: value, type: flag.type, limits: open, path: path).filter {
                    $0.code == "out-of-range"
                }
            }
    }

    private func unknown(_ keys: some Sequence<String>, among names: [String], under path: String) -> [Problem] {
        keys.filter { !names.contains($0) }.sorted().map {
            Problem(code: "unknown-field", path: "\(path).\($0)", expected: "a field of the flow", choices: names)
        }
    }

    /// What is wrong with one value of a type, within its limits.
    public static func problems(
        of value: Value, type: FieldType, limits: ValueLimits, path: String
    ) -> [Problem] {
        guard type.admits(value) else { return [Problem(code: "wrong-type", path: path, expected: type.expectation)] }
        return limits.problems(of: value, path: path)
    }
}

extension ValueLimits {
    fileprivate func problems(of value: Value, path: String) -> [Intake.Problem] {
        var problems: [Intake.Problem] = []
        if let oneOf, !oneOf.contains(value) {
            let choices = oneOf.map(\.plainText)
            problems.append(
                Intake.Problem(
                    code: "not-a-choice", path: path, expected: "one of \(choices.joined(separator: ", "))",
                    choices: choices))
        }
        if let number = value.doubleValue {
            if let minimum, number < minimum {
                problems.append(
                    Intake.Problem(code: "out-of-range", path: path, expected: "at least \(Self.plain(minimum))"))
            }
            if let maximum, number > maximum {
                problems.append(
                    Intake.Problem(code: "out-of-range", path: path, expected: "at most \(Self.plain(maximum))"))
            }
        }
        if case .list(let values) = value {
            if let minimumLength, values.count < minimumLength {
                problems.append(
                    Intake.Problem(code: "out-of-range", path: path, expected: "\(minimumLength) of them or more"))
            }
            if let maximumLength, values.count > maximumLength {
                problems.append(
                    Intake.Problem(code: "out-of-range", path: path, expected: "\(maximumLength) of them or fewer"))
            }
        }
        if case .string(let text) = value {
            let length = text.unicodeScalars.count
            if let minimumLength, length < minimumLength {
                problems.append(
                    Intake.Problem(code: "out-of-range", path: path, expected: "\(minimumLength) characters or more"))
            }
            if let maximumLength, length > maximumLength {
                problems.append(
                    Intake.Problem(code: "out-of-range", path: path, expected: "\(maximumLength) characters or fewer"))
            }
            if let pattern, (try? RegularExpression(pattern))?.contains(matchIn: text) != true {
                problems.append(Intake.Problem(code: "no-match", path: path, expected: "text that matches \(pattern)"))
            }
        }
        return problems
    }
}

extension ValueLimits {
    /// `18`, `0.5`: a bound as an author writes it.
    fileprivate static func plain(_ bound: Double) -> String {
        Int64(exactly: bound).map { "\($0)" } ?? "\(bound)"
    }
}

extension Value {
    /// A literal as an author writes it; only ever used for what a flow itself declares.
    fileprivate var plainText: String {
        switch self {
        case .string(let text): text
        case .int(let value): "\(value)"
        case .double(let value): "\(value)"
        case .bool(let value): "\(value)"
        default: "?"
        }
    }
}
