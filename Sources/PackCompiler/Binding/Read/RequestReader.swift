import Diagnostics
import ExpressionSyntax
import Expressions
import Vendors
import YAMLDecoding
import YAMLTree

/// Reads what an operation sends, and holds it against the contract.
struct RequestReader {
    var contract: Contract
    var places: ContractPlaces
    var settings: [Setting]
    var environment: ExpressionEnvironment
    var call: ContractOperation
    /// Members of the body that the server's `auth` puts in.
    var provided: [String] = []
    /// Headers that it puts in.
    var providedHeaders: [String] = []

    func read(_ record: Record, at callNode: YAMLNode, into read: inout ReadOperation, findings: inout Findings) {
        readPath(record["path"], at: callNode, into: &read, findings: &findings)
        let named = NamedTemplates(environment)
        if let query = record["query"] {
            let (all, references, keys) = named.read(query.value, as: "`query`", findings: &findings)
            read.operation.query = all
            read.references += references
            checkParameters(.query, given: keys, at: query.value, findings: &findings)
        } else {
            checkParameters(.query, given: [:], at: callNode, findings: &findings)
        }
        if let headers = record["headers"] {
            let (all, references, _) = named.read(headers.value, as: "`headers`", findings: &findings)
            read.operation.headers = all
            read.references += references
        }
        checkHeaders(read.operation.headers.map(\.name), at: record["headers"]?.value ?? callNode, findings: &findings)
        readBody(record, at: callNode, into: &read, findings: &findings)
    }

    /// A map gives the contract's path parameters, a text the whole path.
    private func readPath(
        _ entry: YAMLEntry?, at callNode: YAMLNode, into read: inout ReadOperation, findings: inout Findings
    ) {
        guard let entry else {
            checkParameters(.path, given: [:], at: callNode, findings: &findings)
            return
        }
        if entry.value.text != nil {
            guard let template = entry.value.template(in: environment, findings: &findings) else { return }
            read.operation.path = .given(template.template)
            read.references += template.references
            return
        }
        let (all, references, keys) = NamedTemplates(environment).read(
            entry.value, as: "`path`", findings: &findings)
        read.operation.path = .contract(all)
        read.references += references
        checkParameters(.path, given: keys, at: entry.value, findings: &findings)
    }

    /// Headers that the contract demands; those that it does not know may be sent beside them.
    private func checkHeaders(_ given: [String], at node: YAMLNode, findings: inout Findings) {
        // OpenAPI leaves these to other parts of the document.
        let other = ["accept", "content-type", "authorization"]
        let known = Set((given + providedHeaders + other).map { $0.lowercased() })
        for parameter in call.parameters where parameter.location == .header && parameter.isRequired {
            guard !known.contains(parameter.name.lowercased()) else { continue }
            findings.report(
                Finding(
                    "request-field-missing", "`\(call.id)` needs the header `\(parameter.name)`", at: node.headPlace,
                    help: "add `headers: { \(parameter.name): … }`",
                    related: [.init("the call", at: places.operation(call))]))
        }
    }

    private func checkParameters(
        _ location: ContractParameter.Location, given: [String: Place], at node: YAMLNode, findings: inout Findings
    ) {
        let known = call.parameters.filter { $0.location == location }
        for parameter in known where parameter.isRequired && given[parameter.name] == nil {
            findings.report(
                Finding(
                    "request-field-missing",
                    "`\(call.id)` needs the \(location.rawValue) parameter `\(parameter.name)`",
                    at: node.headPlace, related: [.init("the call", at: places.operation(call))]))
        }
        for (name, place) in given.sorted(by: { $0.key < $1.key }) where !known.contains(where: { $0.name == name }) {
            findings.report(
                Finding(
                    "request-field-unknown", "`\(call.id)` has no \(location.rawValue) parameter `\(name)`", at: place,
                    help: nameHelp(for: name, in: known.map(\.name)),
                    related: [.init("the call", at: places.operation(call))]))
        }
    }

    private func readBody(
        _ record: Record, at callNode: YAMLNode, into read: inout ReadOperation, findings: inout Findings
    ) {
        let chosen = record["send"]?.value.entry("choose")
        guard let contentType = contentType(chosen == nil ? record["send"]?.value : nil, findings: &findings) else {
            return
        }
        guard let body = record["body"] else {
            if !provided.isEmpty, call.requestBody[contentType] != nil {
                read.operation.contentType = contentType
                read.operation.body = .template(.map([]))
                return
            }
            if call.requestRequired {
                findings.report(
                    Finding(
                        "request-field-missing", "`\(call.id)` needs a body", at: callNode.place,
                        related: [.init("the call", at: places.operation(call))]))
            }
            return
        }
        guard let schema = call.requestBody[contentType] else {
            findings.report(
                Finding(
                    "request-field-unknown", "`\(call.id)` takes no body", at: body.key.place,
                    related: [.init("the call", at: places.operation(call))]))
            return
        }
        read.operation.contentType = contentType
        let checker = BodyChecker(places: places, call: call, contentType: contentType, provided: provided)
        if let choose = body.value.entry("choose") {
            read.operation.body = arms(
                body.value, choose: choose, send: chosen == nil ? nil : record["send"]?.value, into: &read,
                checker: checker, schema: schema, findings: &findings)
        } else if let template = template(of: body.value, into: &read, findings: &findings) {
            read.operation.body = .template(template.template)
            read.references += template.references
            checker.check(body.value, template.template, against: schema, findings: &findings)
        }
    }

    /// The body, `"...": options` in it taken out: it lets the check's options in under the contract's names.
    private func template(
        of node: YAMLNode, into read: inout ReadOperation, findings: inout Findings
    ) -> CompiledTemplate? {
        guard let spread = node.entry("...") else { return node.template(in: environment, findings: &findings) }
        if spread.value.text != "${options}" {
            findings.report(
                Finding(
                    "bad-spread", "`...` takes the check's options and nothing else", at: spread.value.place,
                    help: "write `\"...\": \"${options}\"`"))
        }
        read.operation.spreadsOptions = true
        return node.without("...").template(in: environment, findings: &findings)
    }

    /// `send`, or what the call takes, JSON where it takes several; beside JSON there are forms.
    private func contentType(_ node: YAMLNode?, findings: inout Findings) -> String? {
        let json = "application/json"
        let form = "multipart/form-data"
        guard let node else {
            guard let only = call.requestBody.keys.sorted().first, call.requestBody[json] == nil else { return json }
            if call.requestBody[form] != nil { return form }
            findings.report(.notAvailable("a body of type `\(only)`", at: places.operation(call)))
            return nil
        }
        if node.text == form { return form }
        guard node.text == json else {
            findings.report(.notAvailable("a body of type `\(node.text ?? "")`", at: node.place))
            return nil
        }
        return json
    }

    /// One body for each value of a closed setting.
    private func arms(
        _ node: YAMLNode, choose: YAMLEntry, send: YAMLNode?, into read: inout ReadOperation, checker: BodyChecker,
        schema: Schema, findings: inout Findings
    ) -> VendorOperation.Body {
        let text = choose.value.text ?? ""
        let name = text.hasPrefix("settings.") ? String(text.dropFirst("settings.".count)) : text
        guard let setting = settings.first(where: { $0.name == name }), !setting.oneOf.isEmpty else {
            findings.report(
                .unknownName(
                    "choose-not-closed", "`\(text)` is no setting with a closed list of values", name,
                    of: settings.filter { !$0.oneOf.isEmpty }.map(\.name), at: choose.value))
            return .none
        }
        var arms: [VendorOperation.Body.Arm] = []
        for entry in node.entries ?? [] where entry.key.text != "choose" {
            guard let value = entry.key.literal(findings: &findings) else { continue }
            guard setting.oneOf.contains(value) else {
                findings.report(
                    .unknownName(
                        "choose-arm-unknown", "`\(entry.key.text ?? "")` is no value of `\(name)`",
                        entry.key.text ?? "", of: setting.oneOf.map(\.shown), at: entry.key))
                continue
            }
            guard let template = entry.value.template(in: environment, findings: &findings) else { continue }
            var (checker, schema) = (checker, schema)
            if let own = send?.member(value.shown) {
                guard let type = contentType(own, findings: &findings) else { continue }
                guard let other = call.requestBody[type] else {
                    findings.report(
                        Finding(
                            "request-field-unknown", "`\(call.id)` takes no body of type `\(type)`", at: own.place,
                            related: [.init("the call", at: places.operation(call))]))
                    continue
                }
                schema = other
                checker.contentType = type
            }
            arms.append(VendorOperation.Body.Arm(value, template.template, as: checker.contentType))
            read.references += template.references
            checker.check(entry.value, template.template, against: schema, findings: &findings)
        }
        for value in setting.oneOf where !(node.entries ?? []).contains(where: { $0.key.text == value.shown }) {
            findings.report(
                Finding(
                    "choose-arm-missing", "`\(name)` may be `\(value.shown)`, which has no body", at: choose.key.place))
        }
        return .choose(setting: name, arms: arms)
    }
}

extension Value {
    /// A plain value as an author writes it.
    var shown: String {
        switch self {
        case .string(let text): text
        case .int(let number): String(number)
        case .uint(let number): String(number)
        case .double(let number): String(number)
        case .bool(let flag): String(flag)
        default: ""
        }
    }
}
