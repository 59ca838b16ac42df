public import Diagnostics

extension YAMLNode {
    /// The text of a scalar, whatever it means.
    public var text: String? { parts.text }

    /// A scalar with its way back to the file.
    public var scalar: YAMLScalar? { parts.scalar }

    /// What a scalar means in the core schema.
    public var resolved: YAMLScalar.Resolved? {
        guard let style = parts.style, let text else { return nil }
        return style == .plain ? CoreSchema.resolve(text) : .string(text)
    }

    /// Whether the value is left out, or written as `null` or `~`.
    public var isNull: Bool {
        guard parts.style == .plain, let text else { return false }
        return text.utf8.count <= 4 && CoreSchema.resolve(text) == .null
    }

    /// The items of a sequence.
    public var items: [YAMLNode]? { parts.items }

    /// The entries of a mapping.
    public var entries: [YAMLEntry]? { parts.entries }

    /// A key of a mapping with its value.
    public func entry(_ key: String) -> YAMLEntry? {
        guard let entries = parts.entries else { return nil }
        return entries.indices.first { entries[$0].key.text == key }.map { entries[$0] }
    }

    public func member(_ key: String) -> YAMLNode? { entry(key)?.value }

    /// One line of a node: its first key, or all of a scalar.
    public var headPlace: Place { entries?.first?.key.place ?? items?.first?.headPlace ?? place }
}
