import Expressions

/// What one vendor does in one run: a story, and where it differs from it.
///
/// ```json
/// { "story": "approved", "answers": { "biometrics": ["face_too_small", { "approved": { "liveness_score": 0.93 } }] } }
/// ```
public struct VendorScript: Hashable, Sendable {
    public var story: String
    /// By operation or check: one answer for each call, then the story goes on.
    public var answers: [String: [ScriptedAnswer]]
    /// By operation or check: the answer to every call beyond those.
    public var each: [String: ScriptedAnswer]

    public init(
        story: String = "approved", answers: [String: [ScriptedAnswer]] = [:], each: [String: ScriptedAnswer] = [:]
    ) {
        self.story = story
        self.answers = answers
        self.each = each
    }
}

extension VendorScript: Codable {
    private enum Key: String, CodingKey { case story, answers, each }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        story = try container.decodeIfPresent(String.self, forKey: .story) ?? "approved"
        answers = try container.decodeIfPresent([String: [ScriptedAnswer]].self, forKey: .answers) ?? [:]
        each = try container.decodeIfPresent([String: ScriptedAnswer].self, forKey: .each) ?? [:]
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(story, forKey: .story)
        if !answers.isEmpty { try container.encode(answers, forKey: .answers) }
        if !each.isEmpty { try container.encode(each, forKey: .each) }
    }
}

extension ScriptedAnswer: Codable {
    public init(from decoder: any Decoder) throws {
        let plain = try PlainJSON(from: decoder).value
        guard let answer = ScriptedAnswer(plain: plain) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a scripted answer"))
        }
        self = answer
    }

    public func encode(to encoder: any Encoder) throws { try PlainJSON(plain).encode(to: encoder) }
}
