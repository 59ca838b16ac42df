import Logging

/// What is logged of a request: words of ours, never anything that the caller typed into the address.
struct RequestLine: Sendable {
    var method: String
    /// The template of the path; `none` where no route fits.
    var route: String
    var status: Int
    var seconds: Double
    var id: String
    /// Of the problem that it was answered with.
    var code: String?

    init(method: String, match: RouteMatcher.Match, status: Int, took: Duration, id: String, code: String?) {
        // Any word can be sent as a method.
        let isKnown = Route.Method(rawValue: method.lowercased()) != nil || method == "HEAD" || method == "OPTIONS"
        self.method = isKnown ? method : "other"
        if case .found(let route, _) = match { self.route = route.path } else { route = "none" }
        self.status = status
        seconds = took / .seconds(1)
        self.id = id
        self.code = code
    }

    func write(to logger: Logger) {
        var metadata: Logger.Metadata = [
            "method": "\(method)", "route": "\(route)", "status": .stringConvertible(status),
            "ms": .stringConvertible((seconds * 10_000).rounded() / 10), "request_id": "\(id)",
        ]
        if let code { metadata["code"] = "\(code)" }
        logger.log(level: status >= 500 ? .error : .info, "request", metadata: metadata)
    }
}
