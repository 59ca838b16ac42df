public import Expressions
import Vocabulary

/// Where an answer has what was asked for.
public enum EvidenceContent: Hashable, Sendable {
    /// The answer is it.
    case whole
    /// It stands in texts of the answer: base64, or data URIs.
    case texts([String])
    /// It is fetched from this address, without any credentials.
    case link(String)
}

extension Pack {
    /// What can be had of the verification of a check, as flows name it; `nil` for the run's one verification.
    public func evidence(of check: String?) -> [PackEvidence] {
        check.flatMap(self.check)?.evidence ?? verification?.evidence ?? []
    }

    public func evidence(_ name: String, of check: String? = nil) -> PackEvidence? {
        evidence(of: check).first { $0.name == name }
    }

    /// What an operation gets under a name, of whichever check it is.
    public func evidence(_ name: String, by operation: String) -> PackEvidence? {
        (checks.flatMap { $0.evidence ?? [] } + evidence(of: nil)).first {
            $0.name == name && $0.operation == operation
        }
    }

    /// What erases the verification of a check; `nil` where nothing does.
    public func erasure(of check: String?) -> [String]? {
        check.flatMap(self.check)?.erasure ?? verification?.erase
    }

    /// What an answer to a request for evidence holds.
    public func content(
        of evidence: PackEvidence, in answer: Result<VendorAnswer, TransportFailure>, context: CallContext
    ) -> Result<EvidenceContent, CallFailure> {
        switch judge(answer, to: evidence.operation, context: context) {
        case .failed(let failure): return .failure(failure)
        // The session is over, say.
        case .applicant(let reason, _): return .failure(CallFailure(.gone, reason))
        case .pending, .ended: return .failure(CallFailure(.contract, "the call answered like a session"))
        case .succeeded: break
        }
        guard let expression = evidence.url ?? evidence.data, case .success(let answer) = answer else {
            return .success(.whole)
        }
        let received = Received(answer, context: context)
        let found: Value?
        switch received.scope.evaluate(expression) {
        case .value(.optional(let value)): found = value
        case .value(let value): found = value
        case .failure, .unknown: return .failure(CallFailure(.contract, "\(evidence.name) has no value in the answer"))
        }
        guard let texts = found?.texts, let first = texts.first else {
            return .failure(CallFailure(.gone, "the vendor has none"))
        }
        return .success(evidence.url != nil ? .link(first) : .texts(texts))
    }
}

extension Value {
    /// Every text in it, however deep.
    public var texts: [String] {
        switch self {
        case .string(let text): [text]
        case .list(let items): items.flatMap(\.texts)
        case .map(let members): members.sorted { $0.key < $1.key }.flatMap(\.value.texts)
        case .optional(let value): value?.texts ?? []
        default: []
        }
    }
}
