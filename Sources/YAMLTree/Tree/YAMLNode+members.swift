public import Diagnostics

extension YAMLNode {
    /// The text of a scalar, whatever it means.
    public var text: String? { parts.text }

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
        return entries.indices.first { entries[$0].key.parts.text == key }.map { entries[$0] }
    }

    public func member(_ key: String) -> YAMLNode? { entry(key)?.value }

    /// One line of a node: its first key, or all of a scalar.
    public var headPlace: Place { entries?.first?.key.place ?? items?.first?.headPlace ?? place }
}
