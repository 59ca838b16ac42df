import Expressions
import Vocabulary

/// An answer that is being judged: the bytes read once, and the scope that expressions see.
struct Received {
    var answer: VendorAnswer
    /// `nil` when the body is no JSON.
    var json: Value?
    var scope: Scope

    init(_ answer: VendorAnswer, context: CallContext) {
        self.answer = answer
        json = try? JSONText.parse(answer.body)
        scope = Scope(reading: context)
        scope.set("http", .int(Int64(answer.status)))
        var headers: [MapKey: Value] = [:]
        for header in answer.headers where headers[.string(header.name)] == nil {
            headers[.string(header.name)] = .string(header.value)
        }
        scope.set("headers", .map(headers))
        if let json { scope.set("body", json) }
    }

    var status: Int { answer.status }

    /// Numbers get the types that the contract gives them.
    mutating func settle(by schema: Schema) {
        guard let document = json.map(schema.settled) else { return }
        json = document
        scope.set("body", document)
    }

    /// `nil` when the condition has no value.
    func holds(_ condition: CheckedExpression) -> Bool? {
        guard case .value(.bool(let holds)) = scope.evaluate(condition) else { return nil }
        return holds
    }
}
