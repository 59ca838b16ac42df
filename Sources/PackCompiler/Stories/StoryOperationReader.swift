import Diagnostics
import ExpressionSyntax
import Expressions
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Reads an answer in full: `{ http: 422, headers: { … }, body: { … } }`.
struct StoryAnswerReader {
    /// What `verification` has beside `id`.
    var kept: [String]

    func environment(values: [String] = [], text: Bool = false) -> ExpressionEnvironment {
        var environment = ExpressionEnvironment()
        func declare(_ name: String, _ fields: [String]) {
            let types = Dictionary(fields.map { ($0, ExpressionType.dyn) }, uniquingKeysWith: { first, _ in first })
            environment.declare(ObjectType(name, fields: types))
            environment.declare(name, .object(name))
        }
        declare("values", values)
        declare("verification", ["id", "page", "file"] + kept)
        declare("call", ["number", "id", "word", "at"])
        environment.declare("request", .dyn)
        environment.declare("opened", .list(.dyn))
        declare("samples", SampleFile.allCases.map(\.rawValue))
        if text { environment.declare("text", .string) }
        return environment
    }

    func read(
        _ node: YAMLNode, values: [String] = [], text: Bool = false, findings: inout Findings
    ) -> StoryAnswer? {
        guard
            let record = Record(node, as: "an answer", keys: ["http", "headers", "body"], findings: &findings),
            let http = record.require("http", findings: &findings)
        else { return nil }
        return answer(
            record, status: status(http, findings: &findings) ?? 200, in: environment(values: values, text: text),
            &findings)
    }

    func answer(
        _ record: Record, status: Int, in environment: ExpressionEnvironment, _ findings: inout Findings
    ) -> StoryAnswer {
        var answer = StoryAnswer(status: status, body: nil)
        if let headers = record["headers"], let all = Record(headers.value, as: "`headers`", findings: &findings) {
            for (name, entry) in zip(all.names, all.entries) {
                guard let value = entry.value.string("a header", findings: &findings) else { continue }
                answer.headers.append(VendorAnswer.Header(name.lowercased(), value))
            }
        }
        let samples = SampleFile.allCases.map { (name: $0.rawValue, value: $0) }
        answer.file = record["file"].flatMap { $0.value.choice("a sample", of: samples, findings: &findings) }
        if let body = record["body"] {
            answer.body = template(body.value, in: environment, findings: &findings)?.template
        }
        return answer
    }

    func status(_ node: YAMLNode, findings: inout Findings) -> Int? {
        guard let number = node.int("an HTTP status", findings: &findings) else { return nil }
        guard let status = Int(exactly: number), (200...599).contains(status) else {
            findings.report(Finding("bad-http-code", "`\(number)` is no HTTP status", at: node.place))
            return nil
        }
        return status
    }
}

/// Reads `operations` of the stories.
struct StoryOperationReader {
    var calls: [String: String]
    var checks: [String: [String]]
    var answers: StoryAnswerReader

    private static let keys = [
        "effect", "prefix", "verification", "only_when", "sets", "keeps", "completes", "announces", "silent",
        "after_closing",
        "http", "headers", "body", "file",
        "values",
        "answers", "applicant",
        "reasons",
    ]

    /// Where the names of operations stand.
    func read(_ node: YAMLNode, into stories: inout Stories, findings: inout Findings) -> [String: Record] {
        guard let record = Record(node, as: "`operations`", findings: &findings) else { return [:] }
        var records: [String: Record] = [:]
        for (name, entry) in zip(record.names, record.entries) {
            guard let call = calls[name] else {
                findings.report(
                    .unknownName(
                        "unknown-operation", "`\(name)` is no operation of the binding", name, of: calls.keys.sorted(),
                        at: entry.key))
                continue
            }
            guard let own = Record(entry.value, as: "operation `\(name)`", keys: Self.keys, findings: &findings)
            else { continue }
            records[name] = own
            stories.operations[name] = operation(name, call: call, own, findings: &findings)
        }
        return records
    }

    /// News are played like the answer of an operation.
    func news(_ name: String, schema: String, _ node: YAMLNode, findings: inout Findings) -> StoryOperation? {
        let keys = ["values", "body", "answers", "applicant", "reasons"]
        guard let record = Record(node, as: "news `\(name)`", keys: keys, findings: &findings) else { return nil }
        return operation(name, call: schema, record, findings: &findings)
    }

    private func operation(
        _ name: String, call: String, _ record: Record, findings: inout Findings
    ) -> StoryOperation {
        var values: [String: Value] = [:]
        if let entry = record["values"] { values = plain(entry.value, as: "`values`", findings: &findings) }
        let status = record["http"].flatMap { answers.status($0.value, findings: &findings) } ?? 200
        let environment = answers.environment(values: values.keys.sorted())
        var operation = StoryOperation(
            name: name, call: call, checks: (checks[name] ?? []).filter { $0 != name }, values: values,
            answer: answers.answer(record, status: status, in: environment, &findings))
        let kinds = StoryEffect.Kind.allCases.map { (name: $0.rawValue, value: $0) }
        operation.effect = record["effect"].flatMap { $0.value.choice("`effect`", of: kinds, findings: &findings) }
        operation.prefix = record["prefix"].flatMap { $0.value.string("`prefix`", findings: &findings) }
        operation.completes =
            record["completes"].flatMap { $0.value.bool("`completes`", findings: &findings) } ?? false
        operation.announces = record["announces"].flatMap { $0.value.string("`announces`", findings: &findings) }
        operation.isSilent = record["silent"].flatMap { $0.value.bool("`silent`", findings: &findings) } ?? false
        operation.afterClosing =
            record["after_closing"].flatMap { $0.value.bool("`after_closing`", findings: &findings) } ?? false
        if let entry = record["verification"], let items = entry.value.list("`verification`", findings: &findings) {
            operation.verification = items.compactMap { target($0, findings: &findings) }
        }
        if let entry = record["only_when"], let all = Record(entry.value, as: "`only_when`", findings: &findings) {
            for (name, entry) in zip(all.names, all.entries) {
                operation.onlyWhen[name] = entry.value.list("the states", findings: &findings)?
                    .compactMap { literal($0, findings: &findings) }
            }
        }
        operation.sets = record["sets"].map { plain($0.value, as: "`sets`", findings: &findings) } ?? [:]
        if let entry = record["keeps"], let all = Record(entry.value, as: "`keeps`", findings: &findings) {
            for (name, entry) in zip(all.names, all.entries) {
                operation.keeps[name] = JSONPointer.read(entry.value, findings: &findings)
            }
        }
        if let entry = record["answers"], let all = Record(entry.value, as: "`answers`", findings: &findings) {
            for (answer, entry) in zip(all.names, all.entries) {
                operation.answers[answer] = plain(entry.value, as: "`\(answer)`", findings: &findings)
            }
        }
        operation.applicant = record["applicant"].flatMap {
            answers.read($0.value, values: values.keys.sorted(), text: true, findings: &findings)
        }
        if let entry = record["reasons"] {
            operation.reasons = reasons(entry, isExplained: operation.applicant != nil, findings: &findings)
        }
        return operation
    }

    /// A pointer into the body, or `{verification_id}` for a parameter of the path.
    private func target(_ node: YAMLNode, findings: inout Findings) -> StoryTarget? {
        if let text = node.text, text.hasPrefix("{"), text.hasSuffix("}") {
            return .path(String(text.dropFirst().dropLast()))
        }
        return JSONPointer.read(node, findings: &findings).map { .body($0) }
    }

    private func plain(_ node: YAMLNode, as what: String, findings: inout Findings) -> [String: Value] {
        guard let record = Record(node, as: what, findings: &findings) else { return [:] }
        var values: [String: Value] = [:]
        for (name, entry) in zip(record.names, record.entries) {
            values[name] = literal(entry.value, findings: &findings)
        }
        return values
    }

    private func reasons(_ entry: YAMLEntry, isExplained: Bool, findings: inout Findings) -> [String: String] {
        guard let record = Record(entry.value, as: "`reasons`", findings: &findings) else { return [:] }
        if !isExplained {
            findings.report(
                Finding(
                    "reason-without-answer", "nothing says how the vendor gives a reason", at: entry.key.place,
                    help: "add `applicant: { http: 422, body: { message: \"${text}\" } }`"))
        }
        var reasons: [String: String] = [:]
        for (name, entry) in zip(record.names, record.entries) {
            guard ReasonArms.reason(entry.key, findings: &findings) != nil else { continue }
            reasons[name] = entry.value.string("the vendor's word for a reason", findings: &findings)
        }
        return reasons
    }
}
