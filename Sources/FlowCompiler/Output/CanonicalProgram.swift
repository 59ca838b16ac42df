import Crypto
public import FlowIR
import FoundationEssentials

/// A program as the bytes that runs are pinned to: JSON with sorted keys and no blanks.
///
/// The same text gives the same bytes, and so the same digest, on any machine.
public struct CanonicalProgram: Hashable, Sendable {
    public let json: [UInt8]
    /// SHA-256 of the bytes, in hexadecimal.
    public let digest: String

    public init(_ program: FlowProgram) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        json = Array(try encoder.encode(program))
        digest = SHA256.hash(data: json).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
