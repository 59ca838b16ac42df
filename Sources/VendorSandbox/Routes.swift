import Vendors

/// Where a vendor's calls live, from its contract.
struct Routes: Sendable {
    private struct Route {
        var method: String
        var path: PathTemplate
        var call: String
    }

    enum Outcome: Hashable {
        case call(String)
        /// The methods that the path takes.
        case otherMethod([String])
        case noPath
    }

    private let routes: [Route]

    init(_ contract: Contract) {
        var routes: [Route] = []
        for operation in contract.operations.values {
            for server in operation.servers.isEmpty ? [""] : operation.servers {
                let path = PathTemplate(Self.path(of: server) + operation.path)
                routes.append(Route(method: operation.method, path: path, call: operation.id))
            }
        }
        // A path in full wins over one with names in it.
        self.routes = routes.sorted { ($0.path.names.count, $0.call) < ($1.path.names.count, $1.call) }
    }

    func find(_ method: String, _ path: String) -> Outcome {
        let fitting = routes.filter { $0.path.match(path) != nil }
        if let route = fitting.first(where: { $0.method == method }) { return .call(route.call) }
        return fitting.isEmpty ? .noPath : .otherMethod(Set(fitting.map(\.method)).sorted())
    }

    /// What comes after scheme, host and port, without a slash at its end.
    private static func path(of server: String) -> String {
        var rest = server[...]
        for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
            rest = rest.firstIndex(of: "/").map { rest[$0...] } ?? ""
        }
        while rest.last == "/" { rest = rest.dropLast() }
        return String(rest)
    }
}
