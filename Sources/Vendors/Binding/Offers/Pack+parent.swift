extension Pack {
    /// Whether a verification can be opened as one that belongs to another.
    public var takesParent: Bool {
        operations.values.contains { operation in
            switch operation.body {
            case .none: false
            case .template(let template): template.reads(anyOf: ["parent"])
            case .choose(_, let arms): arms.contains { $0.template.reads(anyOf: ["parent"]) }
            }
        }
    }
}
