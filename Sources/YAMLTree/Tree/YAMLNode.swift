public import Diagnostics

/// One node of a YAML document, with its place.
///
/// Anchors are expanded (with a limit), merge keys are applied, so a reader meets scalars, sequences and mappings only.
public struct YAMLNode: Hashable, Sendable {
    public indirect enum Content: Hashable, Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        case mapping([YAMLEntry])
    }

    public var content: Content
    /// The bytes of the node itself; for a block collection from its first child to the end of its last.
    public var place: Place
    /// A tag as written (`!flags.x`), `nil` when there is none.
    public var tag: String?
    /// An anchor on this very node, `nil` when there is none.
    public var anchor: String?

    public init(content: Content, place: Place, tag: String? = nil, anchor: String? = nil) {
        self.content = content
        self.place = place
        self.tag = tag
        self.anchor = anchor
    }
}

public struct YAMLEntry: Hashable, Sendable {
    public var key: YAMLNode
    public var value: YAMLNode

    public init(key: YAMLNode, value: YAMLNode) {
        self.key = key
        self.value = value
    }
}

public struct YAMLScalar: Hashable, Sendable {
    public enum Style: Hashable, Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

    /// What a plain scalar means in the core schema of YAML 1.2; quoted and block scalars are always text.
    public enum Resolved: Hashable, Sendable {
        case null
        case bool(Bool)
        case int(Int64)
        case double(Double)
        case string(String)
    }

    /// The decoded text, with the way back from each of its bytes to the file.
    public var text: EmbeddedText
    public var style: Style

    public init(text: EmbeddedText, style: Style) {
        self.text = text
        self.style = style
    }
}
