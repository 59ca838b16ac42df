/// A parse event of libyaml, its marks turned into byte offsets.
struct Event {
    enum Kind {
        case streamStart
        case streamEnd
        case documentStart(explicit: Bool)
        case documentEnd(explicit: Bool)
        case alias(String)
        case scalar(value: String, style: YAMLScalar.Style)
        case sequenceStart(flow: Bool)
        case sequenceEnd
        case mappingStart(flow: Bool)
        case mappingEnd
    }

    var kind: Kind
    /// Anchor and tag are part of it.
    var range: Range<Int>
    var anchor: String?
    /// With its handle replaced: `tag:yaml.org,2002:str` for `!!str`.
    var tag: String?
}

/// What libyaml says when it cannot go on; places are bytes.
struct SyntaxProblem: Error {
    var problem: String
    var offset: Int
    var context: String?
    var contextOffset: Int?
}
