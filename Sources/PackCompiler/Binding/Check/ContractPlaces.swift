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

    private var schemas: YAMLNode? { root.member("components")?.member("schemas") }

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
    ///
    /// A webhook has no call: its body is a schema among `components`.
    func answer(_ call: ContractOperation, at path: [String]) -> Place {
        if operations[call.id] == nil, let schema = schemas?.member(call.id) {
            return place(of: path[...], in: schema) ?? schema.headPlace
        }
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

    /// The deepest member of the path that the schema has; of a schema itself the line that says what is in it.
    private func place(of path: ArraySlice<String>, in schema: YAMLNode) -> Place? {
        let schema = resolved(schema)
        guard let name = path.first, let next = step(name, in: schema) else {
            let telling = ["properties", "oneOf", "anyOf", "allOf", "type"].lazy.compactMap {
                schema.entry($0)?.key.place
            }
            return telling.first ?? schema.headPlace
        }
        return path.count == 1 ? next.key.place : place(of: path.dropFirst(), in: next.value)
    }

    /// A member, or the items of a list; in alternatives, of the first that has it.
    private func step(_ name: String, in schema: YAMLNode) -> YAMLEntry? {
        if let member = schema.member("properties")?.entry(name) { return member }
        if Int(name) != nil, let items = schema.entry("items") { return items }
        for keyword in ["oneOf", "anyOf", "allOf"] {
            for part in schema.member(keyword)?.items ?? [] {
                if let member = step(name, in: resolved(part)) { return member }
            }
        }
        return nil
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
