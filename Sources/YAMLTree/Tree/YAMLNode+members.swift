public import Diagnostics

extension YAMLNode {
    /// The text of a scalar, whatever it means.
    public var text: String? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar.text.string
    }

    /// The items of a sequence.
    public var items: [YAMLNode]? {
        guard case .sequence(let items) = content else { return nil }
        return items
    }

    /// The entries of a mapping.
    public var entries: [YAMLEntry]? {
        guard case .mapping(let entries) = content else { return nil }
        return entries
    }

    /// A key of a mapping with its value.
    public func entry(_ key: String) -> YAMLEntry? { entries?.first { $0.key.text == key } }

    public func member(_ key: String) -> YAMLNode? { entry(key)?.value }

    /// One line of a node: its first key, or all of a scalar.
    public var headPlace: Place { entries?.first?.key.place ?? items?.first?.headPlace ?? place }
}
