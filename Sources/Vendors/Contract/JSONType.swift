import Expressions

/// The seven types of JSON Schema; `integer` is a number without a fraction.
public enum JSONType: String, Hashable, Sendable, CaseIterable, Codable {
    case null, boolean, integer, number, string, array, object

    /// Whether a value is of this type. A handle (a photo, a secret) stands for the text that takes its place.
    func covers(_ value: Value) -> Bool {
        switch (self, value) {
        case (.null, .null), (.boolean, .bool), (.array, .list), (.object, .map), (.object, .object): true
        case (.string, .string), (.string, .opaque), (.string, .timestamp), (.string, .duration): true
        case (.integer, .int), (.integer, .uint), (.number, .int), (.number, .uint), (.number, .double): true
        case (.integer, .double(let number)): number.rounded() == number
        default: false
        }
    }

    /// The narrowest type of a value; `nil` for what JSON cannot say.
    static func of(_ value: Value) -> JSONType? {
        [JSONType.null, .boolean, .integer, .number, .string, .array, .object].first { $0.covers(value) }
    }

    /// `a string`, `an object`.
    var article: String {
        switch self {
        case .null: "null"
        case .integer, .array, .object: "an \(rawValue)"
        default: "a \(rawValue)"
        }
    }
}
