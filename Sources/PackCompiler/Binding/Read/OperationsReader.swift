import Diagnostics
import ExpressionSyntax
import Expressions
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// An operation, and where its parts stand: for what is checked once all of the binding is read.
struct ReadOperation {
    var operation: VendorOperation
    var place: Place
    /// What the request is made from.
    var references: [PlacedReference] = []
}

/// Reads `operations`: how each of our calls becomes one of the contract's.
struct OperationsReader {
    var contract: Contract
    var places: ContractPlaces
    var servers: [Server]
    var settings: [Setting]
    var environments: BindingEnvironments
    var uses: OperationUses

    func read(_ node: YAMLNode, findings: inout Findings) -> [ReadOperation] {
        guard let record = Record(node, as: "`operations`", findings: &findings) else { return [] }
        return record.entries.compactMap { operation($0, findings: &findings) }
    }

    private static let keys = [
        "call", "also", "send", "effect", "recover", "timeout", "path", "query", "headers", "body", "errors", "success",
        "result", "secret", "drop",
    ]

    private func operation(_ entry: YAMLEntry, findings: inout Findings) -> ReadOperation? {
        guard let name = entry.key.text,
            let record = LaterKeys.operation.record(
                entry.value, as: "operation `\(name)`", keys: Self.keys, findings: &findings),
            let callNode = record.require("call", findings: &findings),
            let (server, call) = target(callNode, findings: &findings),
            let effect = effect(record, name: name, findings: &findings),
            let (success, condition) = success(record, call: call, findings: &findings)
        else { return nil }
        let outgoing = environments.outgoing(input: input(of: name))
        var read = ReadOperation(
            operation: VendorOperation(name: name, call: call.id, server: server, effect: effect, success: success),
            place: entry.key.place)
        read.operation.successCondition = condition
        read.operation.others = others(record, findings: &findings)
        if let timeout = record["timeout"], let interval = timeout.value.interval("`timeout`", findings: &findings) {
            read.operation.timeout = interval
        }
        RequestReader(
            contract: contract, places: places, settings: settings, environment: outgoing, call: call,
            provided: provided(by: server), providedHeaders: headers(by: server)
        ).read(record, at: callNode, into: &read, findings: &findings)
        readAnswer(record, call: call, into: &read, findings: &findings)
        return read
    }

    /// Members of the body that a server's `auth` puts in.
    private func provided(by server: String) -> [String] {
        guard case .body(let members)? = servers.first(where: { $0.name == server })?.auth else { return [] }
        return members.map(\.name)
    }

    /// Headers that it puts in.
    private func headers(by server: String) -> [String] {
        guard case .headers(let headers)? = servers.first(where: { $0.name == server })?.auth else { return [] }
        return headers.map(\.name)
    }

    /// The inputs of every check and act that uses an operation; `nil` for one that none does.
    func input(of operation: String) -> [Field]? {
        uses.inputs[operation]
    }

    private func readAnswer(
        _ record: Record, call: ContractOperation, into read: inout ReadOperation, findings: inout Findings
    ) {
        let incoming = environments.incoming(input: input(of: read.operation.name), answer: nil, result: nil)
        if let errors = record["errors"] {
            read.operation.errors = ErrorsReader(environment: incoming, mayBeDone: read.operation.effect != .read)
                .read(errors.value, findings: &findings)
        }
        let answer = call.answerSchema(among: read.operation.success)
        let typed = environments.incoming(
            input: input(of: read.operation.name), answer: answer, result: nil
        )
        if let result = record["result"], let fields = Record(result.value, as: "`result`", findings: &findings) {
            read.operation.result = fields.entries.compactMap { entry in
                guard let name = entry.key.text,
                    let compiled = AnswerExpressions(places: places, call: call, answer: answer).compile(
                        entry.value, in: typed, expecting: nil, findings: &findings)
                else { return nil }
                return NamedExpression(name, compiled)
            }
        }
        if let secret = record["secret"], let items = secret.value.list("`secret`", findings: &findings) {
            let known = read.operation.result.map { (name: $0.name, value: $0.name) }
            read.operation.secret = Set(items.compactMap { $0.choice("a result", of: known, findings: &findings) })
        }
        if let drop = record["drop"], let items = drop.value.list("`drop`", findings: &findings) {
            read.operation.drop = items.compactMap { JSONPointer.read($0, findings: &findings) }
        }
    }
}

extension OperationsReader {
    /// `server.operationId`; the server may be left out where there is one only.
    private func target(_ node: YAMLNode, findings: inout Findings) -> (server: String, call: ContractOperation)? {
        guard let text = node.string("`call`", findings: &findings) else { return nil }
        let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
        let (serverName, callName) = parts.count == 2 ? (parts[0], parts[1]) : (servers.first?.name ?? "", text)
        guard servers.contains(where: { $0.name == serverName }), parts.count == 2 || servers.count == 1 else {
            findings.report(
                .unknownName(
                    "unknown-server", parts.count == 2 ? "`\(serverName)` is no server" : "`\(text)` names no server",
                    serverName, of: servers.map(\.name), at: node))
            return nil
        }
        guard let call = contract.operations[callName] else {
            findings.report(
                .unknownName(
                    "unknown-contract-operation", "the contract has no operation `\(callName)`", callName,
                    of: contract.operations.keys.sorted(), at: node,
                    related: [.init("the contract's operations", at: places.paths)]))
            return nil
        }
        return (serverName, call)
    }

    /// Calls that the path chooses instead, so it has to be one text.
    private func others(_ record: Record, findings: inout Findings) -> [String] {
        guard let also = record["also"] else { return [] }
        if record["path"]?.value.text == nil {
            findings.report(
                Finding(
                    "also-without-path", "nothing chooses between these calls", at: also.key.place,
                    help:
                        "write a `path` that is one text, such as `\"${ {\"a\": \"/a/\", \"b\": \"/b/\"}[input.kind] }\"`"
                ))
        }
        return (also.value.list("`also`", findings: &findings) ?? []).compactMap {
            target($0, findings: &findings)?.call.id
        }
    }

    private func effect(_ record: Record, name: String, findings: inout Findings) -> Effect? {
        let effects = Effect.allCases.map { (name: $0.rawValue, value: $0) }
        guard let node = record.require("effect", findings: &findings),
            let effect = node.choice("an effect", of: effects, findings: &findings)
        else { return nil }
        let recover = record["recover"]
        if effect == .once, recover == nil {
            findings.report(
                Finding(
                    "recover-missing",
                    "`\(name)` acts each time it is sent and says nothing of a lost answer",
                    at: node.place, help: "add `recover: none` where the vendor gives no way to find out"))
        }
        guard let recover else { return effect }
        if effect != .once {
            findings.report(
                Finding(
                    "recover-unused", "only an operation with `effect: once` needs `recover`", at: recover.key.place))
        }
        if recover.value.entries == nil, recover.value.text != "none" {
            findings.report(
                Finding(
                    "wrong-kind", "`recover` must be `none` or a mapping, but is \(recover.value.kind)",
                    at: recover.value.place,
                    help: "write `none`, or `{ operation: …, items: …, found: …, id: …, else: absent }`"))
        }
        return effect
    }

    private func success(
        _ record: Record, call: ContractOperation, findings: inout Findings
    ) -> (HTTPCodes, CheckedExpression?)? {
        guard let node = record.require("success", findings: &findings),
            let success = LaterKeys.success.record(node, as: "`success`", keys: ["http", "when"], findings: &findings)
        else { return nil }
        let http = success["http"].flatMap { Codes.read($0.value, findings: &findings) } ?? HTTPCodes(classes: [2])
        let answer = call.answerSchema(among: http)
        let environment = environments.incoming(input: nil, answer: answer, result: nil)
        let condition = success["when"].flatMap {
            AnswerExpressions(places: places, call: call, answer: answer).compile(
                $0.value, in: environment, expecting: .bool, findings: &findings)
        }
        if call.answers(among: http).isEmpty {
            findings.report(
                Finding(
                    "unknown-answer", "the contract does not say what `\(call.id)` answers with this status",
                    at: success["http"]?.value.place ?? node.place,
                    related: [.init("its answers", at: places.responses(of: call))]))
        }
        return (http, condition)
    }
}
