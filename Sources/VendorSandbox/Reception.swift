import Expressions
import Vendors

/// A request as it came in.
struct ReceivedCall: Sendable {
    var method: String
    var path: String
    var query: [String: String]
    /// Names in lower case.
    var headers: [String: String]
    var body: [UInt8]

    /// What a call without a body says in its address.
    var told: Value? {
        query.isEmpty ? nil : .map(query.reduce(into: [:]) { $0[.string($1.key)] = .string($1.value) })
    }
}

/// Refuses what the contract refuses, in the order in which a vendor's front door does.
struct Reception: Sendable {
    private let contract: Contract
    private let routes: Routes
    /// By contract operation: what proves who the caller is.
    private let auth: [String: Auth]
    /// By contract operation: those of the binding that are it.
    private let uses: [String: [VendorOperation]]

    struct Accepted: Sendable {
        /// The binding's name.
        var operation: String
        var body: Value?
        var path: String
        var key: String?
        /// What is answered to a call that the binding does not use: no story knows of it, but the contract does.
        var sample: VendorAnswer?
    }

    struct Refusal: Error, Hashable {
        var status: Int
        var message: String
        var headers: [String: String] = [:]
        /// Where in the body, by JSON Pointer.
        var breaches: [ContractBreach] = []

        var body: Value {
            var members: [MapKey: Value] = ["message": .string(message)]
            if !breaches.isEmpty {
                members["errors"] = .list(
                    breaches.map { .map(["pointer": .string($0.pointer), "message": .string($0.message)]) })
            }
            return .map(members)
        }
    }

    init(_ pack: Pack) {
        contract = pack.contract
        routes = Routes(pack.contract)
        var auth: [String: Auth] = [:]
        var uses: [String: [VendorOperation]] = [:]
        for operation in pack.operations.values.sorted(by: { $0.name < $1.name }) {
            for call in [operation.call] + operation.others {
                uses[call, default: []].append(operation)
                auth[call] = pack.servers.first { $0.name == operation.server }?.auth
            }
        }
        for call in pack.contract.operations.values where uses[call.id] == nil { auth[call.id] = pack.auth(of: call) }
        self.auth = auth
        self.uses = uses
    }

    func accept(_ call: ReceivedCall) throws(Refusal) -> Accepted {
        let id: String
        switch routes.find(call.method, call.path) {
        case .call(let found): id = found
        case .noPath: throw Refusal(status: 404, message: "there is nothing at this path")
        case .otherMethod(let methods):
            throw Refusal(
                status: 405, message: "this path takes \(methods.joined(separator: ", "))",
                headers: ["allow": methods.joined(separator: ", ")])
        }
        guard let operation = contract.operations[id] else {
            throw Refusal(status: 404, message: "there is nothing at this path")
        }
        if operation.needsCredentials, !hasCredentials(call, for: id) {
            throw Refusal(
                status: 401, message: "Unauthenticated.", headers: ["www-authenticate": "Bearer"])
        }
        for parameter in operation.parameters where parameter.isRequired {
            let isThere =
                switch parameter.location {
                case .path: true
                case .query: call.query[parameter.name] != nil
                case .header: call.headers[parameter.name.lowercased()] != nil
                }
            if !isThere {
                throw Refusal(
                    status: 400, message: "the \(parameter.location.rawValue) parameter \(parameter.name) is missing")
            }
        }
        let body = try body(of: call, for: operation)
        guard let uses = uses[id] else {
            guard let sample = operation.sample else {
                throw Refusal(status: 501, message: "the binding does not use \(id), and its answer cannot be made up")
            }
            return Accepted(operation: id, body: body, path: call.path, key: nil, sample: sample)
        }
        let meant = uses.filter { $0.body.isLike(body) }.max { $0.body.constants < $1.body.constants } ?? uses[0]
        return Accepted(
            operation: meant.name, body: body ?? call.told, path: call.path, key: call.headers["idempotency-key"])
    }

    /// Whether there is something where credentials belong; which, a sandbox does not mind.
    private func hasCredentials(_ call: ReceivedCall, for id: String) -> Bool {
        func carries(_ scheme: String) -> Bool {
            guard let value = call.headers["authorization"], value.lowercased().hasPrefix(scheme) else { return false }
            return value.dropFirst(scheme.count).contains { !$0.isWhitespace }
        }
        switch auth[id] ?? .none {
        // Where they stand in the body, the contract asks for them.
        case .body: return true
        case .none: return call.headers["authorization"]?.isEmpty == false
        case .bearer: return carries("bearer ")
        case .basic: return carries("basic ")
        case .headers(let headers):
            return headers.allSatisfy { call.headers[$0.name.lowercased()]?.isEmpty == false }
        }
    }

    private func body(of call: ReceivedCall, for operation: ContractOperation) throws(Refusal) -> Value? {
        guard !operation.requestBody.isEmpty else { return nil }
        if call.body.isEmpty {
            guard !operation.requestRequired else { throw Refusal(status: 400, message: "the body is missing") }
            return nil
        }
        let type = Contract.mediaType(call.headers["content-type"] ?? "")
        let isForm = type == "multipart/form-data"
        guard let schema = operation.requestBody[type], isForm || type == "application/json" || type.hasSuffix("+json")
        else {
            let known = operation.requestBody.keys.sorted().joined(separator: ", ")
            throw Refusal(status: 415, message: "the body has to be \(known)")
        }
        let value: Value
        if isForm {
            let contentType = call.headers["content-type"] ?? ""
            guard let form = FormReader.read(call.body, contentType: contentType, schema: schema) else {
                throw Refusal(status: 400, message: "the form is not what its boundary says")
            }
            value = form
        } else {
            do throws(JSONProblem) {
                value = try JSONText.parse(call.body)
            } catch {
                throw Refusal(status: 400, message: error.description)
            }
        }
        let breaches = schema.breaches(of: value)
        guard breaches.isEmpty else {
            let told = breaches.prefix(3).map(\.description).joined(separator: "; ")
            throw Refusal(status: 422, message: told, breaches: breaches)
        }
        return value
    }
}

extension VendorOperation.Body {
    /// Whether a body may have been made from this: every member that is always the same is so in it.
    fileprivate func isLike(_ body: Value?) -> Bool {
        guard case .template(let template) = self, let body else { return true }
        return template.isLike(body)
    }

    /// How much in it is always the same: what is said most exactly is meant.
    fileprivate var constants: Int {
        guard case .template(let template) = self else { return 0 }
        return template.constants
    }
}

extension Template {
    fileprivate func isLike(_ value: Value) -> Bool {
        switch (self, value) {
        case (.literal(let constant), _): constant == value
        case (.map(let entries), .map(let members)):
            entries.allSatisfy { entry in
                guard let member = members[entry.key] else { return entry.value.constants == 0 }
                return entry.value.isLike(member)
            }
        default: true
        }
    }

    fileprivate var constants: Int {
        switch self {
        case .literal: 1
        case .map(let entries): entries.reduce(0) { $0 + $1.value.constants }
        default: 0
        }
    }
}

extension ContractOperation {
    /// The least that the contract promises: no story tells what the vendor would say.
    fileprivate var sample: VendorAnswer? {
        let good = answers.filter { answer in
            switch answer.status {
            case .code(let code): (200..<300).contains(code)
            case .hundred(let hundred): hundred == 2
            case .other: true
            }
        }
        guard let answer = good.first else { return nil }
        let status = if case .code(let code) = answer.status { code } else { 200 }
        let mark = VendorAnswer.Header("sandbox-answer", "made up from the contract")
        guard let schema = answer.schema else {
            // Where no JSON is promised it is a file, or nothing.
            let file = status == 204 ? [] : SampleFile.pdf.bytes
            return VendorAnswer(
                status: status, headers: [VendorAnswer.Header("content-type", SampleFile.pdf.contentType), mark],
                body: file)
        }
        guard let value = schema.sample else { return nil }
        return VendorAnswer(
            status: status, headers: [VendorAnswer.Header("content-type", "application/json"), mark],
            body: JSONText.encode(value))
    }
}
