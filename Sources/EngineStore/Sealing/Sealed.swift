package import FoundationEssentials

/// Bytes that only ``RunKey/seal(_:context:)`` can make.
///
/// A store takes nothing else for what could be personal, so that clear text cannot be stored by accident. Layout: the
/// byte 1, a nonce of 12 bytes, the ciphertext, a tag of 16 bytes.
public struct Sealed: Hashable, Sendable {
    /// As stored; says nothing without the key.
    package let bytes: Data
    /// Where the caller said that the bytes belong. A store refuses them anywhere else, because they would never open.
    package let context: SealContext

    /// Bytes that a store kept. Whether they are what was sealed shows when they are opened.
    package init(stored bytes: Data, context: SealContext) {
        self.bytes = bytes
        self.context = context
    }

    public var count: Int { bytes.count }
}
