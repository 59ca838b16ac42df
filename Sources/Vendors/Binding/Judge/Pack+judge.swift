import Expressions
import Vocabulary

extension Pack {
    /// What an answer to an operation means, for a check where one asked.
    ///
    /// The order is fixed: transport, the operation's errors, the pack's errors, what HTTP says, `success`, the
    /// contract's schema, the result, the verdict. Nothing of the answer's text comes out but mapped results.
    public func judge(
        _ outcome: Result<VendorAnswer, TransportFailure>, to operation: String, check: String? = nil,
        context: CallContext
    ) -> Judgement {
        guard let operation = operations[operation] else {
            return .failed(CallFailure(.contract, "the pack has no such operation"))
        }
        let answer: VendorAnswer
        switch outcome {
        case .success(let received): answer = received
        case .failure(let failure): return .failed(CallFailure(failure))
        }
        var received = Received(answer, context: context)
        for matcher in operation.errors + errors {
            guard let match = matcher.match(received) else { continue }
            if let breach = breach(at: matcher.pointer, of: operation, in: received) { return .failed(breach) }
            if matcher.meaning == .done, check != nil {
                return .failed(CallFailure(.contract, "HTTP \(received.status) without an answer"))
            }
            return matcher.judgement(match, of: received, context: context)
        }
        guard operation.success.contains(answer.status) else {
            return .failed(byStatus(answer, context: context))
        }
        if let failure = breach(of: operation, in: &received) { return .failed(failure) }
        if let binding = check.flatMap(self.check), binding.operation != operation.name,
            let answer = binding.hosted?.answer(from: .operation(operation.name))
        {
            return settle(answer, binding, in: &received)
        }
        do {
            return .succeeded(try success(of: operation, check: check, in: &received))
        } catch {
            return .failed(error)
        }
    }

    /// The defaults of HTTP, where neither `errors` nor `success` say anything.
    private func byStatus(_ answer: VendorAnswer, context: CallContext) -> CallFailure {
        let kind: ErrorKind =
            switch answer.status {
            case 401, 403: .credentials
            case 402: .outOfCredit
            case 404: .gone
            case 409: .conflict
            case 429: .throttled
            case 400...499: .refused
            case 500...599: .server
            default: .contract
            }
        return CallFailure(kind, "HTTP \(answer.status)", retryAfter: answer.retryAfter(for: kind, context: context))
    }

    /// Success and the contract: the first thing that is not as it has to be.
    private func breach(of operation: VendorOperation, in received: inout Received) -> CallFailure? {
        let schema = contract.answerSchema(of: operation.call, status: received.status)
        if schema != nil, received.json == nil {
            return CallFailure(.server, "HTTP \(received.status) without JSON")
        }
        let breaches = received.json.flatMap { schema?.breaches(of: $0) } ?? []
        // Both are kind `contract`; what breaks the contract has a place, and is told first.
        if !breaches.isEmpty { return CallFailure(breaches) }
        if let condition = operation.successCondition, received.holds(condition) != true {
            return CallFailure(.contract, "HTTP \(received.status) is no success")
        }
        if let schema { received.settle(by: schema) }
        return nil
    }

    /// What is wrong at a place that a matcher goes by: in an answer that may be a success, a value which the contract
    /// rules out says nothing, and is no error of the vendor's.
    private func breach(at pointer: JSONPointer?, of operation: VendorOperation, in received: Received) -> CallFailure?
    {
        guard let pointer, !pointer.tokens.isEmpty, operation.success.contains(received.status),
            let found = received.json.flatMap(pointer.value),
            let declared = contract.answerSchema(of: operation.call, status: received.status)?
                .schema(at: pointer.tokens)
        else { return nil }
        let breaches = declared.breaches(of: found)
        return breaches.isEmpty ? nil : CallFailure(breaches, below: pointer)
    }

    private func success(
        of operation: VendorOperation, check: String?, in received: inout Received
    ) throws(CallFailure) -> Judgement.Success {
        var result = try received.fields(operation.result, of: "result")
        var success = Judgement.Success()
        var statusVerdict: Verdict?
        if let statuses, statuses.operation == operation.name {
            let closing = try statuses.closing(result[statuses.field], in: received)
            success.vendorStatus = closing.status
            statusVerdict = closing.verdict
            success.verdict = closing.verdict
        }
        if let check {
            guard let binding = self.check(check) else {
                throw CallFailure(.contract, "the pack has no such check")
            }
            result = try binding.result(in: received)
            received.scope.set("result", .record(result))
            success.verdict = try binding.verdict(in: received, status: statusVerdict)
            success.reasons = binding.reasons(in: received)
        }
        success.result = result
        return success
    }
}

extension CallFailure {
    /// The first three, by their places.
    init(_ breaches: [ContractBreach], below pointer: JSONPointer = JSONPointer(tokens: [])) {
        let shown = breaches.prefix(3).map { breach in
            var breach = breach
            breach.pointer = pointer.description + breach.pointer
            return breach.description
        }
        let more = breaches.count > 3 ? "; and \(breaches.count - 3) more" : ""
        self.init(.contract, shown.joined(separator: "; ") + more)
    }

    init(_ failure: TransportFailure) {
        switch failure {
        case .connect: self.init(.connect, "no connection")
        case .timeout: self.init(.timeout, "no answer in time")
        case .cut: self.init(.cut, "the connection broke before the answer was complete")
        case .tooLarge: self.init(.contract, "the answer is too large")
        }
    }
}

extension VendorAnswer {
    /// Only where waiting helps.
    func retryAfter(for kind: ErrorKind, context: CallContext) -> Interval? {
        guard kind.isTransient || kind == .notReady else { return nil }
        return header("retry-after").flatMap { RetryAfter.interval($0, now: context.now) }
    }
}
