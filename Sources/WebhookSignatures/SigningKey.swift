import Crypto
import Foundation
import Privacy

/// A key of HMAC-SHA256 (RFC 2104, RFC 4231).
struct SigningKey: Sendable {
    private let key: SymmetricKey

    init(_ bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

    /// `whsec_` and base64; the specification asks for 24 to 64 bytes, and the reference libraries take any but none.
    init(standard secret: Secret) throws(SignatureProblem) {
        let text = secret.exposed(to: .vendor)
        let encoded = text.hasPrefix("whsec_") ? text.dropFirst("whsec_".count) : text[...]
        guard let bytes = Base64.bytes(of: encoded), !bytes.isEmpty else { throw .secret }
        self.init(bytes)
    }

    func authentication(of bytes: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
    }

    /// Compares in constant time.
    func isValid(_ code: [UInt8], of bytes: [UInt8]) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: bytes, using: key)
    }
}

enum Base64 {
    static func bytes(of text: Substring) -> [UInt8]? { Data(base64Encoded: String(text)).map(Array.init) }
}

enum Hexadecimal {
    /// Two digits a byte, in lower case as the scheme sends them; `nil` for anything else.
    static func bytes(of text: Substring) -> [UInt8]? {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x61 + 10
        default: nil
        }
    }
}

extension [UInt8] {
    var base64: String { Data(self).base64EncodedString() }
    var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
