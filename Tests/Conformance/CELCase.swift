import ExpressionSyntax
import Expressions
import Foundation

/// One line of a suite's file.
struct CELCase: Decodable {
    struct Expectation: Decodable {
        var kind: String
        var value: SuiteValue?
        var deduced_type: String?
    }

    struct Declaration: Decodable {
        struct Overload: Decodable {
            var id: String
            var instance: Bool
            var params: [String]
            var result: String
        }

        var name: String
        var kind: String
        var type: String?
        var overloads: [Overload]?
    }

    var id: String
    var expr: String
    var container: String
    var type_env: [Declaration]
    var bindings: [String: SuiteValue]
    var disable_check: Bool?
    var disable_macros: Bool?
    var check_only: Bool?
    var expect: Expectation
    var library: String
    var features: [String]
    var needs_protobuf: Bool
    var skipped_by_cel_go: Bool

    /// Why the case is left out; `nil` when it is to be run.
    var reasonToSkip: String? {
        if needs_protobuf { return "needs protobuf" }
        if skipped_by_cel_go { return "skipped by cel-go" }
        let known = Set(["standard", "network", "block", "protos"] + ExpressionLibrary.allCases.map(\.rawValue))
        let used = Set([library] + features.filter { known.contains($0) })
        let missing = used.subtracting(["standard"]).filter { ExpressionLibrary(rawValue: $0) == nil }
        return missing.isEmpty ? nil : "library \(missing.sorted().joined(separator: ", "))"
    }
}

/// A value in the suite's encoding.
struct SuiteValue: Decodable {
    /// `nil` for messages and enums.
    let value: Value?

    private enum Key: String, CodingKey { case type, value }

    init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: Key.self)
        func text() throws -> String { try box.decode(String.self, forKey: .value) }
        switch try box.decode(String.self, forKey: .type) {
        case "null": value = .null
        case "bool": value = .bool(try box.decode(Bool.self, forKey: .value))
        case "int": value = Int64(try text()).map(Value.int)
        case "uint": value = UInt64(try text()).map(Value.uint)
        case "double": value = Double(try text()).map(Value.double)
        case "string": value = .string(try text())
        case "bytes": value = Data(base64Encoded: try text()).map { .bytes([UInt8]($0)) }
        case "list": value = .list(try box.decode([SuiteValue].self, forKey: .value).compactMap(\.value))
        case "map":
            var map: [MapKey: Value] = [:]
            for pair in try box.decode([[SuiteValue]].self, forKey: .value) {
                if let first = pair.first?.value, let key = MapKey(first) { map[key] = pair.last?.value }
            }
            value = .map(map)
        case "type": value = .type(try text())
        case "timestamp": value = CELTimestamp(try text()).map(Value.timestamp)
        case "duration": value = CELDuration(try text()).map(Value.duration)
        default: value = nil
        }
    }
}
