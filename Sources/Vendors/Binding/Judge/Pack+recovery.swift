import Expressions
import Vocabulary

extension Pack {
    /// How a lost answer to an operation is cleared up; `nil` where nothing clears it up.
    public func recovery(of operation: String) -> RecoveryReading? {
        guard case .reading(let reading)? = operations[operation]?.recovery else { return nil }
        return reading
    }

    /// The news by which a lost answer to an operation is cleared up; `nil` where none does.
    public func recoveryNews(of operation: String) -> RecoveryNews? {
        guard case .news(let news)? = operations[operation]?.recovery else { return nil }
        return news
    }

    /// Whether news is about what a lost call made.
    public func isRecovered(_ operation: String, by news: ReceivedNews, on route: String, context: CallContext) -> Bool
    {
        guard let recovery = recoveryNews(of: operation), recovery.route == route, recovery.kinds.contains(news.kind),
            let schema = webhook(route).flatMap({ contract.schemas[$0.schema] })
        else { return false }
        var received = Received(VendorAnswer(status: 200, body: news.body), context: context)
        guard let json = received.json, schema.breaches(of: json).isEmpty else { return false }
        received.settle(by: schema)
        return received.holds(recovery.found) == true
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
