extension FlowProgram {
    /// Whether any check may be made on a vendor's own page.
    public var hasSessions: Bool {
        checks.contains { $0.vendors.contains { $0.hosted != nil } }
    }
}
