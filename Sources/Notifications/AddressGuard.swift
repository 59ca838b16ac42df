/// Keeps notifications away from where only we can reach: a URL that a customer gives must not make us call our own
/// network (server-side request forgery).
///
/// It judges addresses, not names, so it is asked after every look-up of a name and for every redirect.
public struct AddressGuard: Sendable {
    private let allowed: [IPBlock]

    /// - Parameter allowed: blocks that may be reached although they are not public, for tests and closed networks.
    public init(allowing allowed: [IPBlock] = []) { self.allowed = allowed }

    /// Whether the address is in a block that was allowed by name; only there goes a notification without TLS.
    public func names(_ address: IPAddress) -> Bool { allowed.contains { $0.contains(address) } }

    /// Whether any block was allowed by name.
    public var namesAny: Bool { !allowed.isEmpty }

    public func admits(_ address: IPAddress) -> Bool {
        if allowed.contains(where: { $0.contains(address) }) { return true }
        if let embedded = address.embedded { return admits(embedded) }
        return !Self.special.contains { $0.contains(address) }
    }

    /// Everything that is not global, after the IANA registries of special-purpose addresses (RFC 6890, IPv4 and IPv6),
    /// and multicast. What is not 2000::/3 is no global unicast.
    private static let special: [IPBlock] = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
        "::/3", "2001::/23", "2001:db8::/32", "3fff::/20", "4000::/2", "8000::/1",
    ].compactMap(IPBlock.init)
}
