import Diagnostics
import ExpressionSyntax
import Expressions
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Reads `recover` of operations, once all of them are known: it names another one.
struct RecoverReader {
    var operations: OperationsReader
    var declared: [String]
    /// The operations that open a session, whose link comes with their answer alone.
    var sessions: Set<String>
    var webhooks: [WebhookBinding]

    func read(_ node: YAMLNode, into all: inout [String: ReadOperation], findings: inout Findings) {
        for entry in node.entries ?? [] {
            guard let name = entry.key.text, let own = entry.value.member("recover"), own.entries != nil,
                all[name] != nil
            else { continue }
            if own.entry("webhook") != nil {
                guard let news = news(own, of: name, findings: &findings) else { continue }
                all[name]?.operation.recovery = .news(news)
            } else if let reading = reading(own, of: name, among: all, findings: &findings) {
                all[name]?.operation.recovery = .reading(reading)
            }
        }
    }

    /// `{ webhook: events, kinds: [created], found: body.data.applicant_id == objects.applicant.id, within: 6m }`
    private func news(_ node: YAMLNode, of name: String, findings: inout Findings) -> RecoveryNews? {
        guard
            let record = Record(node, as: "`recover`", keys: BindingForms.recoverNews.names, findings: &findings),
            let routeNode = record.require("webhook", findings: &findings),
            let route = routeNode.choice(
                "a webhook", of: webhooks.map { (name: $0.name, value: $0) }, findings: &findings),
            let kindsNode = record.require("kinds", findings: &findings),
            let kinds = kindsNode.list("`kinds`", findings: &findings),
            let found = record.require("found", findings: &findings),
            let within = record.require("within", findings: &findings)?.interval("`within`", findings: &findings)
        else { return nil }
        let schema = operations.contract.schemas[route.schema]
        let environment = operations.environments.incoming(
            input: operations.input(of: name), answer: schema, result: nil)
        let expressions = AnswerExpressions(
            places: operations.places, call: ContractOperation(id: route.schema, method: "", path: ""), answer: schema)
        if sessions.contains(name) {
            findings.report(
                Finding(
                    "recover-without-link", "what is found of `\(name)` has no link for the applicant",
                    at: node.headPlace, help: "write `recover: none`; news brings no link"))
        }
        let known = route.kinds.keys.sorted().map { (name: $0, value: $0) }
        let named = kinds.compactMap { $0.choice("a kind of news", of: known, findings: &findings) }
        guard let condition = expressions.compile(found, in: environment, expecting: .bool, findings: &findings) else {
            return nil
        }
        return RecoveryNews(route: route.name, kinds: named, found: condition, within: within)
    }

    private func reading(
        _ node: YAMLNode, of name: String, among all: [String: ReadOperation], findings: inout Findings
    ) -> RecoveryReading? {
        guard
            let record = Record(node, as: "`recover`", keys: BindingForms.recover.names, findings: &findings),
            let operationNode = record.require("operation", findings: &findings),
            let other = operationNode.choice(
                "an operation", of: declared.map { (name: $0, value: $0) }, findings: &findings),
            let read = all[other], let call = operations.contract.operations[read.operation.call]
        else { return nil }
        if read.operation.effect != .read {
            findings.report(
                Finding(
                    "recover-acts", "`\(other)` does not only read", at: operationNode.place,
                    help: "name an operation with `effect: read`"))
        }
        let answer = call.answerSchema(among: read.operation.success)
        var environment = operations.environments.incoming(
            input: operations.input(of: name), answer: answer, result: nil)
        let expressions = AnswerExpressions(places: operations.places, call: call, answer: answer)
        guard
            let items = record.require("items", findings: &findings).flatMap({
                expressions.compile($0, in: environment, expecting: .list(.dyn), findings: &findings)
            })
        else { return nil }
        if case .list(let element) = items.type {
            environment.declare("item", element)
        } else {
            environment.declare("item", .dyn)
        }
        func compile(_ key: String, _ expecting: ExpressionType?) -> CheckedExpression? {
            record.require(key, findings: &findings).flatMap {
                expressions.compile($0, in: environment, expecting: expecting, findings: &findings)
            }
        }
        let absences: [(name: String, value: RecoveryReading.Absence)] = [
            ("absent", .absent), ("cannot_tell", .cannotTell),
        ]
        guard let found = compile("found", .bool), let id = compile("id", nil),
            let otherwise = record.require("else", findings: &findings)?.choice(
                "what it means that nothing is found", of: absences, findings: &findings)
        else { return nil }
        let losesLink = record["link_lost"].flatMap { $0.value.bool("`link_lost`", findings: &findings) } ?? false
        if sessions.contains(name), !losesLink {
            findings.report(
                Finding(
                    "recover-without-link", "what is found of `\(name)` has no link for the applicant",
                    at: node.headPlace, help: "add `link_lost: true`"))
        }
        return RecoveryReading(
            operation: other, items: items, found: found, id: id, otherwise: otherwise,
            within: record["within"].flatMap { $0.value.interval("`within`", findings: &findings) } ?? .zero,
            losesLink: losesLink)
    }
}
