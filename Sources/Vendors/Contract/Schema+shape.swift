public import Expressions

/// What a schema says of the shape of values, for whoever compiles against it.
///
/// References are followed, `allOf` is taken together, `oneOf` and `anyOf` are taken as a whole: a member exists when
/// one alternative has it and is required when all do.
extension Schema {
    /// The types a value may have; `nil` where nothing is said.
    public var types: Set<JSONType>? {
        let types = possibleTypes()
        return types.count == JSONType.allCases.count ? nil : types
    }

    /// Whether a value may be of a type; a number may be whole.
    public func canBe(_ type: JSONType) -> Bool {
        let types = possibleTypes()
        return types.contains(type) || (type == .integer && types.contains(.number))
    }

    /// Whether alternatives decide what it allows.
    public var hasAlternatives: Bool { views.count > 1 }

    /// Each way to fit it, as a schema of its own; the schema itself where there is one way only.
    ///
    /// Three spellings of a body are three ways: a body that is compiled has to suit one of them.
    public var ways: [Schema] {
        guard hasAlternatives else { return [self] }
        var longer = table
        let indices = views.map { view in
            longer.add(SchemaRule(allOf: view.map { part in longer.add(part.rule.withoutAlternatives) }))
        }
        return indices.map { Schema(longer, at: $0) }
    }

    /// The values of a closed list; empty when it is open, or when alternatives have lists of their own.
    public var listedValues: [Value] {
        guard !hasAlternatives, let view = views.first else { return [] }
        return view.lazy.compactMap { $0.rule.allowed.first }.first ?? []
    }

    /// The members that are declared, sorted.
    public var propertyNames: [String] {
        var names: Set<String> = []
        for view in views { for part in view { names.formUnion(part.rule.properties.keys) } }
        return names.sorted()
    }

    /// The members that a value must have, sorted.
    public var requiredNames: [String] {
        let each = views.map { view in view.reduce(into: Set<String>()) { $0.formUnion($1.rule.required) } }
        guard var common = each.first else { return [] }
        for names in each.dropFirst() { common.formIntersection(names) }
        return common.sorted()
    }

    /// A member that is declared; of several declarations any may hold.
    public func property(_ name: String) -> Schema? {
        following { $0.properties[name] }
    }

    /// What the items of a list are beyond those with a place of their own.
    public var element: Schema? {
        following(\.items)
    }

    /// Whether no member may stand beside the declared ones.
    public var isClosed: Bool {
        !views.isEmpty
            && views.allSatisfy { view in
                view.contains { part in
                    part.rule.additionalProperties.map { part.schema($0).rule.always == false } ?? false
                }
            }
    }

    /// The schema at the end of a path of members, `0` and the like for items.
    public func schema(at path: [String]) -> Schema? {
        var schema = self
        for name in path {
            guard let next = schema.property(name) ?? (Int(name) != nil ? schema.element : nil) else { return nil }
            schema = next
        }
        return schema
    }

    private func possibleTypes() -> Set<JSONType> {
        var possible: Set<JSONType> = []
        for view in views {
            var types = Set(JSONType.allCases)
            for part in view {
                if let own = part.rule.types {
                    types = types.filter { own.contains($0) || ($0 == .integer && own.contains(.number)) }
                }
                for allowed in part.rule.allowed { types.formIntersection(allowed.compactMap(JSONType.of)) }
                if part.rule.always == false { types = [] }
            }
            possible.formUnion(types)
        }
        // `integer` adds nothing beside `number`.
        if possible.contains(.number), possible.count < JSONType.allCases.count { possible.remove(.integer) }
        return possible
    }

    // MARK: Views

    /// Each way to fit the schema: the schemas that all hold then.
    ///
    /// More than 64 ways are not told apart.
    private var views: [[Schema]] { views(seen: []) }

    private func views(seen: Set<Int>) -> [[Schema]] {
        guard !seen.contains(index) else { return [[]] }
        let seen = seen.union([index])
        var ways: [[Schema]] = [[self]]
        for part in [rule.reference].compactMap({ $0 }) + rule.allOf {
            ways = Self.product(ways, schema(part).views(seen: seen))
        }
        for alternatives in [rule.oneOf, rule.anyOf] where !alternatives.isEmpty {
            ways = Self.product(ways, alternatives.flatMap { schema($0).views(seen: seen) })
        }
        return ways
    }

    private static func product(_ left: [[Schema]], _ right: [[Schema]]) -> [[Schema]] {
        Array(left.flatMap { first in right.map { first + $0 } }.prefix(64))
    }

    /// The schema that a keyword leads to: of each view all that it names, of the views any.
    private func following(_ keyword: (SchemaRule) -> Int?) -> Schema? {
        var longer = table
        let ways = views.compactMap { view -> Int? in
            let named = view.compactMap { keyword($0.rule) }.uniqued
            return named.count < 2 ? named.first : longer.add(SchemaRule(allOf: named))
        }.uniqued
        guard let first = ways.first else { return nil }
        let index = ways.count == 1 ? first : longer.add(SchemaRule(anyOf: ways))
        return Schema(longer, at: index)
    }
}

extension SchemaRule {
    fileprivate init(allOf: [Int] = [], anyOf: [Int] = []) {
        self.init()
        self.allOf = allOf
        self.anyOf = anyOf
    }

    /// What it demands itself, whichever alternative is taken.
    fileprivate var withoutAlternatives: SchemaRule {
        var rule = self
        rule.reference = nil
        rule.allOf = []
        rule.oneOf = []
        rule.anyOf = []
        return rule
    }
}

extension Array where Element: Hashable {
    /// Each element once, where it stands first.
    var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
