import Crypto
public import FoundationEssentials
public import Privacy

/// Secrets that the service itself makes and has to read again, such as those it signs with.
extension MasterKey {
    private static let layout: UInt8 = 1

    /// A secret, closed for everyone without the master key and bound to a name.
    ///
    /// - Parameter name: unique in the installation: `webhook/wh_…/2`.
    public func seal(_ secret: Secret, as name: String) throws(StoreError) -> Data {
        do {
            let clear = Data(secret.exposed(to: .seal).utf8)
            let box = try AES.GCM.seal(clear, using: key, authenticating: Self.context(name))
            guard let combined = box.combined else { throw StoreError(.invalid, "could not seal `\(name)`") }
            return [Self.layout] + fingerprint + combined
        } catch {
            throw StoreError(.invalid, "could not seal `\(name)`")
        }
    }

    /// - Throws: `wrongKey` when another master key sealed it; `corrupt` when it is damaged, or of another name.
    public func unseal(_ sealed: Data, as name: String) throws(StoreError) -> Secret {
        guard sealed.first == Self.layout, sealed.count > 9 else {
            throw StoreError(.corrupt, "`\(name)` is not sealed in a form that this version knows")
        }
        guard sealed.dropFirst().prefix(8) == fingerprint else {
            throw StoreError(.wrongKey, "`\(name)` was sealed under another master key")
        }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.dropFirst(9))
            let clear = try AES.GCM.open(box, using: key, authenticating: Self.context(name))
            return Secret(String(decoding: clear, as: UTF8.self))
        } catch {
            throw StoreError(.corrupt, "`\(name)` is damaged, or belongs somewhere else")
        }
    }

    private static func context(_ name: String) -> Data { Data("trustflow.secret.1\u{0}\(name)".utf8) }
}
