import Expressions
import Vocabulary

extension Pack {
    /// How a lost answer to an operation is cleared up; `nil` where nothing clears it up.
    public func recovery(of operation: String) -> RecoveryReading? {
        guard case .reading(let reading)? = operations[operation]?.recovery else { return nil }
        return reading
    }

    /// The vendor's id of what the lost call made; `nil` when the answer lists nothing of the kind.
    ///
    /// - Returns: A failure where the reading failed, or where its answer does not say.
    public func recovered(
        _ outcome: Result<VendorAnswer, TransportFailure>, by reading: RecoveryReading, context: CallContext
    ) -> Result<String?, CallFailure> {
        guard case .success(let answer) = outcome, let operation = operations[reading.operation] else {
            return .failure(CallFailure(.contract, "there is nothing to read"))
        }
        var received = Received(answer, context: context)
        if let schema = contract.answerSchema(of: operation.call, status: answer.status) {
            received.settle(by: schema)
        }
        guard case .value(.list(let items)) = received.scope.evaluate(reading.items) else {
            return .failure(CallFailure(.contract, "recover.items has no value in the answer"))
        }
        for item in items {
            received.scope.set("item", item)
            guard let isIt = received.holds(reading.found) else {
                return .failure(CallFailure(.contract, "recover.found has no value in the answer"))
            }
            guard isIt else { continue }
            switch received.scope.evaluate(reading.id) {
            case .value(.string(let id)) where !id.isEmpty: return .success(id)
            case .value(.int(let id)): return .success(String(id))
            default: return .failure(CallFailure(.contract, "recover.id has no value in the answer"))
            }
        }
        return .success(nil)
    }
}
