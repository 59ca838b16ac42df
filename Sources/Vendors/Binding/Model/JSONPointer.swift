public import Expressions

/// A path into a JSON document, RFC 6901: `/result/matches/0`.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    public var tokens: [String]

    public init(tokens: [String]) { self.tokens = tokens }

    /// `nil` for a text that is neither empty nor begins with `/`, or that has a `~` other than `~0` and `~1`.
    public init?(_ text: String) {
        guard text.isEmpty || text.hasPrefix("/") else { return nil }
        var tokens: [String] = []
        for part in text.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard let token = Self.unescaped(part) else { return nil }
            tokens.append(token)
        }
        self.init(tokens: tokens)
    }

    public var description: String { tokens.map { "/" + Self.escaped($0) }.joined() }

    public func appending(_ token: String) -> JSONPointer { JSONPointer(tokens: tokens + [token]) }

    public func isPrefix(of other: JSONPointer) -> Bool { other.tokens.starts(with: tokens) }

    /// What it points to, `nil` for nothing.
    public func value(in document: Value) -> Value? {
        var value = document
        for token in tokens {
            switch value {
            case .map(let members):
                guard let member = members[.string(token)] else { return nil }
                value = member
            case .list(let items):
                guard let index = Int(token), items.indices.contains(index), String(index) == token else { return nil }
                value = items[index]
            default: return nil
            }
        }
        return value
    }

    /// The document without what it points to.
    public func removed(from document: Value) -> Value {
        guard let first = tokens.first else { return .null }
        let rest = JSONPointer(tokens: Array(tokens.dropFirst()))
        switch document {
        case .map(var members):
            guard let member = members[.string(first)] else { return document }
            members[.string(first)] = rest.tokens.isEmpty ? nil : rest.removed(from: member)
            return .map(members)
        case .list(var items):
            guard let index = Int(first), items.indices.contains(index) else { return document }
            if rest.tokens.isEmpty { items.remove(at: index) } else { items[index] = rest.removed(from: items[index]) }
            return .list(items)
        default: return document
        }
    }

    private static func escaped(_ token: String) -> String {
        var text = ""
        for character in token {
            switch character {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.append(character)
            }
        }
        return text
    }

    private static func unescaped(_ part: Substring) -> String? {
        var text = ""
        var rest = part[...]
        while let character = rest.popFirst() {
            guard character == "~" else {
                text.append(character)
                continue
            }
            switch rest.popFirst() {
            case "0": text.append("~")
            case "1": text.append("/")
            default: return nil
            }
        }
        return text
    }
}
