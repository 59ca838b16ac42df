public import FlowEngine

/// What came of erasing a run: here all is gone, and each vendor answered as it did.
public struct Erasure: Codable, Sendable {
    public struct Vendor: Codable, Sendable {
        public var vendor: String
        public var operation: String
        /// `erased`, `nothing`, `later` or `refused`.
        public var outcome: String
        public var detail: String?
        public var nextAt: String?

        public init(_ erasure: VendorErasure) {
            vendor = erasure.vendor
            operation = erasure.operation
            outcome = erasure.outcome.rawValue
            detail = erasure.detail
            nextAt = erasure.nextAt?.rfc3339
        }
    }

    public var vendors: [Vendor]
}
