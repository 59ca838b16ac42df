import Expressions
import Testing
import Vendors

struct SettingTests {
    private static let flow = Setting(name: "trust_flow", kind: .string, pattern: "^[0-9]+$")
    private static let style = Setting(name: "style", kind: .string, oneOf: ["old", "new"], defaultValue: "new")
    private static let share = Setting(name: "share", kind: .double, isOptional: true)
    private static let token = Setting(name: "token", kind: .secret(environment: "X_TOKEN"))
    private static let plans = Setting(name: "plans", kind: .check, isList: true, isOptional: true)

    @Test(
        arguments: [
            (flow, "12a", "setting-value"), (flow, 1708, "setting-type"), (flow, .null, "setting-missing"),
            (style, "older", "setting-value"), (share, "1", "setting-type"), (token, "s3cret", "secret-in-flow"),
            (plans, "document", "setting-type"), (plans, ["document", 1], "setting-type"),
        ] as [(Setting, Value, String)])
    func refuses(setting: Setting, value: Value, code: String) {
        #expect(setting.problems(with: value).map(\.code) == [code])
    }

    @Test(
        arguments: [
            (flow, "1708", "1708"), (style, .null, "new"), (share, 1, 1.0),
            (token, .null, .opaque(Opaque(kind: "secret", id: "X_TOKEN"))),
            (plans, ["document"], ["document"]),
        ] as [(Setting, Value, Value)])
    func takes(setting: Setting, value: Value, expected: Value) {
        #expect(setting.shaped(value) == expected)
    }

    @Test(arguments: [(style, false), (plans, false), (token, false), (flow, true), (share, true)])
    func whatAFlowFollowsFromIsNotLeftToTheEnvironment(_ row: (setting: Setting, mayVary: Bool)) {
        #expect(row.setting.problems(with: Setting.variable("X")).isEmpty == row.mayVary)
    }

    @Test func aRefusedSecretIsNotRepeatedInTheMessage() {
        let problems = Self.token.problems(with: "s3cret")
        #expect(problems.allSatisfy { !$0.message.contains("s3cret") && $0.help?.contains("s3cret") != true })
    }
}
