import Expressions

/// Builds what stands in a URL or a header: text, with secrets kept apart.
struct TextBuilder {
    var scope: Scope

    /// The pieces of a text, `nil` where the template says to leave it out.
    func pieces(_ template: Template, of what: String) throws(RequestProblem) -> [RequestText]? {
        if case .text(let parts) = template {
            var pieces: [RequestText] = []
            for part in parts { pieces += try needed(part, of: what) }
            return pieces
        }
        switch scope.evaluate(template) {
        case .value(.optional(.none)), .value(.null): return nil
        case .value(.optional(.some(let value))), .value(let value):
            guard let piece = piece(value) else {
                throw RequestProblem(.noValue, "\(what) is no text")
            }
            return [piece]
        case .failure(let failure): throw RequestProblem(.noValue, "\(what) has no value: \(failure.message)")
        case .unknown: throw RequestProblem(.noValue, "\(what) has no value")
        }
    }

    func needed(_ template: Template, of what: String) throws(RequestProblem) -> [RequestText] {
        guard let pieces = try pieces(template, of: what) else {
            throw RequestProblem(.noValue, "\(what) has no value")
        }
        return pieces
    }

    /// Text without a secret in it: a URL is shown and logged.
    func plain(_ template: Template, of what: String) throws(RequestProblem) -> String {
        var text = ""
        for piece in try needed(template, of: what) {
            guard case .text(let part) = piece else { throw RequestProblem(.noValue, "\(what) may not hold a secret") }
            text += part
        }
        return text
    }

    private func piece(_ value: Value) -> RequestText? {
        switch value {
        case .string(let text): .text(text)
        case .int, .uint, .double, .bool: .text(value.plainText)
        case .opaque(let handle) where handle.kind == "secret": .secret(handle.id)
        default: nil
        }
    }
}
