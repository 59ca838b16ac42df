import Diagnostics
import YAMLTree

/// A text read, with ways to look into it.
struct Reading {
    var file: SourceFile
    var documents: [YAMLNode]
    var findings: Findings

    init(_ text: String, limits: YAMLLimits = .default) { self.init(bytes: Array(text.utf8), limits: limits) }

    init(bytes: [UInt8], limits: YAMLLimits = .default) {
        file = SourceFile(path: "t.yaml", bytes: bytes)
        findings = Findings()
        documents = YAMLReader.read(file, findings: &findings, limits: limits)
    }

    var root: YAMLNode? { documents.first }

    func slice(_ place: Place) -> String { String(decoding: file.bytes[place.range], as: UTF8.self) }
    func slice(_ node: YAMLNode?) -> String? { node.map { slice($0.place) } }

    /// `code line:column` of each finding.
    var places: [String] {
        findings.sorted.map { "\($0.code) \($0.place.start.line):\($0.place.start.column)" }
    }
}

extension YAMLNode {
    subscript(key: String) -> YAMLNode? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key.scalar?.text.string == key }?.value
    }

    subscript(index: Int) -> YAMLNode? {
        guard case .sequence(let items) = content, items.indices.contains(index) else { return nil }
        return items[index]
    }

    var scalar: YAMLScalar? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar
    }

    var keys: [String] {
        guard case .mapping(let entries) = content else { return [] }
        return entries.map { $0.key.scalar?.text.string ?? "?" }
    }
}
