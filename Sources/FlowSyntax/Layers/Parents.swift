public import Diagnostics
public import YAMLTree

/// Finds the flows that flows extend.
public struct Parents {
    /// What stands at a path.
    public enum Found {
        case missing
        /// A file that is no flow.
        case other
        case flow(YAMLNode)
    }

    /// A chain of more is a hint that something is wrong with it.
    public static let depth = 8

    private var findings = Findings()

    /// A flow over those that it extends; `nil`, with findings, when one of them is not there.
    ///
    /// - Parameter find: looks into the file of a path, which is relative to the same folder as the path of the flow.
    public static func resolve(
        _ flow: YAMLNode, findings: inout Findings, find: (_ path: String) -> Found
    ) -> LayeredFlow? {
        guard flow.entry("extends") != nil else { return LayeredFlow(flow) }
        var parents = Parents()
        let whole = parents.whole(flow, below: [], find)
        findings.merge(parents.findings)
        return whole
    }

    private mutating func whole(
        _ flow: YAMLNode, below: [(path: String, place: Place)], _ find: (String) -> Found
    ) -> LayeredFlow? {
        guard let entry = flow.entry("extends") else { return LayeredFlow(flow) }
        for key in ["flow", "version"] where flow.entry(key) == nil {
            findings.report(
                Finding(
                    "missing-key", "a flow that extends another needs a `\(key)` of its own", at: flow.headPlace,
                    help: "add `\(key): …`"))
        }
        let place = entry.value.place
        guard let path = path(entry.value) else {
            findings.report(
                Finding(
                    "bad-extends", "`extends` names a flow's file", at: place,
                    help: "write the path from this file to it, such as `extends: base.yaml`",
                    fix: entry.value.text.flatMap { text in
                        text.isEmpty || text.hasPrefix("/") || text.contains(".")
                            ? nil : .replace(place, with: "\(text).yaml")
                    }))
            return nil
        }
        let chain = below + [(FilePath.normal(flow.place.file.path), place)]
        if let start = chain.firstIndex(where: { $0.path == path }) {
            findings.report(
                Finding(
                    "extends-itself", "the flow extends itself", at: place, help: "name another file, or none",
                    related: chain[start...].dropLast().map { .init("which extends this", at: $0.place) }))
            return nil
        }
        guard chain.count <= Self.depth else {
            findings.report(
                Finding(
                    "extends-too-deep", "more than \(Self.depth) flows extend one another", at: place,
                    help: "let this flow extend one nearer to the first",
                    related: chain.first.map { [.init("the chain begins here", at: $0.place)] } ?? []))
            return nil
        }
        switch find(path) {
        case .missing:
            findings.report(
                Finding(
                    "missing-parent", "there is no file `\(path)`", at: place,
                    help: "the path is relative to the file that names it"))
        case .other:
            findings.report(
                Finding(
                    "missing-parent", "`\(path)` holds no flow that can be read", at: place,
                    help: "name the file of a flow; `trustflow validate` says what is wrong with it"))
        case .flow(let parent):
            guard var layered = whole(parent, below: chain, find) else { return nil }
            layered.lay(Layer(.flow, flow), findings: &findings)
            return layered
        }
        return nil
    }

    private func path(_ node: YAMLNode) -> String? {
        guard let text = node.text, text.hasSuffix(".yaml") || text.hasSuffix(".yml"), !text.hasPrefix("/") else {
            return nil
        }
        return FilePath.normal(FilePath.folder(of: node.place.file.path) + text)
    }
}

/// Paths as text: nothing is looked at.
public enum FilePath {
    /// With its slash; empty for a path without a folder.
    static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    /// Without `.` and without `..` where it can be.
    public static func normal(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }
}
