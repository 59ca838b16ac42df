public import Foundation

/// Where notifications go: checked when it is given, and again when each is sent.
public struct NotificationURL: Hashable, Sendable {
    /// With the host as ``host`` has it, so that whoever connects and whoever looks it up mean the same.
    public let url: URL
    /// In lower case, without brackets or a dot at its end.
    public let host: String
    /// The address, where the host is one.
    public let address: IPAddress?

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

    public var isPlain: Bool { url.scheme != "https" }

    /// `http://` is taken where blocks are allowed by name, and then leads only there.
    public init(_ text: String, guarded addresses: AddressGuard) throws(Problem) {
        guard text.utf8.count <= 2000, var parts = URLComponents(string: text), let url = URL(string: text),
            let scheme = url.scheme?.lowercased(),
            var host = url.host(percentEncoded: false)?.lowercased(), !host.isEmpty
        else { throw .malformed }
        guard scheme == "https" || scheme == "http" && addresses.namesAny else { throw .notSecure }
        guard url.user == nil, url.password == nil else { throw .credentials }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        while host.hasSuffix(".") { host.removeLast() }
        address = IPAddress(host)
        if let address {
            guard scheme == "https" ? addresses.admits(address) : addresses.names(address) else { throw .forbidden }
        } else {
            // What is beyond these would be read in one way by us and in another by the resolver.
            guard !host.isEmpty, host.utf8.allSatisfy(Self.letters.contains) else { throw .malformed }
            if let last = host.split(separator: ".").last,
                last.hasPrefix("0x") || last.utf8.allSatisfy({ (0x30...0x39).contains($0) })
            {
                // `2130706433`, `0x7f.1`: names to us, and 127.0.0.1 to many a resolver (WHATWG URL, "ends in a
                // number").
                throw .forbidden
            }
        }
        parts.scheme = scheme
        parts.host = address?.bytes.count == 16 ? "[\(host)]" : host
        parts.fragment = nil
        guard let whole = parts.url else { throw .malformed }
        self.url = whole
        self.host = host
    }

    private static let letters = Set("abcdefghijklmnopqrstuvwxyz0123456789-._".utf8)
}
