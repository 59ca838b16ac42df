import Expressions
import Vocabulary

extension ErrorMatcher {
    func judgement(_ match: Match, of received: Received, context: CallContext) -> Judgement {
        switch meaning {
        case .applicant:
            // The compiler sees to it that every way to match has a reason.
            return .applicant(reason: match.reason ?? "media_corrupted", field: field)
        case .failure(let kind):
            return .failed(
                CallFailure(
                    kind, said(received), retryAfter: received.answer.retryAfter(for: kind, context: context)))
        case .incomplete:
            return .failed(.incomplete(said(received), missing: received.names(at: detail)))
        case .done: return .succeeded(Judgement.Success())
        }
    }

    /// Where the vendor said it, and the code where it is one: a small number or `true` and `false`.
    private func said(_ received: Received) -> String {
        guard let pointer, let document = received.json, let found = pointer.value(in: document) else {
            return "HTTP \(received.status)"
        }
        return switch found {
        case .int(let code) where abs(code) < 100_000: "HTTP \(received.status), \(pointer) is \(code)"
        case .bool(let code): "HTTP \(received.status), \(pointer) is \(code)"
        default: "HTTP \(received.status), \(pointer)"
        }
    }
}

extension CallFailure {
    /// The vendor was asked to close and did not: its state is not what we believed.
    static func incomplete(_ detail: String, missing: [String]) -> CallFailure {
        CallFailure(.conflict, detail, incomplete: missing)
    }
}

extension Received {
    /// The names in a list of the answer; what does not look like a name of a check is left out, so that no text of a
    /// person gets through.
    func names(at pointer: JSONPointer?) -> [String] {
        guard let pointer, let json, case .list(let items)? = pointer.value(in: json) else { return [] }
        return items.prefix(32).compactMap { item in
            // Some vendors name their plans by number.
            if case .int(let number) = item, (0..<1_000_000).contains(number) { return String(number) }
            guard case .string(let name) = item, (1...64).contains(name.utf8.count),
                name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F })
            else { return nil }
            return name
        }
    }
}
