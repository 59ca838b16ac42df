public import Expressions
public import Vocabulary

/// What an answer means.
public enum Judgement: Hashable, Sendable {
    case succeeded(Success)
    /// A capture has to be repeated; `field` names the input, where the vendor tells.
    case applicant(reason: String, field: String?)
    /// A session goes on.
    case pending(Holder)
    /// A session ended without an answer.
    case ended(Cause)
    case failed(CallFailure)

    public struct Success: Hashable, Sendable {
        /// The check's result, or that of the operation where no check asked.
        public var result: [String: Value]
        /// `nil` where the vendor judges nothing.
        public var verdict: Verdict?
        public var reasons: [String]
        /// Of an operation whose answer closes the verification.
        public var vendorStatus: VendorStatus?

        public init(
            result: [String: Value] = [:], verdict: Verdict? = nil, reasons: [String] = [],
            vendorStatus: VendorStatus? = nil
        ) {
            self.result = result
            self.verdict = verdict
            self.reasons = reasons
            self.vendorStatus = vendorStatus
        }
    }
}

/// A status of the vendor's closed list, and ours for it.
public struct VendorStatus: Hashable, Sendable, Codable {
    /// As the pack's table has it, never as the answer spelt it.
    public var code: String
    public var status: RunStatus

    public init(code: String, status: RunStatus) {
        self.code = code
        self.status = status
    }
}

/// A call without a usable answer.
public struct CallFailure: Error, Hashable, Sendable, Codable {
    public var kind: ErrorKind
    /// Pointers and codes, never text of the answer.
    public var detail: String
    public var retryAfter: Interval?
    /// What the vendor says is still missing; empty when it does not say.
    public var incomplete: [String]?
    public var isIncomplete: Bool { incomplete != nil }

    public init(_ kind: ErrorKind, _ detail: String, retryAfter: Interval? = nil, incomplete: [String]? = nil) {
        self.kind = kind
        self.detail = detail
        self.retryAfter = retryAfter
        self.incomplete = incomplete
    }
}
