extension FlowProgram {
    /// Whether any check may be made on a vendor's own page.
    public var hasSessions: Bool {
        steps.contains { step in
            guard case .check(let check) = step else { return false }
            return check.vendors.contains { $0.hosted != nil }
        }
    }
}
