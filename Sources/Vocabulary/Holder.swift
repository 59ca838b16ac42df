/// Who has to act before a hosted session ends.
public enum Holder: String, Codable, Hashable, Sendable, CaseIterable {
    case applicant
    case vendor
    /// People of the vendor's own.
    case vendorReviewer = "vendor_reviewer"
}
