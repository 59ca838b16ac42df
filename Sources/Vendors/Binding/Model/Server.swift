public import Expressions

/// A host of the vendor: where it is, and what proves to it who we are.
public struct Server: Hashable, Sendable {
    public var name: String
    /// What stands before the contract's path, from the settings.
    public var base: Template
    public var auth: Auth

    public init(name: String, base: Template, auth: Auth = .none) {
        self.name = name
        self.base = base
        self.auth = auth
    }
}

/// What goes with every request to a server, mostly into its head.
public enum Auth: Hashable, Sendable {
    case none
    /// `Authorization: Bearer …`
    case bearer(Template)
    /// `Authorization: Basic …`, RFC 7617.
    case basic(user: Template, password: Template)
    case headers([NamedTemplate])
    /// Members of every body.
    case body([NamedTemplate])
}

/// A header or a query parameter, and what its value is made from.
public struct NamedTemplate: Hashable, Sendable {
    public var name: String
    public var template: Template

    public init(_ name: String, _ template: Template) {
        self.name = name
        self.template = template
    }
}
