import Crypto
public import Foundation
public import Vocabulary

/// What is told of a run: names and words of the flow and of the machine, nothing of the applicant.
public struct RunNews: Hashable, Sendable {
    public var kind: NoticeKind
    public var run: String
    public var flow: String
    public var version: Int
    public var status: RunStatus
    /// A word; what a person wrote stays inside.
    public var reason: String?
    /// The step that it is about.
    public var step: String?
    public var at: Moment
    /// The event that brought it, and its place among what that event brought.
    public var sequence: Int64
    public var index: Int

    public init(
        kind: NoticeKind, run: String, flow: String, version: Int, status: RunStatus, reason: String? = nil,
        step: String? = nil, at: Moment, sequence: Int64, index: Int
    ) {
        self.kind = kind
        self.run = run
        self.flow = flow
        self.version = version
        self.status = status
        self.reason = reason
        self.step = step
        self.at = at
        self.sequence = sequence
        self.index = index
    }

    /// `run.verified`.
    public var type: String { "run.\(kind.rawValue)" }

    /// The name of this piece of news for one endpoint, the same whoever derives it and however often it is sent.
    ///
    /// `msg_` and 26 digits of base 32 (Crockford), of the first 130 bits of a SHA-256 over run, sequence, index and
    /// endpoint.
    public func id(for endpoint: String) -> String {
        MessageID.of("\(run)\u{0}\(sequence)\u{0}\(index)\u{0}\(endpoint)")
    }

    /// What is sent and signed: `{"type": …, "timestamp": …, "data": …}`, as Standard Webhooks proposes.
    public func body() throws -> Data { try NotificationBody(type: type, at: at, data: Content(self)).encoded() }

    private struct Content: Encodable {
        var run: String
        var flow: String
        var version: Int
        var status: String
        var reason: String?
        var step: String?

        init(_ news: RunNews) {
            run = news.run
            flow = news.flow
            version = news.version
            status = news.status.rawValue
            reason = news.reason
            step = news.step
        }
    }
}

/// The frame around whatever is told.
public struct NotificationBody<Content: Encodable>: Encodable {
    private var type: String
    private var timestamp: String
    private var data: Content

    public init(type: String, at moment: Moment, data: Content) {
        self.type = type
        timestamp = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        self.data = data
    }

    public func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}

/// Names of messages: `msg_…`.
public enum MessageID {
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// The same text gives the same name.
    public static func of(_ text: String) -> String {
        var digits: [UInt8] = []
        var (buffer, bits) = (0, 0)
        for byte in SHA256.hash(data: Data(text.utf8)) {
            buffer = (buffer << 8 | Int(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                digits.append(alphabet[buffer >> bits & 31])
            }
        }
        return "msg_" + String(decoding: digits.prefix(26), as: UTF8.self)
    }
}
