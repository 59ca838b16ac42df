/// The tree is stored flat, each node naming its children by their place in the list: however deep an expression nests,
/// what is stored does not.
extension CheckedExpression: Codable {
    private enum Key: String, CodingKey {
        case nodes, types, ranges, references, container
    }

    public init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        var built: [ExpressionNode] = []
        let list = try box.decode([FlatNode].self, forKey: .nodes)
        // In a tree every node but the last is below exactly one other.
        let children = list.flatMap(\.children)
        guard children.count == list.count - 1, Set(children).count == children.count else {
            throw DecodingError.dataCorruptedError(forKey: .nodes, in: box, debugDescription: "the nodes are no tree")
        }
        for flat in list {
            guard let node = flat.node(built) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .nodes, in: box, debugDescription: "node \(built.count) is malformed")
            }
            built.append(node)
        }
        guard let root = built.last else {
            throw DecodingError.dataCorruptedError(forKey: .nodes, in: box, debugDescription: "there is no node")
        }
        self.init(
            root: root, types: try box.decode([ExpressionType].self, forKey: .types),
            ranges: try box.decode([[Int]].self, forKey: .ranges).map { pair in
                guard pair.count == 2, pair[0] <= pair[1] else {
                    throw DecodingError.dataCorruptedError(
                        forKey: .ranges, in: box, debugDescription: "a range has two ends")
                }
                return pair[0]..<pair[1]
            },
            references: try box.decode([NodeReference].self, forKey: .references),
            container: try box.decode(String.self, forKey: .container))
    }

    public func encode(to encoder: any Encoder) throws {
        var flat: [FlatNode] = []
        _ = FlatNode.append(root, to: &flat)
        var box = encoder.container(keyedBy: Key.self)
        try box.encode(flat, forKey: .nodes)
        try box.encode(types, forKey: .types)
        try box.encode(ranges.map { [$0.lowerBound, $0.upperBound] }, forKey: .ranges)
        try box.encode(references, forKey: .references)
        try box.encode(container, forKey: .container)
    }
}

/// A node whose children are places in a list that come before its own.
private struct FlatNode: Codable {
    enum Kind: String, Codable {
        case constant, name, select, presence, call, method, list, map, record, loop, bind, optionalMap
    }

    var id: Int
    var kind: Kind
    var children: [Int] = []
    /// Function, field, variable or type, whatever the kind has one of; a record's type is followed by its fields.
    var names: [String]?
    var value: Value?
    /// Which elements or entries are marked with `?`.
    var optional: [Int]?
    /// The macro of a loop; `condition` and `transform` say whether it has them.
    var loop: String?
    var condition: Bool?
    var transform: Bool?
    var flat: Bool?

    init(id: Int, kind: Kind, children: [Int], names: [String]? = nil) {
        self.id = id
        self.kind = kind
        self.children = children
        self.names = names
    }

    /// Appends a node after all that is below it; gives its place.
    static func append(_ node: ExpressionNode, to list: inout [FlatNode]) -> Int {
        var children: [Int] = []
        for child in node.children { children.append(append(child, to: &list)) }
        list.append(FlatNode(node, children))
        return list.count - 1
    }

    private static func marked(_ flags: [Bool]) -> [Int]? {
        flags.contains(true) ? flags.indices.filter { flags[$0] } : nil
    }

    private init(_ node: ExpressionNode, _ children: [Int]) {
        let id = node.id
        switch node.kind {
        case .constant(let constant):
            self.init(id: id, kind: .constant, children: children)
            value = constant
        case .name(let name): self.init(id: id, kind: .name, children: children, names: [name])
        case .select(_, let field): self.init(id: id, kind: .select, children: children, names: [field])
        case .presence(_, let field): self.init(id: id, kind: .presence, children: children, names: [field])
        case .call(let name, _): self.init(id: id, kind: .call, children: children, names: [name])
        case .method(_, let name, _): self.init(id: id, kind: .method, children: children, names: [name])
        case .list(let elements):
            self.init(id: id, kind: .list, children: children)
            optional = Self.marked(elements.map(\.isOptional))
        case .map(let entries):
            self.init(id: id, kind: .map, children: children)
            optional = Self.marked(entries.map(\.isOptional))
        case .record(let name, let fields):
            self.init(id: id, kind: .record, children: children, names: [name] + fields.map(\.name))
            optional = Self.marked(fields.map(\.isOptional))
        case .loop(let loop):
            self.init(id: id, kind: .loop, children: children, names: loop.variables)
            self.loop = loop.kind.rawValue
            condition = loop.condition != nil
            transform = loop.transform != nil
        case .bind(let name, _, _): self.init(id: id, kind: .bind, children: children, names: [name])
        case .optionalMap(_, let name, _, let flat):
            self.init(id: id, kind: .optionalMap, children: children, names: [name])
            self.flat = flat
        }
    }

    /// The node again, out of those before it; `nil` when something is missing.
    func node(_ built: [ExpressionNode]) -> ExpressionNode? {
        guard id >= 0, children.allSatisfy(built.indices.contains) else { return nil }
        let parts = children.map { built[$0] }
        return kind(parts, names ?? []).map { ExpressionNode(id: id, kind: $0) }
    }

    private func kind(_ parts: [ExpressionNode], _ names: [String]) -> ExpressionNode.Kind? {
        let marks = Set(optional ?? [])
        switch (kind, parts.count, names.count) {
        case (.constant, 0, _): return value.map { .constant($0) }
        case (.name, 0, 1): return .name(names[0])
        case (.select, 1, 1): return .select(parts[0], field: names[0])
        case (.presence, 1, 1): return .presence(parts[0], field: names[0])
        case (.call, _, 1): return .call(names[0], parts)
        case (.method, 1..., 1): return .method(parts[0], names[0], Array(parts.dropFirst()))
        case (.list, _, _):
            return .list(parts.enumerated().map { .init($1, isOptional: marks.contains($0)) })
        case (.map, let count, _) where count % 2 == 0:
            return .map(
                (0..<count / 2).map {
                    .init(key: parts[$0 * 2], value: parts[$0 * 2 + 1], isOptional: marks.contains($0))
                })
        case (.record, let count, let named) where named == count + 1:
            let fields = zip(names.dropFirst(), parts).enumerated().map {
                ExpressionNode.RecordField(name: $1.0, value: $1.1, isOptional: marks.contains($0))
            }
            return .record(names[0], fields)
        case (.loop, 1..., 1...2): return loop(parts, names)
        case (.bind, 2, 1): return .bind(names[0], value: parts[0], body: parts[1])
        case (.optionalMap, 2, 1): return .optionalMap(parts[0], name: names[0], body: parts[1], flat: flat ?? false)
        default: return nil
        }
    }

    private func loop(_ parts: [ExpressionNode], _ names: [String]) -> ExpressionNode.Kind? {
        guard let loop, let kind = ExpressionNode.Loop.Kind(rawValue: loop) else { return nil }
        var rest = parts.dropFirst()
        let condition = condition == true ? rest.popFirst() : nil
        let transform = transform == true ? rest.popFirst() : nil
        guard rest.isEmpty else { return nil }
        return .loop(
            .init(kind: kind, range: parts[0], variables: names, condition: condition, transform: transform))
    }
}
