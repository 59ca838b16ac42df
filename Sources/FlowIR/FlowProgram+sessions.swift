extension FlowProgram {
    /// Whether any check may be made on a vendor's own page.
    public var hasSessions: Bool {
        checks.contains { $0.vendors.contains { $0.hosted != nil } }
    }

    /// The check that makes the sessions of a vendor, each a verification of its own; `nil` where one verification is for
    /// all checks.
    public func sessionCheck(at vendor: String) -> CheckStep? {
        checks.first { $0.vendors.contains { $0.vendor == vendor && $0.hosted != nil } }
    }
}
