public import Expressions
import Vocabulary

/// One value that a call of a vendor takes from an operator.
public struct OperatorParameter: Hashable, Sendable {
    public enum Place: Hashable, Sendable { case path, query, body }

    public var name: String
    public var place: Place
    public var isRequired: Bool
    /// A password or a session's token: never an argument of a command.
    public var isSecret: Bool
    /// What it may be; `nil` for a text.
    public var schema: Schema?
}

/// What a vendor answered to an operator.
public enum OperatorAnswer: Hashable, Sendable {
    case json(Value)
    /// A photo, a video, a report.
    case file([UInt8])
    case nothing
}

/// Calls of a vendor's contract that belong to no flow: groups, users, lists, reports, media, erasure.
///
/// All calls of the contract can be made, bound or not, by their names there: `listGroups` or `list-groups`. They are
/// sent once; what an operator does twice is the operator's to know.
extension Pack {
    /// The calls of the contract, as commands name them, sorted.
    public var operatorCalls: [String] { contract.operations.keys.map(Self.command).sorted() }

    public func operatorCall(_ name: String) -> ContractOperation? {
        contract.operations[name] ?? contract.operations.values.first { Self.command($0.id) == name }
    }

    /// What a call takes, in the order of path, query and body; not what proves who we are.
    public func operatorParameters(of call: ContractOperation) -> [OperatorParameter] {
        var parameters = call.parameters.filter { $0.location != .header }.map {
            OperatorParameter(
                name: $0.name, place: $0.location == .path ? .path : .query, isRequired: $0.isRequired, isSecret: false,
                schema: $0.schema)
        }
        guard let body = Self.body(of: call)?.schema else { return parameters }
        let credentials = credentials(of: call)
        for name in body.propertyNames where !credentials.contains(name) {
            guard let schema = body.property(name) else { continue }
            let isSecret = !body.secretPointers(in: .record([name: .string("")])).isEmpty
            parameters.append(
                OperatorParameter(
                    name: name, place: .body, isRequired: body.requiredNames.contains(name), isSecret: isSecret,
                    schema: schema))
        }
        return parameters
    }

    /// What proves who makes a call, bound or not.
    public func auth(of call: ContractOperation) -> Auth? { server(of: call)?.auth }

    /// The request of a call, checked against the contract.
    ///
    /// - Parameters:
    ///   - arguments: by name; a file is a handle of kind `file`.
    ///   - settings: as ``readSettings(_:)`` gives them; those that an address or a credential needs.
    public func request(
        calling call: ContractOperation, arguments: [String: Value], settings: [String: Value]
    ) -> Result<VendorRequest, RequestProblem> {
        do throws(RequestProblem) {
            return .success(try build(call, arguments, settings))
        } catch {
            return .failure(error)
        }
    }

    private func build(
        _ call: ContractOperation, _ arguments: [String: Value], _ settings: [String: Value]
    ) throws(RequestProblem) -> VendorRequest {
        let parameters = operatorParameters(of: call)
        for name in arguments.keys.sorted() where !parameters.contains(where: { $0.name == name }) {
            throw RequestProblem(.unknownName, "`\(Self.command(call.id))` takes no `\(name)`")
        }
        if let missing = parameters.first(where: { $0.isRequired && arguments[$0.name] == nil }) {
            throw RequestProblem(.noValue, "`\(missing.name)` has to be given")
        }
        var operation = VendorOperation(
            name: call.id, call: call.id, server: server(of: call)?.name ?? "", effect: .once,
            success: HTTPCodes(classes: [2]))
        operation.path = .contract(parameters.filter { $0.place == .path }.map { template($0, arguments) })
        operation.query = parameters.filter { $0.place == .query && arguments[$0.name] != nil }
            .map { template($0, arguments) }
        if let body = Self.body(of: call) {
            let members = parameters.filter { $0.place == .body && arguments[$0.name] != nil }.map {
                Template.Entry(key: .string($0.name), value: .literal(arguments[$0.name] ?? .null))
            }
            operation.contentType = body.type
            operation.body = .template(.map(members))
        }
        var pack = self
        pack.operations = [call.id: operation]
        let context = CallContext(settings: settings, runID: "", key: "", now: Moment(milliseconds: 0))
        switch pack.request(call.id, context: context) {
        case .success(let request): return request
        case .failure(let problem): throw problem
        }
    }

    private func template(_ parameter: OperatorParameter, _ arguments: [String: Value]) -> NamedTemplate {
        NamedTemplate(parameter.name, .literal(.string((arguments[parameter.name] ?? .null).plainText)))
    }

    /// What came back: an error that the binding knows, else what HTTP says, else the answer, held against the contract.
    public func answer(
        _ outcome: Result<VendorAnswer, TransportFailure>, to call: ContractOperation
    ) -> Result<OperatorAnswer, CallFailure> {
        var pack = self
        pack.operations = [
            call.id: VendorOperation(
                name: call.id, call: call.id, server: "", effect: .once, success: HTTPCodes(classes: [2]))
        ]
        pack.statuses = nil
        let context = CallContext(settings: [:], runID: "", key: "", now: Moment(milliseconds: 0))
        switch pack.judge(outcome, to: call.id, context: context) {
        case .succeeded: break
        case .failed(let failure): return .failure(failure)
        case .applicant(let reason, _): return .failure(CallFailure(.refused, reason))
        case .pending, .ended: return .failure(CallFailure(.contract, "the call answered like a session"))
        }
        guard case .success(let answer) = outcome, !answer.body.isEmpty else { return .success(.nothing) }
        if let json = try? JSONText.parse(answer.body) { return .success(.json(json)) }
        return .success(.file(answer.body))
    }

    // MARK: Where it goes

    /// The one that a bound operation of this call uses, else the one that the contract names.
    private func server(of call: ContractOperation) -> Server? {
        if let bound = operations.values.filter({ $0.call == call.id }).min(by: { $0.name < $1.name }) {
            return servers.first { $0.name == bound.server }
        }
        let defaults = readSettings([:]).values
        let texts = TextBuilder(
            scope: .outgoing(CallContext(settings: defaults, runID: "", key: "", now: Moment(milliseconds: 0))))
        let named = servers.first { server in
            guard let base = try? texts.plain(server.base, of: "") else { return false }
            return call.servers.contains(base)
        }
        return named ?? servers.first
    }

    private func credentials(of call: ContractOperation) -> Set<String> {
        guard case .body(let members)? = server(of: call)?.auth else { return [] }
        return Set(members.map(\.name))
    }

    /// JSON where it may be JSON, a form where it may not.
    private static func body(of call: ContractOperation) -> (type: String, schema: Schema)? {
        for type in ["application/json", "multipart/form-data"] {
            if let schema = call.requestBody[type] { return (type, schema) }
        }
        return nil
    }

    /// `listGroups` as `list-groups`.
    public static func command(_ id: String) -> String {
        id.reduce(into: "") { text, character in
            if character.isUppercase, !text.isEmpty { text += "-" }
            text += character.lowercased()
        }
    }
}

extension OperatorParameter {
    /// A text from a command line as the contract wants it: a text where it takes one, else JSON.
    public func value(of text: String) -> Value {
        guard place == .body, let schema, !schema.canBe(.string), let json = try? JSONText.parse(Array(text.utf8))
        else {
            return .string(text)
        }
        return json
    }
}
