public import Vendors

/// Other addresses for vendors, from `--vendor-url idmeta=http://127.0.0.1:8080`.
///
/// Scheme, host and port are replaced and paths are kept, so that a sandbox stands in for the vendor.
public struct VendorAddresses: Hashable, Sendable {
    private var origins: [String: String]

    public init() { origins = [:] }

    /// Reads arguments of the form `pack=http://host:port` or `pack.server=…`; a later one replaces an earlier one.
    public init(_ arguments: [String]) throws(AddressProblem) {
        origins = [:]
        for argument in arguments { try add(argument) }
    }

    public mutating func add(_ argument: String) throws(AddressProblem) {
        guard let equals = argument.firstIndex(of: "=") else {
            throw AddressProblem(argument, "has no `=`")
        }
        let target = String(argument[..<equals])
        let names = target.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(names.count), names.allSatisfy({ !$0.isEmpty }) else {
            throw AddressProblem(argument, "names no vendor before the `=`")
        }
        let address = String(argument[argument.index(after: equals)...])
        guard let parts = Origin.split(address), parts.path.isEmpty || parts.path == "/" else {
            throw AddressProblem(argument, "is no address of the form `http://host:port`; paths stay the vendor's")
        }
        origins[target] = parts.origin
    }

    /// The packs named, for a check that they exist.
    public var packs: Set<String> {
        Set(origins.keys.map { String($0.prefix { $0 != "." }) })
    }

    /// Where a request really goes: an account's own address before its pack's, and each of them for one server before
    /// that for all of them; else the vendor's own address.
    public func url(for request: VendorRequest) -> String {
        replace(request.url, vendor: request.vendor, pack: request.pack, server: request.server)
    }

    func replace(_ url: String, vendor: String?, pack: String, server: String) -> String {
        let names = [vendor, pack].compactMap(\.self).flatMap { ["\($0).\(server)", $0] }
        guard let origin = names.lazy.compactMap({ origins[$0] }).first, let parts = Origin.split(url) else {
            return url
        }
        return origin + parts.path
    }
}

/// A `--vendor-url` that cannot be used.
public struct AddressProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public var argument: String
    public var message: String

    init(_ argument: String, _ message: String) {
        self.argument = argument
        self.message = message
    }

    public var description: String {
        "`\(argument)` \(message); write `--vendor-url idmeta=http://127.0.0.1:8080`"
    }
}

enum Origin {
    /// Scheme, host and port apart from the rest; `nil` for anything but an http or https address.
    static func split(_ url: String) -> (origin: String, path: String)? {
        guard let scheme = ["http://", "https://"].first(where: { url.hasPrefix($0) }) else { return nil }
        let rest = url.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard isAuthority(authority) else { return nil }
        return (scheme + authority, String(rest.dropFirst(authority.count)))
    }

    private static func isAuthority(_ text: Substring) -> Bool {
        guard !text.isEmpty, !text.contains("@"), !text.contains(where: \.isWhitespace) else { return false }
        // A colon inside the brackets of an IPv6 address is no port.
        let afterHost = text.hasPrefix("[") ? text.drop { $0 != "]" }.dropFirst() : text.drop { $0 != ":" }
        guard afterHost.startIndex != text.startIndex else { return false }
        if text.hasPrefix("["), !text.contains("]") { return false }
        guard let colon = afterHost.first else { return true }
        guard colon == ":", let port = Int(afterHost.dropFirst()) else { return false }
        return (1...65535).contains(port)
    }
}
