import Expressions
import Vocabulary

/// The names that a binding's expressions see.
struct Scope: Activation {
    private var values: [String: Value] = [:]

    func resolve(_ name: String) -> Resolution {
        values[name].map { .value($0) } ?? .absent
    }

    mutating func set(_ name: String, _ value: Value) { values[name] = value }

    /// What is known before an answer came.
    static func outgoing(_ context: CallContext) -> Scope {
        var scope = Scope()
        scope.set("settings", .record(context.settings))
        scope.set("input", .record(context.input))
        scope.set("metadata", .record(context.metadata))
        scope.set("options", .record(context.options))
        scope.set("session", .record(context.session))
        scope.set("webhooks", .record(context.webhooks.mapValues { .string($0) }))
        scope.set("objects", .record(context.objects.mapValues { .record(["id": .string($0)]) }))
        scope.set(
            "run",
            .record([
                "id": .string(context.runID), "key": .string(context.key), "now": .moment(context.now),
                "attempt": .int(Int64(context.attempt)),
            ]))
        var verification: [String: Value] = [:]
        if let id = context.verificationID { verification["id"] = .string(id) }
        if let opened = context.verificationOpenedAt { verification["age"] = .interval(context.now - opened) }
        scope.set("verification", .record(verification))
        return scope
    }

    /// The most steps that one expression of a binding may take.
    static let budget = 200_000

    func evaluate(_ expression: CheckedExpression) -> Evaluation {
        expression.evaluate(self, functions: BindingFunctions.table, budget: Self.budget)
    }

    func evaluate(_ template: Template) -> Evaluation {
        template.evaluate(self, functions: BindingFunctions.table, budget: Self.budget)
    }
}

extension Value {
    static func moment(_ moment: Moment) -> Value { .timestamp(CELTimestamp(clamping: moment.milliseconds)) }
    static func interval(_ interval: Interval) -> Value { .duration(CELDuration(clamping: interval.milliseconds)) }
}
