import Crypto

/// Whose a session at a vendor is: what finds the run when the vendor names nothing but its own id.
///
/// The id may open the session to whoever has it, so that only its hash is kept.
public struct VendorReference: Hashable, Sendable {
    /// The pack's name.
    public let pack: String
    /// SHA-256 of the vendor's id, in hexadecimal.
    public let digest: String

    /// - Parameter id: the vendor's own.
    public init(pack: String, id: String) {
        self.pack = pack
        digest = SHA256.hash(data: Array(id.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
