/// The kinds of failure that a vendor call can end in, whoever the vendor is.
public enum ErrorKind: String, Codable, Hashable, Sendable, CaseIterable {
    /// Nothing was sent.
    case connect
    /// Sent, and no answer came in time.
    case timeout
    /// Sent, and the connection broke before the answer was complete.
    case cut
    case throttled
    /// 5xx, or no JSON where JSON is due.
    case server
    /// The vendor says that it failed itself.
    case vendorFault = "vendor_fault"
    /// Known to the vendor, not there yet.
    case notReady = "not_ready"
    case outOfCredit = "out_of_credit"
    case credentials
    case notEntitled = "not_entitled"
    case refused
    case gone
    /// 409: the vendor's state is not what we believed.
    case conflict
    /// The answer breaks the vendor's contract.
    case contract

    /// Whether the vendor may have acted although no usable answer came.
    public var effectPossible: Bool {
        switch self {
        case .timeout, .cut, .server, .vendorFault, .contract: true
        case .connect, .throttled, .notReady, .outOfCredit, .credentials, .notEntitled, .refused, .gone, .conflict:
            false
        }
    }

    /// Whether `retry.on: transient` covers it.
    public var isTransient: Bool {
        switch self {
        case .connect, .timeout, .cut, .throttled, .server, .vendorFault: true
        default: false
        }
    }

    /// Whether the next vendor in `by` is asked once the calls are used up.
    public var failsOver: Bool { isTransient || self == .outOfCredit }

    /// The cause that a step ends with once the calls are used up.
    public var cause: Cause {
        switch self {
        case .connect, .timeout, .cut, .throttled, .server, .vendorFault: .unavailable
        case .notReady: .late
        case .outOfCredit, .credentials, .notEntitled: .blocked
        case .refused, .gone, .conflict: .refused
        case .contract: .contract
        }
    }
}

/// What a vendor call may change at the vendor; retries follow from it.
public enum Effect: String, Codable, Hashable, Sendable, CaseIterable {
    /// Nothing.
    case read
    /// The same, however often it is sent.
    case repeatable
    /// Something each time: a lost answer is never simply asked for again.
    case once
}
