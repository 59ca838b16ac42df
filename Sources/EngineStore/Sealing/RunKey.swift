import Crypto
public import FoundationEssentials

/// The key that seals everything personal of one run: AES-256-GCM, a fresh random nonce for each record.
///
/// It is stored only wrapped by the ``MasterKey``. Destroying the wrapped form destroys what it sealed.
public struct RunKey: Sendable {
    let key: SymmetricKey

    init(_ key: SymmetricKey) { self.key = key }

    /// A new key from the system's random numbers.
    public static func generate() -> RunKey { RunKey(SymmetricKey(size: .bits256)) }

    private static let layout: UInt8 = 1

    /// A text that only this key gives for a purpose: 128 bits in base 64 for addresses, derived by HKDF (RFC 5869).
    public func token(for purpose: String) -> String {
        let derived = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, info: Data("trustflow.token.1\u{0}\(purpose)".utf8), outputByteCount: 16)
        return derived.withUnsafeBytes { Data($0) }.base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The bytes, closed for everyone without this key and bound to one place.
    public func seal(_ bytes: some DataProtocol, context: SealContext) throws(StoreError) -> Sealed {
        do {
            let box = try AES.GCM.seal(bytes, using: key, authenticating: context.authenticated)
            guard let combined = box.combined else { throw StoreError(.invalid, "could not seal a record") }
            return Sealed(stored: [Self.layout] + combined, context: context)
        } catch {
            throw StoreError(.invalid, "could not seal a record of \(context.run)")
        }
    }

    /// What was sealed, if it was sealed for the place where the store found it.
    ///
    /// - Throws: `wrongKey` when the key or the place is not that of the sealing, or a bit was changed: these cannot
    ///   be told apart.
    public func open(_ sealed: Sealed) throws(StoreError) -> Data {
        let context = sealed.context
        guard sealed.bytes.first == Self.layout else {
            throw StoreError(.corrupt, "a record of \(context.run) is not sealed in a form that this version knows")
        }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.bytes.dropFirst())
            return try AES.GCM.open(box, using: key, authenticating: context.authenticated)
        } catch {
            throw StoreError(
                .wrongKey,
                "a record of \(context.run) does not open: another key or place sealed it, or it was changed")
        }
    }
}
