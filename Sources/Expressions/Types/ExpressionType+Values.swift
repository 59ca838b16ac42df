extension ExpressionType {
    /// Whether a value can be passed where this type is due. The elements of lists and maps are not looked at.
    public func admits(_ value: Value) -> Bool {
        switch (self, value) {
        case (.dyn, _), (.any, _), (.parameter, _), (.wrapper, .null), (.null, .null), (.bool, .bool), (.int, .int),
            (.uint, .uint), (.double, .double), (.string, .string), (.bytes, .bytes), (.timestamp, .timestamp),
            (.duration, .duration), (.type, .type), (.list, .list), (.map, .map), (.optional, .optional):
            true
        case (.wrapper(let wrapped), _): wrapped.admits(value)
        case (.object(let name), .object(let object)): object.typeName == name
        // A record may be handed over as a map.
        case (.object, .map): true
        case (.opaque(let name, _), .opaque(let handle)): handle.kind == name
        case (.opaque(let name, _), .object(let object)): object.typeName == name
        default: false
        }
    }
}
