import Expressions
import Vocabulary

extension Pack {
    /// Builds one operation's request, checked against the vendor's contract.
    ///
    /// Photos and secrets are still handles in it. A problem means that nothing may be sent: a value is missing, or
    /// the vendor's contract forbids what would go out.
    public func request(_ operation: String, context: CallContext) -> Result<VendorRequest, RequestProblem> {
        do throws(RequestProblem) {
            return .success(try build(operation, context: context))
        } catch {
            return .failure(error)
        }
    }

    private func build(_ name: String, context: CallContext) throws(RequestProblem) -> VendorRequest {
        guard let operation = operations[name], let call = contract.operations[operation.call],
            let server = servers.first(where: { $0.name == operation.server })
        else { throw RequestProblem(.unknownName, "the pack has no operation \(name)") }
        let scope = Scope.outgoing(context)
        let texts = TextBuilder(scope: scope)

        var query: [VendorQueryItem] = []
        for item in operation.query {
            guard let text = try texts.pieces(item.template, of: "query \(item.name)") else { continue }
            query.append(
                VendorQueryItem(name: item.name, value: text, isPersonal: item.template.readsInput))
        }
        var headers = [VendorHeader(name: "accept", value: .text([.text("application/json")]))]
        headers += try authorization(of: server, texts: texts)
        for header in operation.headers {
            guard let text = try texts.pieces(header.template, of: "header \(header.name)") else { continue }
            headers.append(
                VendorHeader(
                    name: header.name.lowercased(), value: .text(text),
                    isPersonal: header.template.readsInput))
        }
        var request = VendorRequest(
            pack: self.name, operation: name, method: call.method, server: server.name,
            url: try url(of: operation, call: call, server: server, texts: texts), query: query, headers: headers,
            timeout: operation.timeout, effect: operation.effect)
        try addBody(of: operation, to: &request, scope: scope, context)
        return request
    }

    private func addBody(
        of operation: VendorOperation, to request: inout VendorRequest, scope: Scope, _ context: CallContext
    ) throws(RequestProblem) {
        guard let (template, contentType) = try operation.body.template(scope) else { return }
        let server = servers.first { $0.name == operation.server }
        var builder = BodyBuilder(scope: scope, context)
        guard var body = try builder.build(template) else { return }
        var spread: Set<JSONPointer> = []
        if operation.spreadsOptions, case .map(var members) = body {
            let options = checks.first { $0.operation == operation.name }?.options ?? []
            for option in options {
                guard let value = context.options[option.name] else { continue }
                guard members[.string(option.member)] == nil else { continue }
                members[.string(option.member)] = value
                if context.hasVariedOptions { spread.insert(JSONPointer(tokens: [option.member])) }
            }
            body = .map(members)
        }
        if case .body(let credentials)? = server?.auth, case .map(var members) = body {
            for credential in credentials {
                guard case .value(let value) = scope.evaluate(credential.template) else {
                    throw RequestProblem(.noValue, "/\(credential.name) has no value")
                }
                members[.string(credential.name)] = value
            }
            body = .map(members)
        }
        request.body = body
        request.contentType = contentType ?? operation.contentType ?? "application/json"
        request.personal = builder.personal.union(spread)
        guard let schema = contract.requestSchema(of: operation.call, contentType: request.contentType) else { return }
        let breaches = schema.breaches(of: body)
        guard breaches.isEmpty else {
            throw RequestProblem(.breaksContract, "\(operation.name): \(breaches.told)")
        }
        request.personal.formUnion(schema.personalPointers(in: body))
        // A session's token, say, which is as good as a key.
        request.personal.formUnion(schema.secretPointers(in: body))
    }

    private func authorization(of server: Server, texts: TextBuilder) throws(RequestProblem) -> [VendorHeader] {
        switch server.auth {
        case .none, .body: return []
        case .bearer(let token):
            let text = try texts.needed(token, of: "the bearer token")
            return [VendorHeader(name: "authorization", value: .text([.text("Bearer ")] + text))]
        case .basic(let user, let password):
            return [
                VendorHeader(
                    name: "authorization",
                    value: .basic(
                        user: try texts.needed(user, of: "the user name"),
                        password: try texts.needed(password, of: "the password")))
            ]
        case .headers(let headers):
            var built: [VendorHeader] = []
            for header in headers {
                let text = try texts.needed(header.template, of: "header \(header.name)")
                built.append(VendorHeader(name: header.name.lowercased(), value: .text(text)))
            }
            return built
        }
    }
}

extension VendorOperation.Body {
    /// The template that this call's settings pick, and how it is sent where they pick that too.
    func template(_ scope: Scope) throws(RequestProblem) -> (Template, contentType: String?)? {
        switch self {
        case .none: return nil
        case .template(let template): return (template, nil)
        case .choose(let setting, let arms):
            guard case .value(.map(let settings)) = scope.resolve("settings"), let value = settings[.string(setting)],
                let arm = arms.first(where: { $0.value == value })
            else { throw RequestProblem(.noValue, "settings.\(setting) picks no body") }
            return (arm.template, arm.contentType)
        }
    }
}
