package import FoundationEssentials

/// The key of a run in the only form in which it is stored.
public struct WrappedKey: Hashable, Sendable {
    static let layout: UInt8 = 1

    /// The byte 1, the master key's fingerprint (8), then nonce (12), ciphertext (32) and tag (16).
    package let bytes: Data

    package init(stored bytes: Data) { self.bytes = bytes }

    var isWellFormed: Bool { bytes.count == 69 && bytes.first == Self.layout }
    var fingerprint: Data { Data(bytes.dropFirst().prefix(8)) }
    var box: Data { Data(bytes.dropFirst(9)) }
}
