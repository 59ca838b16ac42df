public import Diagnostics
public import YAMLTree

/// Every value that a flow comes to, with where it was written and what it lies over.
public struct FlowExplanation: Sendable {
    /// A value as some layer gives it.
    public struct Source: Sendable {
        /// `built in`, `pack idmeta`, `parent flow`, `flow`, `defaults`, `policy patient`, `step`, `profile germany`,
        /// `--set`.
        public var layer: String
        /// On one line.
        public var text: String
        /// `nil` for what no file says.
        public var node: YAMLNode?

        public var place: Place? { node?.place }
    }

    public struct Row: Sendable {
        /// `steps.aml.retry.calls`; a step without an id goes by its number.
        public var path: String
        public var value: Source
        /// What it overrode, the nearest layer first.
        public var overrode: [Source]
    }

    /// In the order of the flow's text.
    public internal(set) var rows: [Row] = []

    /// The rows of a path and of what lies below it; all without a path.
    public func rows(under path: String?) -> [Row] {
        guard let path else { return rows }
        return rows.filter { $0.path == path || $0.path.hasPrefix(path + ".") }
    }

    /// Paths that are known, for "did you mean".
    public var paths: [String] {
        var paths: [String] = []
        var seen: Set<String> = []
        for row in rows {
            let parts = row.path.split(separator: ".")
            for count in 1...max(parts.count, 1) {
                let path = parts.prefix(count).joined(separator: ".")
                if seen.insert(path).inserted { paths.append(path) }
            }
        }
        return paths
    }
}

extension FlowExplanation.Source {
    init(_ layer: String, _ node: YAMLNode) { self.init(layer: layer, text: node.oneLine, node: node) }
}
