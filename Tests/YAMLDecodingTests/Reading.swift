import Diagnostics
import ExpressionSyntax
import Expressions
import YAMLDecoding
import YAMLTree

/// A text read as one YAML node, with what is found on the way.
struct Reading {
    var file: SourceFile
    var node: YAMLNode
    var findings: Findings

    init(_ text: String) {
        file = SourceFile(path: "t.yaml", text: text)
        findings = Findings()
        let nodes = YAMLReader.read(file, findings: &findings)
        let empty = Place(file: file, range: 0..<0)
        node = nodes.first ?? YAMLNode(content: .sequence([]), place: empty)
    }

    /// The value of a key of the document.
    subscript(key: String) -> YAMLNode {
        guard case .mapping(let entries) = node.content else { return node }
        let entry = entries.first {
            guard case .scalar(let scalar) = $0.key.content else { return false }
            return scalar.text.string == key
        }
        return entry?.value ?? node
    }

    /// `code line:column` of each finding.
    var places: [String] {
        findings.sorted.map { "\($0.code) \($0.place.start.line):\($0.place.start.column)" }
    }

    var help: String? { findings.all.first?.help }
    var message: String? { findings.all.first?.message }

    func slice(_ place: Place) -> String { String(decoding: file.bytes[place.range], as: UTF8.self) }
}

extension ExpressionEnvironment {
    /// Some names to write expressions with.
    static var sample: ExpressionEnvironment {
        var environment = ExpressionEnvironment()
        environment.declare(
            ObjectType("flags", fields: ["x": .bool, "n": .int, "name": .string, "tags": .list(.string)]))
        environment.declare("flags", .object("flags"))
        environment.declare("nickname", .optional(.string))
        return environment
    }
}
