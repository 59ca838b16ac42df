import Expressions

@testable import Vendors

/// Builds schemas in tests from rules, the last of which is the root.
struct SchemaBuilder {
    var table = SchemaTable()

    mutating func rule(_ change: (inout SchemaRule) throws -> Void) rethrows -> Int {
        var rule = SchemaRule()
        try change(&rule)
        return table.add(rule)
    }

    mutating func type(_ types: JSONType...) -> Int { rule { $0.types = Set(types) } }

    func schema(_ index: Int) -> Schema { Schema(table, at: index) }
}

func json(_ text: String) throws -> Value { try JSONText.parse(Array(text.utf8)) }

/// A schema of one rule.
func schema(_ change: (inout SchemaRule) throws -> Void) rethrows -> Schema {
    var builder = SchemaBuilder()
    let root = try builder.rule(change)
    return builder.schema(root)
}
