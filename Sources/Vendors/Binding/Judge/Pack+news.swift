import Expressions
import Vocabulary

/// A webhook as it came in, its sender proved.
public struct ReceivedNews: Hashable, Sendable {
    /// Our run, as the body repeats it; `nil` where it does not.
    public var run: String?
    /// The vendor's id of the session.
    public var verification: String
    /// The vendor's word for the kind of news; `other` for one that the binding does not name.
    public var kind: String
    public var treatment: WebhookBinding.Treatment
    public var body: [UInt8]
    /// The vendor's ids of what was opened before the session, as far as the body has them.
    public var objects: [String] = []

    public init(
        run: String?, verification: String, kind: String, treatment: WebhookBinding.Treatment, body: [UInt8]
    ) {
        self.run = run
        self.verification = verification
        self.kind = kind
        self.treatment = treatment
        self.body = body
    }
}

extension WebhookBinding {
    /// Kinds are compared without regard to case: the vendor's pages spell them in several ways.
    public func treatment(of kind: String?) -> Treatment {
        kinds.first { $0.key.lowercased() == kind?.lowercased() }?.value ?? otherwise
    }
}

extension Pack {
    public func webhook(_ name: String) -> WebhookBinding? { webhooks.first { $0.name == name } }

    /// Reads whom a webhook is about; `nil` when its body does not say.
    ///
    /// - Parameter kind: what the header says where the kind stands there.
    public func news(_ body: [UInt8], kind: String?, on route: WebhookBinding) -> ReceivedNews? {
        try? read(body, kind: kind, on: route).get()
    }

    /// The same, with what the body lacks and where.
    public func read(
        _ body: [UInt8], kind: String?, on route: WebhookBinding
    ) -> Result<ReceivedNews, ContractBreach> {
        guard let json = try? JSONText.parse(body) else {
            return .failure(ContractBreach("is no JSON", at: JSONPointer(tokens: [])))
        }
        func text(at pointer: JSONPointer) throws(ContractBreach) -> String {
            switch pointer.value(in: json) {
            case .string(let text): return text
            case nil: throw ContractBreach("is missing", at: pointer)
            default: throw ContractBreach("is no text", at: pointer)
            }
        }
        do throws(ContractBreach) {
            var kind = kind
            if case .body(let pointer) = route.kind { kind = try text(at: pointer) }
            let there = route.verifications.first { $0.value(in: json) ?? .null != .null }
            let verification = try text(at: there ?? route.verifications[0])
            var run: String?
            if let pointer = route.run { run = try text(at: pointer) }
            let known = route.kinds.keys.first { $0.lowercased() == kind?.lowercased() }
            var news = ReceivedNews(
                run: run, verification: verification, kind: known ?? "other", treatment: route.treatment(of: kind),
                body: body)
            news.objects = route.objects.sorted { $0.key < $1.key }.compactMap { object in
                guard case .string(let id)? = object.value.value(in: json) else { return nil }
                return id
            }
            return .success(news)
        } catch {
            return .failure(error)
        }
    }

    /// What news means for the check that it is about.
    public func judge(_ news: ReceivedNews, on route: WebhookBinding, check: String, context: CallContext) -> Judgement
    {
        guard let binding = self.check(check), let answer = binding.hosted?.answer(from: .webhook(route.name)) else {
            return .failed(CallFailure(.contract, "the pack has no such check"))
        }
        var received = Received(VendorAnswer(status: 200, body: news.body), context: context)
        guard let schema = contract.schemas[route.schema], let json = received.json else {
            return .failed(CallFailure(.contract, "news without JSON"))
        }
        let breaches = schema.breaches(of: json)
        guard breaches.isEmpty else { return .failed(CallFailure(breaches)) }
        if case .ended(let cause) = news.treatment { return .ended(cause) }
        received.settle(by: schema)
        return settle(answer, binding, in: &received)
    }

    /// What became of a session, told by one of its sources.
    func settle(_ answer: SessionAnswer, _ binding: CheckBinding, in received: inout Received) -> Judgement {
        do throws(CallFailure) {
            return try settled(answer, binding, in: &received)
        } catch {
            return .failed(error)
        }
    }

    private func settled(
        _ answer: SessionAnswer, _ binding: CheckBinding, in received: inout Received
    ) throws(CallFailure) -> Judgement {
        guard let statuses, case .value(let found) = received.scope.evaluate(answer.status) else {
            throw CallFailure(.contract, "the answer has no status")
        }
        var isSettled = true
        if let condition = answer.settled {
            guard let holds = received.holds(condition) else {
                throw CallFailure(.contract, "whether the answer is final has no value")
            }
            isSettled = holds
        }
        if !isSettled {
            if let arm = statuses.arm(for: found), case .open(let holder) = arm.meaning { return .pending(holder) }
            return .pending(.vendor)
        }
        guard let arm = statuses.arm(for: found) else { throw statuses.unknown(found) }
        switch arm.meaning {
        case .open(let holder):
            if let reason = reason(of: arm, answer, in: received) { return .applicant(reason: reason, field: nil) }
            return .pending(holder)
        case .ended(let cause): return .ended(cause)
        case .failure(let kind): throw CallFailure(kind, "status \(arm.value.plainText)")
        case .incomplete(let detail):
            throw .incomplete("status \(arm.value.plainText)", missing: received.names(at: detail))
        case .status(let status, let verdict):
            if let reason = reason(of: arm, answer, in: received) { return .applicant(reason: reason, field: nil) }
            var binding = binding
            binding.result = answer.result
            binding.verdict = answer.verdict
            binding.reasons = answer.reasons
            var success = Judgement.Success()
            success.vendorStatus = VendorStatus(code: arm.value.plainText, status: status)
            received.scope.set("status", .string(arm.value.plainText))
            success.result = try binding.result(in: received)
            received.scope.set("result", .record(success.result))
            success.verdict = try binding.verdict(in: received, status: verdict)
            success.reasons = binding.reasons(in: received)
            return .succeeded(success)
        }
    }

    /// Why the applicant may try again, where the arm leaves that open.
    private func reason(of arm: StatusTable.Arm, _ answer: SessionAnswer, in received: Received) -> String? {
        switch arm.again {
        case nil: return nil
        case .reason(let reason): return reason
        case .codes(let otherwise):
            let otherwise = answer.againOtherwise ?? otherwise
            if let condition = answer.againUnless, received.holds(condition) != false { return nil }
            guard let json = received.json else { return otherwise }
            for rule in answer.again {
                guard let found = rule.pointer.value(in: json), found != .null else { continue }
                if let arm = rule.arms.first(where: { $0.value.isSameJSON(as: found) }) { return arm.reason }
            }
            return otherwise
        }
    }
}
