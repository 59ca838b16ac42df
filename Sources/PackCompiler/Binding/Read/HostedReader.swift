import Diagnostics
import ExpressionSyntax
import Expressions
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Reads what a check says of the vendor's own page: how it is opened, and by which answers it ends.
extension ChecksReader {
    func readHosted(
        _ node: YAMLNode, _ record: Record, at key: YAMLNode, into binding: inout CheckBinding,
        findings: inout Findings
    ) {
        checkAnswers(record, at: key, findings: &findings)
        guard
            let own = Record(node, as: "`hosted`", keys: ["open", "runs_on", "attempt", "page"], findings: &findings),
            let open = own.require("open", findings: &findings)?.choice(
                "when a session is opened", of: [(name: "at_once", value: false), (name: "on_click", value: true)],
                findings: &findings),
            let runsOn = own.require("runs_on", findings: &findings)?.interval("`runs_on`", findings: &findings),
            let answers = record.require("answers", findings: &findings),
            let sources = Record(answers, as: "`answers`", findings: &findings)
        else { return }
        let attempt = own["attempt"].flatMap {
            $0.value.choice("an operation", of: declared.map { (name: $0, value: $0) }, findings: &findings)
        }
        if let create = operations[binding.operation]?.operation {
            checkPage(create, ["id"] + (attempt == nil ? ["url"] : []), at: key, findings: &findings)
        }
        if let attempt, let read = operations[attempt] {
            checkPage(read.operation, ["url"], at: key, findings: &findings)
            checkAttempts(read.operation, at: own["attempt"]?.value ?? key, findings: &findings)
            let inputs = Self.inputs(read.references)
            binding.needs.formUnion(inputs.subtracting(Self.inputs(read.references.filter(\.isGuard))))
            binding.takes.formUnion(inputs)
        }
        binding.hosted = HostedCheck(
            opensOnClick: open, runsOn: runsOn,
            answers: sources.entries.compactMap { answer($0, kind: binding.kind, findings: &findings) },
            attempt: attempt)
        binding.hosted?.page = own["page"].flatMap {
            $0.value.choice("a server", of: servers.map { (name: $0, value: $0) }, findings: &findings)
        }
    }

    /// `{ attempt: send_document }`, or `{}` where the opening call says all: nobody goes to a page.
    func readDeferred(
        _ node: YAMLNode, _ record: Record, at key: YAMLNode, into binding: inout CheckBinding,
        findings: inout Findings
    ) {
        checkAnswers(record, at: key, findings: &findings)
        guard let own = Record(node, as: "`deferred`", keys: BindingForms.deferred.names, findings: &findings),
            let answers = record.require("answers", findings: &findings),
            let sources = Record(answers, as: "`answers`", findings: &findings)
        else { return }
        let attempt = own["attempt"].flatMap {
            $0.value.choice("an operation", of: declared.map { (name: $0, value: $0) }, findings: &findings)
        }
        if let create = operations[binding.operation]?.operation {
            checkPage(create, ["id"], at: key, findings: &findings)
        }
        let opensAnew =
            own["again"].flatMap {
                $0.value.choice("`again`", of: [(name: "verification", value: true)], findings: &findings)
            } ?? false
        if let attempt, let read = operations[attempt] {
            checkAttempts(
                read.operation, areTries: !opensAnew, at: own["attempt"]?.value ?? key, findings: &findings)
            let inputs = Self.inputs(read.references)
            binding.needs.formUnion(inputs.subtracting(Self.inputs(read.references.filter(\.isGuard))))
            binding.takes.formUnion(inputs)
        }
        binding.hosted = HostedCheck(
            opensOnClick: false, runsOn: .zero,
            answers: sources.entries.compactMap { answer($0, kind: binding.kind, findings: &findings) },
            attempt: attempt)
        binding.hosted?.hasPage = false
        binding.hosted?.opensAnew = opensAnew
    }

    /// What opens a session answers nothing itself, and its answers have statuses.
    private func checkAnswers(_ record: Record, at key: YAMLNode, findings: inout Findings) {
        for name in ["result", "verdict", "reasons"] {
            guard let entry = record[name] else { continue }
            findings.report(
                Finding(
                    "hosted-without-answer", "the call that opens a session answers no check", at: entry.key.place,
                    help: "write `\(name)` under each entry of `answers`"))
        }
        if statuses == nil || statuses?.operation != nil {
            findings.report(
                Finding(
                    "no-status", "a session's answers need `statuses` of their own", at: key.place,
                    help: "write `from: answers` in `statuses`"))
        }
    }

    private func checkPage(
        _ operation: VendorOperation, _ members: [String], at key: YAMLNode, findings: inout Findings
    ) {
        let given = operation.result.map(\.name)
        guard !members.allSatisfy(given.contains) else { return }
        let names = members.map { "`\($0)`" }.joined(separator: " and ")
        findings.report(
            Finding(
                "session-without-page", "`\(operation.name)` opens a session and does not give its \(names)",
                at: key.place,
                help: "add `result: { \(members.map { "\($0): …" }.joined(separator: ", ")) }` to it"))
    }

    /// Several tries in one verification need that it stays open between them, and that a lost answer does no harm.
    private func checkAttempts(
        _ operation: VendorOperation, areTries: Bool = true, at node: YAMLNode, findings: inout Findings
    ) {
        if operation.effect == .once {
            findings.report(
                Finding(
                    "attempt-once", "a lost answer of `\(operation.name)` could not be repaired", at: node.place,
                    help: "write `effect: repeatable` where the vendor ends one try when the next begins"))
        }
        for arm in statuses?.arms ?? [] where arm.again != nil && areTries {
            if case .open = arm.meaning { continue }
            findings.report(
                Finding(
                    "attempt-in-closed", "`\(arm.value.shown)` closes the verification and asks for another try in it",
                    at: node.place, help: "write `held_by: applicant` there, or drop `try_again`"))
        }
    }

    /// Where an answer of this source stands, and what it is promised to be.
    private func source(
        _ key: YAMLNode, findings: inout Findings
    ) -> (origin: SessionAnswer.Origin, call: ContractOperation, schema: Schema?)? {
        let name = key.text ?? ""
        let prefix = "webhooks."
        if name.hasPrefix(prefix) {
            guard let route = webhooks.first(where: { prefix + $0.name == name }) else {
                findings.report(
                    .unknownName(
                        "unknown-webhook", "`\(name)` is no webhook of the binding", name,
                        of: webhooks.map { prefix + $0.name }, at: key))
                return nil
            }
            return (
                .webhook(route.name), ContractOperation(id: route.schema, method: "", path: ""),
                contract.schemas[route.schema]
            )
        }
        guard let read = operations[name], let call = contract.operations[read.operation.call] else {
            if !declared.contains(name) {
                findings.report(
                    .unknownName(
                        "unknown-operation", "`\(name)` is neither an operation nor a webhook", name,
                        of: declared + webhooks.map { prefix + $0.name }, at: key))
            }
            return nil
        }
        return (.operation(name), call, call.answerSchema(among: read.operation.success))
    }

    private static let answerKeys = ["status", "settled", "try_again", "result", "verdict", "reasons"]

    private func answer(_ entry: YAMLEntry, kind: CheckKind, findings: inout Findings) -> SessionAnswer? {
        guard let (origin, call, schema) = source(entry.key, findings: &findings),
            let record = Record(
                entry.value, as: "an answer of a session", keys: Self.answerKeys, findings: &findings),
            let statusNode = record.require("status", findings: &findings)
        else { return nil }
        let incoming = environments.incoming(input: nil, answer: schema, result: nil)
        let judging = environments.incoming(input: nil, answer: schema, result: kind.result)
        let expressions = AnswerExpressions(places: places, call: call, answer: schema)
        guard let status = expressions.compile(statusNode, in: incoming, expecting: nil, findings: &findings) else {
            return nil
        }
        if let statuses { expressions.check(status, in: statuses, at: statusNode, findings: &findings) }
        var answer = SessionAnswer(origin: origin, status: status)
        answer.settled = record["settled"].flatMap {
            expressions.compile($0.value, in: incoming, expecting: .bool, findings: &findings)
        }
        if let again = record["try_again"],
            let own = Record(again.value, as: "`try_again`", keys: BindingForms.again.names, findings: &findings)
        {
            answer.againOtherwise = own["else"].flatMap { ReasonArms.reason($0.value, findings: &findings) }
            answer.againUnless = own["unless"].flatMap {
                expressions.compile($0.value, in: incoming, expecting: .bool, findings: &findings)
            }
            answer.again = own["codes"].map { reasons($0.value, expressions, findings: &findings) } ?? []
        }
        answer.result = result(
            record, kind: kind, at: entry.key, expressions: expressions, environment: incoming, findings: &findings)
        if let rules = record.require("verdict", findings: &findings) {
            answer.verdict = verdict(
                rules, operation: nil, expressions: expressions, environment: judging, findings: &findings)
        }
        answer.reasons = record["reasons"].map { reasons($0.value, expressions, findings: &findings) } ?? []
        return answer
    }

    /// `{ case: snake }`: every member that the opening call takes and the binding does not set itself; `{ members: [ … ] }`:
    /// these, which the binding reads as it likes.
    func options(
        _ node: YAMLNode?, _ call: ContractOperation, _ operation: VendorOperation, findings: inout Findings
    ) -> [CheckOption] {
        guard let node, let schema = call.requestBody["application/json"],
            let record = Record(node, as: "`options`", keys: ["case", "members", "requests_may"], findings: &findings)
        else { return [] }
        if let members = record["members"] {
            let known = schema.propertyNames.sorted().map { (name: $0, value: $0) }
            return (members.value.list("`members`", findings: &findings) ?? []).compactMap { node in
                guard let name = node.choice("a member of the request", of: known, findings: &findings),
                    let property = schema.property(name)
                else { return nil }
                return CheckOption(name: name, member: name, schema: property)
            }
        }
        guard
            record.require("case", findings: &findings)?.choice(
                "how options are spelt", of: [(name: "snake", value: true)], findings: &findings) == true
        else { return [] }
        if !operation.spreadsOptions {
            findings.report(
                Finding(
                    "options-unused", "`\(operation.name)` does not send the check's options", at: node.place,
                    help: "add `\"...\": \"${options}\"` to its `body`"))
        }
        var taken: Set<String> = []
        if case .template(.map(let members)) = operation.body {
            taken = Set(members.compactMap { if case .string(let name) = $0.key { name } else { nil } })
        }
        return schema.propertyNames.sorted().compactMap { name in
            guard !taken.contains(name), let property = schema.property(name) else { return nil }
            return CheckOption(name: Self.snake(name), member: name, schema: property)
        }
    }

    /// Paths that begin with an option.
    func requestsMay(_ node: YAMLNode?, among options: [CheckOption], findings: inout Findings) -> [String] {
        guard let entry = node?.entry("requests_may") else { return [] }
        return (entry.value.list("`requests_may`", findings: &findings) ?? []).compactMap { node in
            guard let path = node.string("a path", findings: &findings) else { return nil }
            let name = path.split(separator: ".").first.map(String.init) ?? ""
            if options.contains(where: { $0.name == name }) { return path }
            findings.report(
                .unknownName(
                    "unknown-option", "`\(name)` is no option of this check", name, of: options.map(\.name), at: node))
            return nil
        }
    }

    /// `checkLiveness` as `check_liveness`.
    private static func snake(_ name: String) -> String {
        var snake = ""
        for character in name {
            if character.isUppercase, !snake.isEmpty { snake += "_" }
            snake += character.lowercased()
        }
        return snake
    }
}
