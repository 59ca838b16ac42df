import Crypto
import FoundationEssentials
public import Privacy

/// The key of an installation: 32 bytes that wrap the key of every run.
///
/// It comes from the environment variable `TRUSTFLOW_MASTER_KEY` (base 64) or from a file beside the store; whoever
/// loses it loses what is personal in every run.
public struct MasterKey: Sendable {
    let key: SymmetricKey
    /// Eight bytes that tell keys apart and give nothing away; stored with each wrapped key.
    let fingerprint: Data

    /// The variable that holds a key, if it is not in a file.
    public static let variable = "TRUSTFLOW_MASTER_KEY"

    init(_ key: SymmetricKey) {
        self.key = key
        var hash = SHA256()
        hash.update(data: Data("trustflow.master.1".utf8))
        key.withUnsafeBytes { hash.update(bufferPointer: $0) }
        fingerprint = Data(hash.finalize().prefix(8))
    }

    /// A new key from the system's random numbers.
    public static func generate() -> MasterKey { MasterKey(SymmetricKey(size: .bits256)) }

    /// Reads a key from base 64, as `openssl rand -base64 32` prints it; blanks and line ends around it do not count.
    ///
    /// - Parameter source: where the text comes from, for the error: a variable or a path.
    public init(base64 text: Secret, from source: String = MasterKey.variable) throws(StoreError) {
        let characters = text.exposed(to: .seal).filter { !$0.isWhitespace }
        guard let bytes = Data(base64Encoded: characters), bytes.count == 32 else {
            throw StoreError(
                .wrongKey,
                "the master key in `\(source)` must be 32 bytes in base 64, as `openssl rand -base64 32` prints")
        }
        self.init(SymmetricKey(data: bytes))
    }

    /// The key as base 64, for a file that only its owner reads.
    public var base64: Secret { Secret(key.withUnsafeBytes { Data($0) }.base64EncodedString()) }

    /// The key of a run, closed for everyone without the master key and bound to the run.
    public func wrap(_ runKey: RunKey, for run: RunID) throws(StoreError) -> WrappedKey {
        do {
            let clear = runKey.key.withUnsafeBytes { Data($0) }
            let box = try AES.GCM.seal(clear, using: key, authenticating: Self.authenticated(run))
            guard let combined = box.combined else { throw StoreError(.invalid, "could not wrap a key") }
            return WrappedKey(stored: [WrappedKey.layout] + fingerprint + combined)
        } catch {
            throw StoreError(.invalid, "could not wrap the key of \(run)")
        }
    }

    /// The key of a run.
    ///
    /// - Throws: `wrongKey` when another master key wrapped it, and says so apart from a damaged one (`corrupt`).
    public func unwrap(_ wrapped: WrappedKey, for run: RunID) throws(StoreError) -> RunKey {
        guard wrapped.isWellFormed else { throw StoreError(.corrupt, "the stored key of \(run) is damaged") }
        guard wrapped.fingerprint == fingerprint else {
            throw StoreError(
                .wrongKey,
                "\(run) was sealed under the master key \(hex(wrapped.fingerprint)), this is \(hex(fingerprint))")
        }
        do {
            let box = try AES.GCM.SealedBox(combined: wrapped.box)
            let clear = try AES.GCM.open(box, using: key, authenticating: Self.authenticated(run))
            return RunKey(SymmetricKey(data: clear))
        } catch {
            throw StoreError(.corrupt, "the stored key of \(run) is damaged, or belongs to another run")
        }
    }

    private static func authenticated(_ run: RunID) -> Data { Data("trustflow.wrap.1\u{0}\(run.text)".utf8) }
}

private func hex(_ bytes: Data) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
