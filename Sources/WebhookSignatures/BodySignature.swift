public import Privacy

/// The plain scheme of many vendors: the hexadecimal HMAC-SHA256 of the raw body, the secret's UTF-8 bytes being the key.
///
/// Checkout.com sends it as `Cko-Signature`, iDenfy as `Idenfy-Signature`. It covers no time and no id: whoever checks it
/// has to know by other means that a delivery is not played again.
public struct BodySignature: Sendable {
    private let key: SigningKey
    private let prefix: String

    /// - Parameter prefix: text before the digits, such as `sha256=`.
    /// - Throws: `secret` for an empty one.
    public init(secret: Secret, prefix: String = "") throws(SignatureProblem) {
        let bytes = Array(secret.exposed(to: .vendor).utf8)
        guard !bytes.isEmpty else { throw .secret }
        key = SigningKey(bytes)
        self.prefix = prefix
    }

    /// With a key that need not be text, for published vectors.
    package init(key bytes: [UInt8]) {
        key = SigningKey(bytes)
        prefix = ""
    }

    /// What the header holds, in lower case.
    public func signature(of body: [UInt8]) -> String { prefix + key.authentication(of: body).hexadecimal }

    /// - Throws: `signature` when the header's value does not fit, be it in form alone; `missingHeader` for none.
    public func verify(_ header: String?, body: [UInt8]) throws(SignatureProblem) {
        guard let header, !header.isEmpty else { throw .missingHeader }
        guard header.hasPrefix(prefix), let bytes = Hexadecimal.bytes(of: header.dropFirst(prefix.count)),
            key.isValid(bytes, of: body)
        else { throw .signature }
    }
}
