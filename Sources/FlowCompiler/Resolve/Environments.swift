import ExpressionSyntax
import Expressions
import FlowSyntax
import Vocabulary

/// What the expressions of a flow may name, by where they stand.
struct Environments {
    /// `when`, `input`, `metadata`.
    var flow: ExpressionEnvironment
    /// `status`: the vendors' final words too.
    var status: ExpressionEnvironment
    private var results: [String: ExpressionEnvironment] = [:]

    init(tree: FlowTree, kinds: [String: CheckKind]) {
        var environment = ExpressionEnvironment(libraries: [.strings, .math, .optionals, .bindings])
        environment.declareRecord("applicant", fields: tree.applicant.map { ($0.name.value, $0.type) })
        environment.declareRecord("flags", fields: tree.flags.map { ($0.name.value, $0.type) })
        environment.declare("metadata", .map(.string, .dyn))
        environment.declare(ObjectType("run", fields: ["id": .string, "created_at": .timestamp, "now": .timestamp]))
        environment.declare("run", .object("run"))

        var checks: [String: ExpressionType] = [:]
        for step in tree.steps {
            var fields: [String: ExpressionType] = [
                "ran": .bool, "ended": .string, "verdict": .string, "passed": .bool, "failed": .bool,
                "in_review": .bool, "by": .string, "attempts": .int, "reasons": .list(.string),
            ]
            let name = "checks.\(step.id.value)"
            for field in kinds[step.id.value]?.result ?? [] {
                fields[field.name] = environment.type(of: field.type, named: "\(name).\(field.name)")
            }
            environment.declare(ObjectType(name, fields: fields))
            checks[step.id.value] = .object(name)
        }
        environment.declare(ObjectType("checks", fields: checks))
        environment.declare("checks", .object("checks"))
        flow = environment

        var vendors: [String: ExpressionType] = [:]
        for vendor in tree.vendors {
            let name = "vendors.\(vendor.name.value)"
            environment.declare(ObjectType(name, fields: ["status": .string, "finalized": .bool]))
            vendors[vendor.name.value] = .object(name)
        }
        environment.declare(ObjectType("vendors", fields: vendors))
        environment.declare("vendors", .object("vendors"))
        status = environment

        for (step, kind) in kinds {
            var environment = flow
            environment.declareRecord("result", fields: kind.result.map { ($0.name, $0.type) })
            results[step] = environment
        }
    }

    /// `verdict` and `again_if` of a step, where `result` is the answer under judgement.
    func verdict(of step: String) -> ExpressionEnvironment { results[step] ?? flow }
}

extension ExpressionEnvironment {
    mutating func declareRecord(_ name: String, fields: [(String, FieldType)]) {
        var types: [String: ExpressionType] = [:]
        for (field, fieldType) in fields { types[field] = type(of: fieldType, named: "\(name).\(field)") }
        declare(ObjectType(name, fields: types))
        declare(name, .object(name))
    }

    /// Dates and the other text types are strings to expressions; media are handles without operators.
    mutating func type(of type: FieldType, named name: String) -> ExpressionType {
        switch type {
        case .string, .date, .country, .language, .email, .phone, .url: return .string
        case .bool: return .bool
        case .int: return .int
        case .double: return .double
        case .timestamp: return .timestamp
        case .duration: return .duration
        case .image, .video, .file: return .opaque(type.name, [])
        case .list(let element): return .list(self.type(of: element, named: name))
        case .record(let fields):
            var types: [String: ExpressionType] = [:]
            for field in fields { types[field.name] = self.type(of: field.type, named: "\(name).\(field.name)") }
            declare(ObjectType(name, fields: types))
            return .object(name)
        }
    }
}
