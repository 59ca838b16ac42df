/// The answers of a call that a binding takes for a success.
extension ContractOperation {
    /// The answers whose status is among the codes; `default` only where no other is.
    public func answers(among codes: HTTPCodes) -> [ContractAnswer] {
        let named = answers.filter { answer in
            switch answer.status {
            case .code(let code): codes.contains(code)
            case .hundred(let hundred): codes.classes.contains(hundred) || codes.codes.contains { $0 / 100 == hundred }
            case .other: false
            }
        }
        return named.isEmpty ? answers.filter { $0.status == .other } : named
    }

    /// The schema of the first of them that promises a body.
    public func answerSchema(among codes: HTTPCodes) -> Schema? {
        answers(among: codes).lazy.compactMap(\.schema).first
    }
}
