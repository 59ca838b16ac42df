public import Expressions

/// Something wrong with what a flow gives under `vendors.<name>`.
public struct SettingProblem: Hashable, Sendable {
    /// A stable code such as `unknown-setting`.
    public var code: String
    public var setting: String
    public var message: String
    public var help: String?

    public init(_ code: String, setting: String, _ message: String, help: String? = nil) {
        self.code = code
        self.setting = setting
        self.message = message
        self.help = help
    }
}

/// The settings of one flow, ready for ``CallContext/settings``.
public struct SettingsReading: Hashable, Sendable {
    public var values: [String: Value]
    public var problems: [SettingProblem]

    public init(values: [String: Value], problems: [SettingProblem]) {
        self.values = values
        self.problems = problems
    }
}

extension Pack {
    /// Checks what a flow gives, fills in defaults, and puts a handle where a secret goes.
    ///
    /// A setting that is optional and not given is not among the values, so `has(settings.x)` is false.
    public func readSettings(_ given: [String: Value]) -> SettingsReading {
        var reading = SettingsReading(values: [:], problems: [])
        for name in given.keys.sorted() where !settings.contains(where: { $0.name == name }) {
            reading.problems.append(
                SettingProblem(
                    "unknown-setting", setting: name, "`\(name)` is no setting of \(self.name)",
                    help: "its settings are \(settings.map { "`\($0.name)`" }.joined(separator: ", "))"))
        }
        for setting in settings {
            switch setting.read(given[setting.name]) {
            case .success(let value?): reading.values[setting.name] = value
            case .success(nil): break
            case .failure(let problems): reading.problems += problems.all
            }
        }
        return reading
    }

    /// The environment variables that hold this pack's secrets and other settings, for a flow's settings.
    public func secrets(in settings: [String: Value]) -> [String] {
        settings.values.compactMap { value in
            guard case .opaque(let handle) = value, ["secret", Setting.variableKind].contains(handle.kind) else {
                return nil
            }
            return handle.id
        }.sorted()
    }
}

struct SettingProblems: Error {
    var all: [SettingProblem]
}

extension Setting {
    func read(_ given: Value?) -> Result<Value?, SettingProblems> {
        if case .secret(let environment) = kind { return secret(given, environment: environment) }
        if case .opaque(let handle)? = given, handle.kind == Self.variableKind {
            guard mayVary else {
                return .failure(
                    problem(
                        "setting-type", "`\(name)` cannot be read from the environment",
                        help: "write the value itself: what the flow does follows from it"))
            }
            return .success(given)
        }
        guard let given, given != .null else {
            if let defaultValue { return .success(defaultValue) }
            if isOptional { return .success(nil) }
            return .failure(problem("setting-missing", "`\(name)` has to be given", help: nil))
        }
        guard isList else { return one(given).map { $0 } }
        guard case .list(let items) = given else {
            return .failure(problem("setting-type", "`\(name)` is a list", help: "write `[…]`"))
        }
        var read: [Value] = []
        for item in items {
            switch one(item) {
            case .success(let value): read.append(value)
            case .failure(let problems): return .failure(problems)
            }
        }
        return .success(.list(read))
    }

    private func one(_ value: Value) -> Result<Value, SettingProblems> {
        guard let shaped = kind.shape(value) else {
            var help: String?
            if case .string = kind, !value.plainText.isEmpty { help = "quote it: `\(name): \"\(value.plainText)\"`" }
            return .failure(problem("setting-type", "`\(name)` is \(kind.article)", help: help))
        }
        if !oneOf.isEmpty, !oneOf.contains(shaped) {
            let words = oneOf.map { "`\($0.plainText)`" }.joined(separator: ", ")
            return .failure(problem("setting-value", "`\(name)` has no such value", help: "it is one of \(words)"))
        }
        if let pattern, case .string(let text) = shaped,
            let expression = try? RegularExpression(pattern), !expression.contains(matchIn: text)
        {
            return .failure(
                problem("setting-value", "`\(name)` does not fit", help: "it has to match `\(pattern)`"))
        }
        return .success(shaped)
    }

    /// A flow may name another variable, it may not hold the secret.
    private func secret(_ given: Value?, environment: String) -> Result<Value?, SettingProblems> {
        switch given {
        case nil, .null?:
            return .success(isOptional ? nil : .opaque(Opaque(kind: "secret", id: environment)))
        case .opaque(let handle)? where handle.kind == "secret": return .success(given)
        default:
            return .failure(
                problem(
                    "secret-in-flow", "`\(name)` is a secret and is never written in a flow",
                    help: "leave it out and set the environment variable `\(environment)`, or `\(environment)_FILE`"))
        }
    }

    private func problem(_ code: String, _ message: String, help: String?) -> SettingProblems {
        SettingProblems(all: [SettingProblem(code, setting: name, message, help: help)])
    }
}

extension Setting.Kind {
    /// The value in this kind, `nil` where it is of another.
    func shape(_ value: Value) -> Value? {
        switch (self, value) {
        // A path always begins with a slash.
        case (.url, .string(let text)) where text.hasSuffix("/"): shape(.string(String(text.dropLast())))
        case (.string, .string), (.bool, .bool), (.int, .int), (.double, .double), (.check, .string): value
        case (.double, .int(let whole)): .double(Double(whole))
        case (.url, .string(let text)): text.hasPrefix("https://") || text.hasPrefix("http://") ? value : nil
        default: nil
        }
    }

    /// `a string`, `an http or https address`.
    var article: String {
        switch self {
        case .string: "a string"
        case .url: "an http or https address"
        case .int: "a whole number"
        case .double: "a number"
        case .bool: "`true` or `false`"
        case .check: "the name of a check"
        case .secret: "a secret"
        }
    }
}

extension Setting {
    /// What is wrong with a value for this setting; nothing when it fits.
    public func problems(with value: Value) -> [SettingProblem] {
        guard case .failure(let problems) = read(value) else { return [] }
        return problems.all
    }

    /// The value in the setting's type, `nil` when it does not fit.
    public func shaped(_ value: Value) -> Value? {
        guard case .success(let shaped) = read(value) else { return nil }
        return shaped
    }
}
