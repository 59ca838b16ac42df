import Crypto
import Diagnostics

/// The name of a pack's content: what a run pins.
enum PackDigest {
    /// SHA-256 over each file's role, length and bytes, in hexadecimal; a file that is missing counts as its absence.
    static func digest(of files: PackFiles) -> String {
        var hash = SHA256()
        for (role, file) in [("binding", files.binding as SourceFile?), ("contract", files.contract), ("stories", files.stories)] {
            hash.update(data: Array("\(role) \(file.map { String($0.bytes.count) } ?? "-")\n".utf8))
            if let file { hash.update(data: file.bytes) }
        }
        return hash.finalize().map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
