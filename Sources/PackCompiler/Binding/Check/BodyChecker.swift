import Diagnostics
import Expressions
import Vendors
import YAMLTree

/// Holds a body's template against the schema of what the vendor takes.
struct BodyChecker {
    var places: ContractPlaces
    var call: ContractOperation
    var contentType: String
    /// Members that are put in by others.
    var provided: [String] = []

    func check(
        _ node: YAMLNode, _ template: Template, against schema: Schema,
        at pointer: JSONPointer = JSONPointer(tokens: []),
        findings: inout Findings
    ) {
        guard !schema.hasAlternatives else {
            return checkAlternatives(node, template, schema.ways, pointer, &findings)
        }
        switch template.opened {
        case .map(let members):
            guard schema.canBe(.object) else { return mismatch(node, "an object", schema, pointer, &findings) }
            for member in members {
                guard case .string(let name) = member.key, let entry = node.entry(name) else { continue }
                guard let property = schema.property(name) else {
                    if schema.isClosed { unknown(entry.key, schema, pointer, &findings) }
                    continue
                }
                check(
                    entry.value, member.value, against: property, at: pointer.appending(name),
                    findings: &findings)
            }
            missing(
                members.map(\.key.value.shown) + (pointer.tokens.isEmpty ? provided : []), node, schema, pointer,
                &findings)
        case .list(let items):
            guard schema.canBe(.array) else { return mismatch(node, "a list", schema, pointer, &findings) }
            guard let element = schema.element else { return }
            for (index, item) in items.enumerated() where node.items?.indices.contains(index) == true {
                guard let child = node.items?[index] else { continue }
                check(child, item, against: element, at: pointer.appending(String(index)), findings: &findings)
            }
        case .text:
            if !schema.canBe(.string) { mismatch(node, "text", schema, pointer, &findings) }
        case .literal(let value):
            if let breach = schema.breaches(of: value).first {
                report(node, "this value \(breach.message)", pointer, &findings)
            }
        case .expression(let expression):
            checkType(expression.type, node, schema, pointer, &findings)
        }
    }

    /// One alternative has to fit; else the nearest is explained.
    private func checkAlternatives(
        _ node: YAMLNode, _ template: Template, _ alternatives: [Schema], _ pointer: JSONPointer,
        _ findings: inout Findings
    ) {
        var nearest: Findings?
        for alternative in alternatives {
            var own = Findings()
            check(node, template, against: alternative, at: pointer, findings: &own)
            if own.all.isEmpty { return }
            if own.all.count < nearest?.all.count ?? .max { nearest = own }
        }
        if let nearest { findings.merge(nearest) }
    }

    private func missing(
        _ given: [String], _ node: YAMLNode, _ schema: Schema, _ pointer: JSONPointer, _ findings: inout Findings
    ) {
        for name in schema.requiredNames where !given.contains(name) {
            findings.report(
                Finding(
                    "request-field-missing", "`\(call.id)` needs `\(name)`", at: node.headPlace,
                    help: "add `\(name): …`",
                    related: [
                        .init(
                            "the contract's `\(name)`",
                            at: places.request(call, contentType: contentType, at: pointer.appending(name)))
                    ]))
        }
    }

    private func unknown(
        _ key: YAMLNode, _ schema: Schema, _ pointer: JSONPointer, _ findings: inout Findings
    ) {
        let name = key.text ?? ""
        findings.report(
            .unknownName(
                "request-field-unknown", "`\(call.id)` has no `\(name)`", name, of: schema.propertyNames,
                at: key,
                related: [
                    .init(
                        "what the contract takes",
                        at: places.request(call, contentType: contentType, at: pointer))
                ]))
    }

    private func checkType(
        _ type: ExpressionType, _ node: YAMLNode, _ schema: Schema, _ pointer: JSONPointer,
        _ findings: inout Findings
    ) {
        switch type {
        case .optional(let wrapped), .wrapper(let wrapped):
            checkType(wrapped, node, schema, pointer, &findings)
        case .opaque(let name, _)
        where !["data_uri", "base64", "secret"].contains(name) && contentType != "multipart/form-data":
            findings.report(
                Finding(
                    "bare-media", "\(name.withArticle) cannot stand in JSON as it is", at: node.place,
                    help: "write `data_uri(…)` or `base64(…)` around it"))
        default:
            guard let names = Self.jsonTypes(type), !names.contains(where: schema.canBe) else { return }
            mismatch(node, "\(type)", schema, pointer, &findings)
        }
    }

    /// The JSON types that a value of a type can be; `nil` when that is not known.
    private static func jsonTypes(_ type: ExpressionType) -> [JSONType]? {
        switch type {
        case .string, .opaque, .timestamp, .duration: [.string]
        case .int, .uint: [.integer, .number]
        case .double: [.number]
        case .bool: [.boolean]
        case .null: [.null]
        case .list: [.array]
        case .map, .object: [.object]
        default: nil
        }
    }

    private func mismatch(
        _ node: YAMLNode, _ found: String, _ schema: Schema, _ pointer: JSONPointer, _ findings: inout Findings
    ) {
        report(
            node, "`\(call.id)` wants \(Self.names(schema)) here, this is \(found)", pointer,
            &findings)
    }

    private static func names(_ schema: Schema) -> String {
        schema.types.map { $0.map(\.rawValue).sorted().joined(separator: " or ") } ?? "another type"
    }

    private func report(_ node: YAMLNode, _ message: String, _ pointer: JSONPointer, _ findings: inout Findings) {
        findings.report(
            Finding(
                "request-type", message, at: node.headPlace,
                related: [
                    .init(
                        "the contract", at: places.request(call, contentType: contentType, at: pointer))
                ]))
    }
}

extension Template {
    /// A constant map or list as one of constants, so that each can be pointed at.
    fileprivate var opened: Template {
        switch self {
        case .literal(.map(let members)):
            .map(members.sorted { $0.key < $1.key }.map { Entry(key: $0.key, value: .literal($0.value)) })
        case .literal(.list(let items)): .list(items.map { .literal($0) })
        default: self
        }
    }
}

extension String {
    /// `an image`, `a video`.
    var withArticle: String { (first.map { "aeiou".contains($0) } == true ? "an " : "a ") + self }
}
