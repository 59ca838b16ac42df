import ExpressionSyntax
import Expressions
import FlowSyntax
import Vendors
import Vocabulary

/// What the expressions of a flow may name, by where they stand.
struct Environments {
    /// Everywhere but in a verdict; what is not known yet where it stands is refused by name.
    var flow: ExpressionEnvironment
    /// `invariants`: the status that is about to be given, too.
    var invariants: ExpressionEnvironment
    /// By the name of the kind of check.
    private var results: [String: ExpressionEnvironment] = [:]
    private let kinds: [String: CheckKind]

    /// Declared only to be refused by name.
    static let surroundings = "env"

    init(tree: FlowTree, kinds: [String: CheckKind], flows: [FlowSignature], packs: [String: Pack]) {
        var environment = ExpressionEnvironment(libraries: [.strings, .math, .optionals, .bindings, .people])
        func unread(_ section: String) -> [String] {
            tree.unread.filter { $0.hasPrefix("\(section).") }.map { String($0.dropFirst(section.count + 1)) }
        }
        environment.declareRecord(
            "applicant", fields: tree.applicant.map { ($0.name.value, $0.type) }, unread: unread("applicant"))
        environment.declareRecord(
            "flags", fields: tree.flags.map { ($0.name.value, $0.type) }, unread: unread("flags"))
        environment.declare("metadata", .map(.string, .dyn))
        environment.declare(ObjectType("run", fields: ["id": .string, "created_at": .timestamp, "now": .timestamp]))
        environment.declare("run", .object("run"))

        environment.declare(Self.surroundings, .dyn)

        var checks: [String: ExpressionType] = [:]
        for id in unread("checks") { checks[id] = .dyn }
        var like: [String: CheckFields] = [:]
        for step in tree.steps {
            guard let kind = kinds[step.id.value] else {
                checks[step.id.value] = .dyn
                continue
            }
            let vendors = step.by.map(tree.pack)
            let key = ([kind.name] + vendors).joined(separator: " ")
            let known = like[key] ?? CheckFields(kind, Lowering.artifacts(of: kind, at: vendors.map { packs[$0] }))
            like[key] = known
            let name = "checks.\(step.id.value)"
            environment.declare(ObjectType(name, fields: known.fields(named: name, in: &environment)))
            checks[step.id.value] = .object(name)
        }
        environment.declare(ObjectType("checks", fields: checks))
        environment.declare("checks", .object("checks"))

        var acts: [String: ExpressionType] = [:]
        for id in unread("acts") { acts[id] = .dyn }
        for act in tree.allNodes.compactMap(\.act) {
            let name = "acts.\(act.step.id.value)"
            var fields: [String: ExpressionType] = ["ran": .bool, "ended": .string, "by": .string]
            // An address lets in whoever has it, so it is not for expressions.
            for field in ActKind.named(act.step.check.value)?.result ?? [] where field.type != .url {
                fields[field.name] = environment.type(of: field.type, named: "\(name).\(field.name)")
            }
            environment.declare(ObjectType(name, fields: fields))
            acts[act.step.id.value] = .object(name)
        }
        environment.declare(ObjectType("acts", fields: acts))
        environment.declare("acts", .object("acts"))
        Self.declare("joins", of: tree.allNodes.compactMap(\.join), unread("joins"), in: &environment) { _ in
            ["met": .bool, "passed": .int, "failed": .int, "answered": .int]
        }
        Self.declare("reviews", of: tree.allNodes.compactMap(\.review), unread("reviews"), in: &environment) { _ in
            ["answer": .string, "by": .list(.string)]
        }

        let started = tree.allNodes.compactMap(\.subflow?.head)
        Self.declare("flows", of: started, unread("flows"), in: &environment) { _ in [:] }
        for step in tree.allNodes.compactMap(\.subflow) { environment.declare(step, flows) }

        var vendors: [String: ExpressionType] = [:]
        for vendor in tree.vendors {
            let name = "vendors.\(vendor.name.value)"
            environment.declare(ObjectType(name, fields: ["status": .string, "finalized": .bool]))
            vendors[vendor.name.value] = .object(name)
        }
        environment.declare(ObjectType("vendors", fields: vendors))
        environment.declare("vendors", .object("vendors"))
        flow = environment
        environment.declare("status", .string)
        invariants = environment

        self.kinds = kinds
        for step in tree.steps where !step.verdict.isEmpty || step.attempts?.againIf != nil {
            guard let kind = kinds[step.id.value], results[kind.name] == nil else { continue }
            var environment = flow
            environment.declareRecord("result", fields: kind.result.map { ($0.name, $0.type) })
            results[kind.name] = environment
        }
    }

    /// Steps of one kind as a record of records, each with `ran` and `ended`.
    private static func declare(
        _ name: String, of heads: [HeadTree], _ unread: [String], in environment: inout ExpressionEnvironment,
        fields: (HeadTree) -> [String: ExpressionType]
    ) {
        var types: [String: ExpressionType] = [:]
        for id in unread { types[id] = .dyn }
        for head in heads {
            guard let id = head.id?.value else { continue }
            let members = ["ran": .bool, "ended": .string].merging(fields(head)) { $1 }
            environment.declare(ObjectType("\(name).\(id)", fields: members))
            types[id] = .object("\(name).\(id)")
        }
        environment.declare(ObjectType(name, fields: types))
        environment.declare(name, .object(name))
    }

    /// `verdict` and `again_if` of a step, where `result` is the answer under judgement.
    func verdict(of step: String) -> ExpressionEnvironment { kinds[step].flatMap { results[$0.name] } ?? flow }
}

/// What can be read of every check of one kind that the same vendors make.
private struct CheckFields {
    private static let ofEveryCheck: [String: ExpressionType] = [
        "ran": .bool, "ended": .string, "verdict": .string, "passed": .bool, "failed": .bool, "in_review": .bool,
        "by": .string, "attempts": .int, "reasons": .list(.string),
    ]

    private var shared = Self.ofEveryCheck
    /// Records are types of each check, since messages name them by it. What is in one that holds no other is shared.
    private var own: [(field: Field, inside: [String: ExpressionType]?)] = []

    init(_ kind: CheckKind, _ artifacts: [Field]) {
        var unused = ExpressionEnvironment(libraries: [])
        for field in kind.result + [Field("artifacts", .record(artifacts))] {
            if field.type.hasRecord {
                own.append((field, field.type.fieldsOfRecord.map { unused.types(of: $0, named: "") }))
                // Room for it.
                shared[field.name] = .dyn
            } else {
                shared[field.name] = unused.type(of: field.type, named: "")
            }
        }
    }

    func fields(named name: String, in environment: inout ExpressionEnvironment) -> [String: ExpressionType] {
        var fields = shared
        for (field, inside) in own {
            let own = "\(name).\(field.name)"
            if let inside {
                environment.declare(ObjectType(own, fields: inside))
                if case .list = field.type {
                    fields[field.name] = .list(.object(own))
                } else {
                    fields[field.name] = .object(own)
                }
            } else {
                fields[field.name] = environment.type(of: field.type, named: own)
            }
        }
        return fields
    }
}

extension FieldType {
    /// Of a record, or a list of them, that holds no other record.
    fileprivate var fieldsOfRecord: [Field]? {
        switch self {
        case .record(let fields), .list(.record(let fields)): fields.contains(where: \.type.hasRecord) ? nil : fields
        default: nil
        }
    }

    fileprivate var hasRecord: Bool {
        switch self {
        case .record: true
        case .list(let element): element.hasRecord
        default: false
        }
    }
}

extension ExpressionEnvironment {
    /// What rules may read of a flow that a step starts; of one for each element, by element.
    fileprivate mutating func declare(_ step: FlowStepTree, _ flows: [FlowSignature]) {
        guard let id = step.head.id?.value else { return }
        let name = "flows.\(id)"
        var outputs = ExpressionType.map(.string, .dyn)
        if let flow = flows.first(where: { $0.name == step.flow.value && $0.version == step.version }) {
            declare(ObjectType("\(name).outputs", fields: flow.outputs))
            outputs = .object("\(name).outputs")
        }
        var fields: [String: ExpressionType] = ["status": .string, "reason": .string, "outputs": outputs]
        declare(ObjectType("\(name).items", fields: fields))
        // Of several runs there is no one status.
        if step.each != nil { fields = [:] }
        fields["items"] = .list(.object("\(name).items"))
        declare(ObjectType(name, fields: fields.merging(["ran": .bool, "ended": .string]) { $1 }))
    }

    /// Fields that could not be read go with everything, lest each use of them be a finding of its own.
    mutating func declareRecord(_ name: String, fields: [(String, FieldType)], unread: [String] = []) {
        var types: [String: ExpressionType] = [:]
        for field in unread { types[field] = .dyn }
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
            declare(ObjectType(name, fields: types(of: fields, named: name)))
            return .object(name)
        }
    }

    fileprivate mutating func types(of fields: [Field], named name: String) -> [String: ExpressionType] {
        var types: [String: ExpressionType] = [:]
        for field in fields { types[field.name] = type(of: field.type, named: "\(name).\(field.name)") }
        return types
    }
}

extension NodeTree {
    /// The head of a `parallel`.
    fileprivate var join: HeadTree? { if case .parallel(let step) = self { step.head } else { nil } }
    /// A `flow`.
    fileprivate var subflow: FlowStepTree? { if case .flow(let step) = self { step } else { nil } }
    /// The head of a `review`.
    fileprivate var review: HeadTree? { if case .review(let step) = self { step.head } else { nil } }
}

extension FlowTree {
    /// The pack of a vendor that a step asks.
    func pack(of by: ByTree) -> String {
        vendors.first { $0.name.value == by.vendor.value }?.pack?.value ?? by.vendor.value
    }
}
