/// JSON as it is written in code: what the description of the API is made of.
enum JSON: Sendable, Hashable {
    case text(String)
    case int(Int)
    case bool(Bool)
    case list([JSON])
    case object([String: JSON])

    /// This object with more members.
    func with(_ more: [String: JSON]) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members.merging(more) { $1 })
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral text: String) { self = .text(text) }
    init(integerLiteral number: Int) { self = .int(number) }
    init(booleanLiteral flag: Bool) { self = .bool(flag) }
    init(arrayLiteral items: JSON...) { self = .list(items) }
    init(dictionaryLiteral members: (String, JSON)...) { self = .object(Dictionary(members) { $1 }) }
}

extension JSON: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .int(let number): try container.encode(number)
        case .bool(let flag): try container.encode(flag)
        case .list(let items): try container.encode(items)
        case .object(let members): try container.encode(members)
        }
    }
}
