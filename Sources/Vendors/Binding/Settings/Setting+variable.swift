public import Expressions

/// Settings that a flow leaves to the machine it runs on: `config_id: "${env.IDENTOMAT_CONFIG}"`.
///
/// The flow, and so its digest, holds the variable's name alone; the value is looked up where the flow is run.
extension Setting {
    static let variableKind = "env"

    /// What stands for the value of an environment variable.
    public static func variable(_ name: String) -> Value { .opaque(Opaque(kind: variableKind, id: name)) }

    /// Whether it can be left open until the flow is run: nothing that a flow means follows from its value.
    var mayVary: Bool {
        guard !isList, oneOf.isEmpty else { return false }
        switch kind {
        case .string, .url, .int, .double, .bool: return true
        case .check, .secret: return false
        }
    }

    /// A variable's text as a value of this setting, as far as it can be read as one.
    fileprivate func value(of text: String) -> Value {
        switch kind {
        case .int: Int64(text).map(Value.int) ?? .string(text)
        case .double: Double(text).map(Value.double) ?? .string(text)
        case .bool: text == "true" ? .bool(true) : text == "false" ? .bool(false) : .string(text)
        case .string, .url, .check, .secret: .string(text)
        }
    }

    /// Something of the right shape, for a dry run, which reads no environment.
    fileprivate func standIn(for variable: String) -> Value {
        if let example { return example }
        switch kind {
        case .int: return .int(1)
        case .double: return .double(1)
        case .bool: return .bool(false)
        case .url: return .string("https://\(variable.lowercased().replacing("_", with: "-")).invalid")
        case .string, .check, .secret: return .string(variable)
        }
    }
}

extension Pack {
    /// The settings with what the environment says; what it does not say, or says wrongly, is among the problems.
    ///
    /// Secrets stay handles.
    public func settle(_ settings: [String: Value], variable: (String) -> String?) -> SettingsReading {
        var reading = SettingsReading(values: settings, problems: [])
        for (setting, name) in open(settings) {
            guard let text = variable(name) else {
                reading.problems.append(
                    SettingProblem("setting-missing", setting: setting.name, "`\(name)` is not set"))
                continue
            }
            let value = setting.value(of: text)
            reading.problems += setting.problems(with: value).map { problem in
                // What stands in the environment is not for showing.
                var problem = problem
                problem.message = "`\(name)`, read for `\(setting.name)`, does not fit"
                return problem
            }
            reading.values[setting.name] = setting.shaped(value)
        }
        return reading
    }

    /// The settings with something made up for what the environment would say.
    public func rehearse(_ settings: [String: Value]) -> [String: Value] {
        open(settings).reduce(into: settings) { $0[$1.0.name] = $1.0.standIn(for: $1.1) }
    }

    private func open(_ settings: [String: Value]) -> [(Setting, String)] {
        self.settings.compactMap { setting in
            guard case .opaque(let handle)? = settings[setting.name], handle.kind == Setting.variableKind else {
                return nil
            }
            return (setting, handle.id)
        }
    }
}
