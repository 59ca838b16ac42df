import Diagnostics
import Expressions
import Vendors
import YAMLDecoding
import YAMLTree

/// Reads `settings`: what a flow gives under the vendor's name.
struct SettingsReader {
    var pack: String

    func read(_ node: YAMLNode, findings: inout Findings) -> [Setting] {
        guard let record = Record(node, as: "`settings`", findings: &findings) else { return [] }
        return record.entries.compactMap { setting($0, findings: &findings) }
    }

    private func setting(_ entry: YAMLEntry, findings: inout Findings) -> Setting? {
        guard let name = entry.key.text else { return nil }
        let what = "setting `\(name)`"
        let keys = ["type", "list", "env", "one_of", "pattern", "default", "optional", "example"]
        guard let record = LaterKeys.setting.record(entry.value, as: what, keys: keys, findings: &findings),
            let (kind, isList) = kind(of: name, in: record, at: entry, findings: &findings)
        else { return nil }
        var setting = Setting(name: name, kind: kind, isList: isList)
        if let optional = record["optional"] {
            setting.isOptional = optional.value.bool("`optional`", findings: &findings) ?? false
        }
        if let pattern = record["pattern"] {
            setting.pattern = self.pattern(pattern.value, findings: &findings)
        }
        if let oneOf = record["one_of"], let items = oneOf.value.list("`one_of`", findings: &findings) {
            setting.oneOf = items.compactMap { $0.literal(findings: &findings) }
        }
        if let given = record["default"], let value = given.value.literal(findings: &findings) {
            setting.defaultValue = checked(value, of: setting, at: given.value, findings: &findings)
        }
        if let given = record["example"], let value = given.value.literal(findings: &findings) {
            setting.example = checked(value, of: setting, at: given.value, findings: &findings)
        }
        return setting
    }

    private static let kinds: [(name: String, value: Setting.Kind?)] = [
        ("string", .string), ("url", .url), ("int", .int), ("double", .double), ("bool", .bool), ("check", .check),
        ("secret", nil), ("duration", nil),
    ]

    private func kind(
        of name: String, in record: Record, at entry: YAMLEntry, findings: inout Findings
    ) -> (Setting.Kind, isList: Bool)? {
        guard let type = record["type"] ?? record["list"] else {
            findings.report(
                Finding(
                    "missing-key", "setting `\(name)` has no type", at: entry.key.place,
                    help:
                        "add `type: string` or another of \(Self.kinds.map { "`\($0.name)`" }.joined(separator: ", "))")
            )
            return nil
        }
        guard let kind = type.value.choice("a setting's type", of: Self.kinds, findings: &findings) else { return nil }
        if let kind { return (kind, record["list"] != nil) }
        guard type.value.text == "secret" else {
            findings.report(.notAvailable("a setting of type `duration`", at: type.value.place))
            return nil
        }
        let environment = record["env"].flatMap { $0.value.string("`env`", findings: &findings) }
        return (.secret(environment: environment ?? "\(pack)_\(name)".uppercased()), false)
    }

    private func pattern(_ node: YAMLNode, findings: inout Findings) -> String? {
        guard let text = node.string("`pattern`", findings: &findings) else { return nil }
        do {
            _ = try RegularExpression(text)
            return text
        } catch {
            findings.report(Finding("bad-pattern", "`\(text)` is no regular expression", at: node.place))
            return nil
        }
    }

    /// The default in the setting's own type.
    private func checked(
        _ value: Value, of setting: Setting, at node: YAMLNode, findings: inout Findings
    ) -> Value? {
        var probe = setting
        probe.defaultValue = nil
        let problems = probe.problems(with: value)
        for problem in problems {
            findings.report(Finding(problem.code, problem.message, at: node.place, help: problem.help))
        }
        return problems.isEmpty ? probe.shaped(value) : nil
    }
}
