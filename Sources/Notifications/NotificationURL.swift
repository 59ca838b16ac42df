public import Foundation

/// Where notifications go: checked when it is given, and again when each is sent.
public struct NotificationURL: Hashable, Sendable {
    public let url: URL
    public let host: String

    /// Why an address is not taken. It names the rule, not the address.
    public enum Problem: String, Error, Hashable, Sendable, CustomStringConvertible {
        case malformed = "url-malformed"
        case notSecure = "url-not-https"
        case credentials = "url-credentials"
        case forbidden = "url-forbidden"

        public var description: String {
            switch self {
            case .malformed: "this is no address with a host"
            case .notSecure: "the address has to begin with https://"
            case .credentials: "the address must not hold a name or a password"
            case .forbidden: "the address leads to a network that is not public"
            }
        }
    }

    /// - Parameter allowsPlain: takes `http://` too, for tests and closed networks.
    public init(_ text: String, guarded addresses: AddressGuard, allowsPlain: Bool = false) throws(Problem) {
        guard text.utf8.count <= 2000, let url = URL(string: text), let scheme = url.scheme?.lowercased(),
            var host = url.host(percentEncoded: false)?.lowercased(), !host.isEmpty
        else { throw .malformed }
        guard scheme == "https" || scheme == "http" && allowsPlain else { throw .notSecure }
        guard url.user == nil, url.password == nil else { throw .credentials }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        while host.hasSuffix(".") { host.removeLast() }
        guard !host.isEmpty else { throw .malformed }
        if let address = IPAddress(host) {
            guard addresses.admits(address) else { throw .forbidden }
        } else if let last = host.split(separator: ".").last,
            last.hasPrefix("0x") || last.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        {
            // `2130706433`, `0x7f.1`: names to us, and 127.0.0.1 to many a resolver (WHATWG URL, "ends in a number").
            throw .forbidden
        }
        self.url = url
        self.host = host
    }
}
