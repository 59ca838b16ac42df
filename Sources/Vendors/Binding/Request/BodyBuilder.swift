import Expressions

/// Builds a body from its template leaf by leaf, so that it is known which members came from the applicant.
struct BodyBuilder {
    var scope: Scope
    /// The names whose values are the applicant's.
    var personalNames: Set<String> = ["input"]
    private(set) var personal: Set<JSONPointer> = []

    init(scope: Scope, _ context: CallContext) {
        self.scope = scope
        if context.hasVariedOptions { personalNames.insert("options") }
    }

    /// The value, `nil` where the template says to leave it out.
    mutating func build(_ template: Template, at pointer: JSONPointer = JSONPointer(tokens: [])) throws(RequestProblem)
        -> Value?
    {
        switch template {
        case .map(let members):
            var built: [MapKey: Value] = [:]
            for member in members {
                built[member.key] = try build(member.value, at: pointer.appending(member.key.value.plainText))
            }
            return .map(built)
        case .list(let items):
            var built: [Value] = []
            for item in items {
                if let value = try build(item, at: pointer.appending(String(built.count))) { built.append(value) }
            }
            return .list(built)
        case .literal(let value): return value
        case .expression, .text:
            if template.reads(anyOf: personalNames) { personal.insert(pointer) }
            return try value(of: template, at: pointer)
        }
    }

    private func value(of template: Template, at pointer: JSONPointer) throws(RequestProblem) -> Value? {
        switch scope.evaluate(template) {
        case .value(.optional(let value)): return value
        case .value(let value): return value
        case .failure(let failure): throw RequestProblem(.noValue, "\(pointer) has no value: \(failure.message)")
        case .unknown: throw RequestProblem(.noValue, "\(pointer) has no value")
        }
    }
}
