public import Diagnostics

/// One node of a YAML document, with its place.
///
/// Anchors are expanded (with a limit), merge keys are applied, so a reader meets scalars, sequences and mappings only.
/// Copies share what is below them; to change one makes a new node of it.
public struct YAMLNode: Sendable {
    public enum Content: Hashable, Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        case mapping([YAMLEntry])
    }

    private(set) var parts: NodeParts

    public var content: Content {
        get { parts.content }
        set { self = YAMLNode(content: newValue, place: place, tag: tag, anchor: anchor) }
    }
    /// The bytes of the node itself; for a block collection from its first child to the end of its last.
    public var place: Place {
        get { parts.place }
        set { self = YAMLNode(content: content, place: newValue, tag: tag, anchor: anchor) }
    }
    /// A tag as written (`!flags.x`), `nil` when there is none.
    public var tag: String? { parts.rest?.tag }
    /// An anchor on this very node, `nil` when there is none.
    public var anchor: String? {
        get { parts.rest?.anchor }
        set { self = YAMLNode(content: content, place: place, tag: tag, anchor: newValue) }
    }

    public init(content: Content, place: Place, tag: String? = nil, anchor: String? = nil) {
        parts = NodeParts(content, place, tag, anchor)
    }
}

extension YAMLNode: Hashable {
    public static func == (left: YAMLNode, right: YAMLNode) -> Bool {
        left.parts === right.parts
            || left.place == right.place && left.tag == right.tag && left.anchor == right.anchor
                && left.content == right.content
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(place)
        hasher.combine(content)
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
