import ExpressionSyntax
import Expressions
import Vendors
import Vocabulary

/// What a binding's expressions may name, going out and coming in.
struct BindingEnvironments {
    var settings: [Setting]
    var contract: Contract
    /// What is opened before the verification, by name.
    var objects: [String] = []

    private static let base: ExpressionEnvironment = {
        var environment = ExpressionEnvironment()
        for function in BindingFunctions.declarations { environment.declare(function) }
        return environment
    }()

    /// `settings` alone: addresses, credentials, when metadata is sent.
    var ofSettings: ExpressionEnvironment {
        var environment = Self.base
        environment.declare(
            ObjectType(
                "settings",
                fields: Dictionary(
                    settings.map { ($0.name, $0.expressionType) }, uniquingKeysWith: { first, _ in first })))
        environment.declare("settings", .object("settings"))
        return environment
    }

    /// What a request is made from. Without `input` for an operation that no check uses.
    func outgoing(input: [Field]?) -> ExpressionEnvironment {
        var environment = ofSettings
        environment.declare(
            ObjectType(
                "run", fields: ["id": .string, "key": .string, "now": .timestamp, "attempt": .int]))
        environment.declare("run", .object("run"))
        environment.declare(ObjectType("object", fields: ["id": .string]))
        environment.declare(
            ObjectType(
                "objects",
                fields: Dictionary(objects.map { ($0, .object("object")) }, uniquingKeysWith: { first, _ in first })))
        environment.declare("objects", .object("objects"))
        environment.declare(ObjectType("verification", fields: ["id": .string, "age": .duration]))
        environment.declare("verification", .object("verification"))
        environment.declare(ObjectType("parent", fields: ["id": .string]))
        environment.declare("parent", .object("parent"))
        environment.declare("metadata", .map(.string, .dyn))
        environment.declare("options", .map(.string, .dyn))
        environment.declare(
            ObjectType(
                "session", fields: ["link_for": .duration, "finish_in": .duration, "return_to": .string]))
        environment.declare("session", .object("session"))
        environment.declare("webhooks", .map(.string, .string))
        environment.declare("made", .map(.string, .dyn))
        environment.declare("since", .timestamp)
        if let input { environment.declareRecord("input", fields: input) }
        return environment
    }

    /// What an answer is understood with: the above, `http`, `headers`, `body`, and `result` where there is one.
    func incoming(input: [Field]?, answer: Schema?, result: [Field]?) -> ExpressionEnvironment {
        var environment = outgoing(input: input)
        environment.declare("status", .string)
        environment.declare("http", .int)
        environment.declare("headers", .map(.string, .string))
        if let answer {
            var types = ContractTypes()
            environment.declare("body", types.type(of: answer, named: "body"))
            for object in types.objects { environment.declare(object) }
        } else {
            environment.declare("body", .dyn)
        }
        if let result { environment.declareRecord("result", fields: result) }
        return environment
    }
}

extension ExpressionEnvironment {
    mutating func declareRecord(_ name: String, fields: [Field]) {
        var types: [String: ExpressionType] = [:]
        for field in fields { types[field.name] = declared(field.type, named: "\(name).\(field.name)") }
        declare(ObjectType(name, fields: types))
        declare(name, .object(name))
    }

    private mutating func declared(_ type: FieldType, named name: String) -> ExpressionType {
        switch type {
        case .string, .date, .country, .language, .email, .phone, .url: return .string
        case .bool: return .bool
        case .int: return .int
        case .double: return .double
        case .timestamp: return .timestamp
        case .duration: return .duration
        case .image: return .opaque("image", [])
        case .video: return .opaque("video", [])
        case .file: return .opaque("file", [])
        case .list(let element): return .list(declared(element, named: name))
        case .record(let fields):
            var types: [String: ExpressionType] = [:]
            for field in fields { types[field.name] = declared(field.type, named: "\(name).\(field.name)") }
            declare(ObjectType(name, fields: types))
            return .object(name)
        }
    }
}

extension Setting {
    var expressionType: ExpressionType {
        let one: ExpressionType =
            switch kind {
            case .string, .url, .check: .string
            case .int: .int
            case .double: .double
            case .bool: .bool
            case .secret: .opaque("secret", [])
            }
        return isList ? .list(one) : one
    }
}
