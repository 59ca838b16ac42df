public import Diagnostics

extension YAMLNode {
    /// The text of a scalar, whatever it means.
    public var text: String? {
        guard case .scalar(let scalar) = parts.content else { return nil }
        return scalar.text.string
    }

    /// The items of a sequence.
    public var items: [YAMLNode]? {
        guard case .sequence(let items) = parts.content else { return nil }
        return items
    }

    /// The entries of a mapping.
    public var entries: [YAMLEntry]? {
        guard case .mapping(let entries) = parts.content else { return nil }
        return entries
    }

    /// A key of a mapping with its value.
    public func entry(_ key: String) -> YAMLEntry? {
        guard case .mapping(let entries) = parts.content else { return nil }
        return entries.first { $0.key.isText(key) }
    }

    /// Whether it is a scalar with this text.
    public func isText(_ text: String) -> Bool {
        guard case .scalar(let scalar) = parts.content else { return false }
        return scalar.text.string == text
    }

    public func member(_ key: String) -> YAMLNode? { entry(key)?.value }

    /// One line of a node: its first key, or all of a scalar.
    public var headPlace: Place { entries?.first?.key.place ?? items?.first?.headPlace ?? place }
}
