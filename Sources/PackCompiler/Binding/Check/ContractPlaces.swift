import Diagnostics
import Vendors
import YAMLTree

/// Where things stand in the contract's file, for the second place of a finding.
struct ContractPlaces {
    private var root: YAMLNode
    private var operations: [String: YAMLNode] = [:]

    init(_ root: YAMLNode) {
        self.root = root
        for path in root.member("paths")?.entries ?? [] {
            for method in path.value.entries ?? [] {
                if let id = method.value.member("operationId")?.text { operations[id] = method.value }
            }
        }
    }

    /// The key `paths`, or the file's beginning.
    var paths: Place {
        root.entry("paths")?.key.place ?? Place(file: root.place.file, range: 0..<0)
    }

    func operation(_ call: ContractOperation) -> Place {
        operations[call.id]?.entry("operationId")?.value.place ?? paths
    }

    func responses(of call: ContractOperation) -> Place {
        operations[call.id]?.entry("responses")?.key.place ?? operation(call)
    }

    /// The schema of what is sent, then one of its members' members.
    func request(_ call: ContractOperation, contentType: String?, at pointer: JSONPointer) -> Place {
        let content = operations[call.id]?.member("requestBody").map(resolved)?.member("content")
        let schema = contentType.flatMap { content?.member($0) }?.member("schema")
        return schema.flatMap { place(of: pointer.tokens[...], in: $0) } ?? operation(call)
    }

    /// The schema of the first answer that has one, then one of its members' members.
    func answer(_ call: ContractOperation, at path: [String]) -> Place {
        for response in operations[call.id]?.member("responses")?.entries ?? [] {
            guard let leading = response.key.text?.first, leading == "2" || leading == "d" else { continue }
            for content in resolved(response.value).member("content")?.entries ?? [] {
                if let schema = content.value.member("schema"), let place = place(of: path[...], in: schema) {
                    return place
                }
            }
        }
        return responses(of: call)
    }

    /// The deepest member of the path that the schema has.
    private func place(of path: ArraySlice<String>, in schema: YAMLNode) -> Place? {
        let schema = resolved(schema)
        guard let name = path.first else { return schema.headPlace }
        let next =
            schema.member("properties")?.member(name)
            ?? (Int(name) == nil ? nil : schema.member("items"))
        guard let next else { return (schema.entry("properties") ?? schema.entries?.first)?.key.place }
        return place(of: path.dropFirst(), in: next)
    }

    private func resolved(_ node: YAMLNode) -> YAMLNode {
        var node = node
        for _ in 0..<16 {
            guard let reference = node.member("$ref")?.text, reference.hasPrefix("#"),
                let pointer = JSONPointer(String(reference.dropFirst()))
            else { return node }
            var target: YAMLNode? = root
            for token in pointer.tokens { target = target?.member(token) }
            guard let target else { return node }
            node = target
        }
        return node
    }
}

extension YAMLNode {
    func entry(_ key: String) -> YAMLEntry? { entries?.first { $0.key.text == key } }

    func member(_ key: String) -> YAMLNode? { entry(key)?.value }

    /// One line of a node: its first key, or all of a scalar.
    var headPlace: Place { entries?.first?.key.place ?? place }
}
