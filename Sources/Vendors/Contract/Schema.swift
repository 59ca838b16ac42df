/// A compiled JSON Schema: a subset of 2020-12, of which every keyword that is not understood was refused on reading.
///
/// ```swift
/// for breach in schema.breaches(of: body) { print(breach) }   // /data/livenessScore is missing
/// ```
public struct Schema: Hashable, Sendable {
    let table: SchemaTable
    let index: Int

    /// The schema of that number in a table.
    public init(_ table: SchemaTable, at index: Int) {
        self.table = table
        self.index = index
    }

    /// What it demands itself, without what it refers to.
    public var rule: SchemaRule { table[index] }

    /// The schema that a number in ``rule`` stands for.
    public func schema(_ index: Int) -> Schema { Schema(table, at: index) }

    public static func == (left: Schema, right: Schema) -> Bool {
        left.index == right.index && left.table == right.table
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(index)
        hasher.combine(table.rules.count)
    }
}

/// One way in which a value is not what a contract says.
///
/// Neither part quotes a value: both may be logged and shown.
public struct ContractBreach: Error, Hashable, Sendable, CustomStringConvertible {
    /// RFC 6901; a member that the contract does not name is `*` unless it looks like a name.
    public var pointer: String
    /// Continues the pointer: `is missing`, `is a string, not an integer`.
    public var message: String

    public init(_ message: String, at pointer: JSONPointer) {
        self.pointer = pointer.description
        self.message = message
    }

    /// The pointer and the message; the whole document is `the body`.
    public var description: String { "\(pointer.isEmpty ? "the body" : pointer) \(message)" }
}

extension [ContractBreach] {
    /// The first of them, with the next where it only leads up to that: what the nearest alternative misses.
    var told: String { prefix(first?.message.hasSuffix(":") == true ? 2 : 1).map(\.description).joined(separator: " ") }
}
