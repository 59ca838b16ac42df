import Expressions
import Vocabulary

/// The names that a binding's expressions see.
struct Scope: Activation {
    private var values: [String: Value] = [:]
    private var context: CallContext?

    init() {}

    /// Makes a name of the call when it is read: what an answer means is seldom a question of what was sent.
    init(reading context: CallContext) { self.context = context }

    func resolve(_ name: String) -> Resolution {
        (values[name] ?? context?.value(of: name)).map { .value($0) } ?? .absent
    }

    mutating func set(_ name: String, _ value: Value) { values[name] = value }

    /// What is known before an answer came, made once: templates read it again and again.
    static func outgoing(_ context: CallContext) -> Scope {
        var scope = Scope()
        for name in CallContext.names { scope.values[name] = context.value(of: name) }
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

extension CallContext {
    fileprivate static let names = [
        "settings", "input", "metadata", "options", "session", "webhooks", "objects", "made", "since", "run",
        "verification", "parent",
    ]

    /// What an expression sees of the call.
    fileprivate func value(of name: String) -> Value? {
        switch name {
        case "settings": return .record(settings)
        case "input": return .record(input)
        case "metadata": return .record(metadata)
        case "options": return .record(options)
        case "session": return .record(session)
        case "webhooks": return .record(webhooks.mapValues { .string($0) })
        case "objects": return .record(objects.mapValues { .record(["id": .string($0)]) })
        case "parent": return .record(parentID.map { ["id": .string($0)] } ?? [:])
        case "made": return .record(made)
        case "since": return since.map { .moment($0) }
        case "run":
            return .record([
                "id": .string(runID), "key": .string(key), "now": .moment(now), "attempt": .int(Int64(attempt)),
            ])
        case "verification":
            var verification: [String: Value] = [:]
            if let verificationID { verification["id"] = .string(verificationID) }
            if let verificationOpenedAt { verification["age"] = .interval(now - verificationOpenedAt) }
            return .record(verification)
        default: return nil
        }
    }
}

extension Value {
    static func moment(_ moment: Moment) -> Value { .timestamp(CELTimestamp(clamping: moment.milliseconds)) }
    static func interval(_ interval: Interval) -> Value { .duration(CELDuration(clamping: interval.milliseconds)) }
}
