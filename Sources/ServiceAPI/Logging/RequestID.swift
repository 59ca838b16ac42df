import Foundation
import HTTPTypes

/// The name of a request in logs: the caller's own (`X-Request-Id`) where it is a plain word, else a new one.
enum RequestID {
    // The name is a valid one, so the fallback is never taken.
    static let field = HTTPField.Name("X-Request-Id") ?? .via

    static func of(_ given: String?) -> String {
        guard let given, (1...128).contains(given.utf8.count), given.utf8.allSatisfy(isPlain) else {
            return UUID().uuidString.lowercased()
        }
        return given
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
