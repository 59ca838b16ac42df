import Foundation

/// Finds the route of a method and a path.
///
/// Where a literal path and one with a parameter both fit, the literal one is taken: `/v1/flows/validate`.
struct RouteMatcher: Sendable {
    enum Match: Sendable {
        case found(Route, parameters: [String: String])
        /// The path is known, with other methods: upper case, sorted.
        case otherMethods([String])
        case unknown
    }

    private struct Entry: Sendable {
        var route: Route
        var segments: [String]
        /// How many segments are no parameters.
        var literals: Int
    }

    /// By the number of segments; those with more literals first.
    private let entries: [Int: [Entry]]

    init(_ routes: [Route]) {
        let all = routes.map { route in
            let segments = Self.segments(of: route.path)
            return Entry(
                route: route, segments: segments, literals: segments.count { Self.parameterName(of: $0) == nil })
        }
        entries = Dictionary(grouping: all) { $0.segments.count }.mapValues { $0.sorted { $0.literals > $1.literals } }
    }

    func match(_ method: String, _ path: String) -> Match {
        let segments = Self.segments(of: path)
        let fitting = (entries[segments.count] ?? []).compactMap { entry in
            Self.parameters(of: segments, in: entry.segments).map { (entry.route, $0) }
        }
        let wanted = method == "HEAD" ? "GET" : method
        if let (route, parameters) = fitting.first(where: { $0.0.method.rawValue.uppercased() == wanted }) {
            return .found(route, parameters: parameters)
        }
        if fitting.isEmpty { return .unknown }
        let methods = Set(fitting.map { $0.0.method.rawValue.uppercased() })
        return .otherMethods((methods.contains("GET") ? methods.union(["HEAD"]) : methods).sorted())
    }

    /// What stands between the slashes; one slash at the end changes nothing.
    private static func segments(of path: String) -> [String] {
        var segments = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init).dropFirst()
        if segments.last?.isEmpty == true { segments.removeLast() }
        return Array(segments)
    }

    private static func parameterName(of segment: String) -> String? {
        segment.hasPrefix("{") && segment.hasSuffix("}") ? String(segment.dropFirst().dropLast()) : nil
    }

    private static func parameters(of segments: [String], in template: [String]) -> [String: String]? {
        var parameters: [String: String] = [:]
        for (segment, wanted) in zip(segments, template) {
            guard let text = segment.removingPercentEncoding else { return nil }
            if let name = parameterName(of: wanted) {
                guard !text.isEmpty else { return nil }
                parameters[name] = text
            } else if text != wanted {
                return nil
            }
        }
        return parameters
    }
}
