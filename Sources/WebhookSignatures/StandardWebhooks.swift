public import Privacy

/// Signatures of Standard Webhooks, version 1: made for what we send, checked for what comes.
///
/// The signed text is `id.timestamp.body` with the body's bytes as they are, and the signature is
/// `v1,` and the base64 of its HMAC-SHA256. A header may hold several, so that a secret can be changed without a gap.
/// Specification: standard-webhooks/standard-webhooks, `spec/standard-webhooks.md`.
///
/// ```swift
/// let webhooks = try StandardWebhooks(secrets: [new, old])
/// let header = webhooks.signature(id: "msg_1", timestamp: 1_614_265_330, body: body)
/// try webhooks.verify(headers: headers, body: body, now: 1_614_265_331)
/// ```
public struct StandardWebhooks: Sendable {
    private let keys: [SigningKey]

    /// - Parameter secrets: `whsec_` and base64, the prefix may be left out; the first one is the newest.
    /// - Throws: `secret` when one is not usable, or there is none.
    public init(secrets: [Secret]) throws(SignatureProblem) {
        guard !secrets.isEmpty else { throw .secret }
        var keys: [SigningKey] = []
        for secret in secrets { keys.append(try SigningKey(standard: secret)) }
        self.keys = keys
    }

    /// What the `webhook-signature` header holds: one signature for each secret, separated by blanks.
    ///
    /// - Parameter timestamp: seconds since 1970, as the `webhook-timestamp` header says it.
    public func signature(id: String, timestamp: Int64, body: [UInt8]) -> String {
        let signed = Self.signed(id: id, timestamp: String(timestamp), body: body)
        return keys.map { "v1," + $0.authentication(of: signed).base64 }.joined(separator: " ")
    }

    /// Checks a delivery with each secret. Returns when one signature of version 1 fits and the time is near.
    ///
    /// - Parameters:
    ///   - headers: names in any letter case; a repeated header is no header.
    ///   - now: seconds since 1970.
    ///   - tolerance: how many seconds the timestamp may be off, either way, both ends included.
    /// - Throws: `missingHeader`, `timestamp` or `signature`.
    public func verify(
        headers: [(name: String, value: String)], body: [UInt8], now: Int64, tolerance: Int64 = 300
    ) throws(SignatureProblem) {
        let id = try Self.header("webhook-id", in: headers)
        let timestamp = try Self.header("webhook-timestamp", in: headers)
        let signatures = try Self.header("webhook-signature", in: headers)
        guard let seconds = Int64(timestamp), timestamp.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            seconds.distance(to: now).magnitude <= UInt(tolerance)
        else { throw .timestamp }
        let signed = Self.signed(id: id, timestamp: timestamp, body: body)
        for candidate in signatures.split(separator: " ") {
            let parts = candidate.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == "v1", let bytes = Base64.bytes(of: parts[1]) else { continue }
            // Every key compares in constant time; that one of several fits is no secret.
            if keys.contains(where: { $0.isValid(bytes, of: signed) }) { return }
        }
        throw .signature
    }

    private static func signed(id: String, timestamp: String, body: [UInt8]) -> [UInt8] {
        Array("\(id).\(timestamp).".utf8) + body
    }

    private static func header(
        _ name: String, in headers: [(name: String, value: String)]
    ) throws(SignatureProblem) -> String {
        let values = headers.filter { $0.name.lowercased() == name }.map(\.value)
        guard values.count == 1, let value = values.first, !value.isEmpty else { throw .missingHeader }
        return value
    }
}

/// Why a signature is not accepted. It says nothing about the secret or the body.
public enum SignatureProblem: String, Error, Hashable, Sendable, CustomStringConvertible {
    case missingHeader = "missing_header"
    /// Not a number, or too far from now: an old delivery played again.
    case timestamp
    case signature
    /// The secret itself is not usable.
    case secret

    public var description: String {
        switch self {
        case .missingHeader: "a header of the signature is missing"
        case .timestamp: "the timestamp is no number, or too far from now"
        case .signature: "no signature fits"
        case .secret: "the secret is not usable"
        }
    }
}
