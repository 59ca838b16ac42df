/// What stands behind a ``LazyObject``: members that are worked out when they are asked for.
public protocol ObjectMembers: Sendable {
    /// The name of the object's type, as declared to the type checker.
    var typeName: String { get }
    /// Every member that may be there, for comparing and storing.
    var memberNames: [String] { get }
    /// One member; ``Resolution/absent`` when there is none of that name.
    func member(_ name: String) -> Resolution
}

/// An object whose members are looked up only when asked for, so that a run's data is not copied into maps first.
///
/// Two objects are equal when their types' names are and all their members are.
public struct LazyObject: Sendable {
    public let members: any ObjectMembers

    public init(_ members: any ObjectMembers) { self.members = members }

    /// An object that holds its members.
    public init(typeName: String, fields: [String: Value]) {
        members = StoredMembers(typeName: typeName, fields: fields)
    }

    public var typeName: String { members.typeName }

    public func member(_ name: String) -> Resolution { members.member(name) }

    /// The members that are known, by name.
    var knownFields: [String: Value] {
        if let stored = members as? StoredMembers { return stored.fields }
        var fields: [String: Value] = [:]
        for name in members.memberNames {
            if case .value(let value) = members.member(name) { fields[name] = value }
        }
        return fields
    }
}

/// Members held as they are.
struct StoredMembers: ObjectMembers {
    let typeName: String
    let fields: [String: Value]

    var memberNames: [String] { fields.keys.sorted() }

    func member(_ name: String) -> Resolution { fields[name].map(Resolution.value) ?? .absent }
}

extension LazyObject: Hashable {
    public static func == (left: LazyObject, right: LazyObject) -> Bool {
        left.typeName == right.typeName && left.knownFields == right.knownFields
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(typeName)
        hasher.combine(knownFields)
    }
}
