extension Schema {
    /// The ways that `oneOf` or `anyOf` leaves open, where it is one of the two alone that says what fits.
    public var alternatives: [Schema] {
        if let reference = rule.reference, rule.oneOf.isEmpty, rule.anyOf.isEmpty { return schema(reference).alternatives }
        return (rule.oneOf + rule.anyOf).map { schema($0) }
    }
}
