import Diagnostics
import ExpressionSyntax
import Expressions
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Reads `checks`: per kind of check the operation that answers it, and what its answer comes to.
struct ChecksReader {
    var contract: Contract
    var places: ContractPlaces
    var operations: [String: ReadOperation]
    /// Every operation that the binding names; those with errors are not among `operations`.
    var declared: [String]
    var kinds: [CheckKind]
    var environments: BindingEnvironments
    var statuses: StatusTable?
    var webhooks: [WebhookBinding] = []
    var servers: [String] = []
    var settings: [Setting] = []
    var evidence: EvidenceReader
    var acts: ActsReader

    func read(_ node: YAMLNode, findings: inout Findings) -> [CheckBinding] {
        guard let record = Record(node, as: "`checks`", findings: &findings) else { return [] }
        return record.entries.compactMap { check($0, findings: &findings) }
    }

    private static let keys = [
        "within", "operation", "hosted", "deferred", "options", "answers", "result", "judge", "verdict", "reasons",
        "monitor", "knows", "erase", "evidence",
    ]

    private func check(_ entry: YAMLEntry, findings: inout Findings) -> CheckBinding? {
        guard let kind = CheckNames.kind(entry.key, of: kinds, findings: &findings),
            let record = Record(
                entry.value, as: "check `\(kind.name)`", keys: Self.keys, findings: &findings),
            let operationNode = record.require("operation", findings: &findings),
            let name = operationNode.choice(
                "an operation", of: declared.map { (name: $0, value: $0) }, findings: &findings),
            let read = operations[name], let call = contract.operations[read.operation.call],
            let inside = acts.inside(record, of: "a check", findings: &findings),
            let judge = judge(record, findings: &findings)
        else { return nil }
        if let hosted = record["hosted"] ?? record["deferred"] {
            var binding = CheckBinding(
                kind: kind, operation: name, insideVerification: inside, judge: judge, result: [], verdict: [],
                reasons: [], takes: Self.inputs(read.references), needs: [])
            binding.needs = binding.takes.subtracting(Self.inputs(read.references.filter(\.isGuard)))
            if record["hosted"] != nil {
                readHosted(hosted.value, record, at: entry.key, into: &binding, findings: &findings)
            } else {
                readDeferred(hosted.value, record, at: entry.key, into: &binding, findings: &findings)
            }
            readOwn(record, into: &binding, findings: &findings)
            let used = [name, binding.hosted?.attempt, binding.hosted?.read].compactMap { $0 }
            binding.neededSettings = used.reduce(into: []) { $0.formUnion(neededSettings(of: $1)) }
            binding.options = options(record["options"]?.value, call, read.operation, findings: &findings)
            binding.requestsMay = requestsMay(
                record["options"]?.value, among: binding.options, findings: &findings)
            return binding
        }
        let schema = call.answerSchema(among: read.operation.success)
        let incoming = environments.incoming(input: kind.input, answer: schema, result: nil)
        let judging = environments.incoming(input: kind.input, answer: schema, result: kind.result)
        let expressions = AnswerExpressions(places: places, call: call, answer: schema)
        var binding = CheckBinding(
            kind: kind, operation: name, insideVerification: inside, judge: judge, result: [], verdict: [],
            reasons: [], takes: Self.inputs(read.references), needs: [])
        binding.needs = binding.takes.subtracting(Self.inputs(read.references.filter(\.isGuard)))
        binding.result = result(
            record, kind: kind, at: entry.key, expressions: expressions, environment: incoming, findings: &findings)
        binding.monitor = record["monitor"].flatMap { acts.monitor($0.value, findings: &findings) }
        if let rules = record["verdict"] {
            binding.verdict = verdict(
                rules.value, operation: name, expressions: expressions, environment: judging, findings: &findings)
        }
        if let reasons = record["reasons"] {
            binding.reasons = self.reasons(reasons.value, expressions, findings: &findings)
        }
        readOwn(record, into: &binding, findings: &findings)
        binding.neededSettings = neededSettings(of: name)
        // What an answer is looked through for is used as much as what is sent.
        let looked = (binding.result.map(\.expression) + binding.verdict.compactMap(\.condition)).map(\.root.inputs)
        binding.takes.formUnion(looked.joined())
        if binding.verdict.isEmpty != (judge == .flow) {
            findings.report(
                judge == .flow
                    ? Finding("verdict-unused", "with `judge: flow` the pack gives no verdict", at: entry.key.place)
                    : Finding(
                        "verdict-missing", "check `\(kind.name)` has no `verdict`", at: entry.key.place,
                        help: "add one, or write `judge: flow` where neither vendor nor pack judges"))
        }
        return binding
    }

    /// What is said of this check in place of what holds for the others.
    private func readOwn(_ record: Record, into binding: inout CheckBinding, findings: inout Findings) {
        let inputs = binding.kind.input.map { (name: $0.name, value: $0.name) }
        if let known = record["knows"]?.value.list("`knows`", findings: &findings) {
            binding.takes.formUnion(
                known.compactMap { $0.choice("an input of the check", of: inputs, findings: &findings) })
        }
        if let entry = record["erase"],
            let own = Record(entry.value, as: "`erase`", keys: ["operations"], findings: &findings),
            let operations = own.require("operations", findings: &findings)?.list("`operations`", findings: &findings)
        {
            binding.erasure = operations.compactMap {
                $0.choice("an operation", of: declared.map { (name: $0, value: $0) }, findings: &findings)
            }
        }
        binding.evidence = record["evidence"].map { evidence.read($0.value, findings: &findings) }
    }

    /// The settings that may be left out and that an operation names without asking for them.
    private func neededSettings(of operation: String) -> Set<String> {
        guard let read = operations[operation] else { return [] }
        var named = Set(read.references.filter { !$0.isGuard }.compactMap { $0.member(of: "settings") })
        named.subtract(read.references.filter(\.isGuard).compactMap { $0.member(of: "settings") })
        if case .choose(let setting, _) = read.operation.body { named.insert(setting) }
        return named.intersection(settings.filter { $0.isOptional && $0.defaultValue == nil }.map(\.name))
    }

    static func inputs(_ references: [PlacedReference]) -> Set<String> {
        Set(references.compactMap { $0.member(of: "input") })
    }

    private func judge(_ record: Record, findings: inout Findings) -> CheckBinding.Judge? {
        record.require("judge", findings: &findings)?.choice(
            "who judges", of: CheckBinding.Judge.allCases.map { (name: $0.rawValue, value: $0) }, findings: &findings)
    }

    func result(
        _ record: Record, kind: CheckKind, at key: YAMLNode, expressions: AnswerExpressions,
        environment: ExpressionEnvironment, findings: inout Findings
    ) -> [NamedExpression] {
        let entries = record["result"].flatMap { Record($0.value, as: "`result`", findings: &findings) }?.entries ?? []
        var compiled: [NamedExpression] = []
        for entry in entries {
            guard let name = entry.key.text else { continue }
            guard let field = kind.result.first(where: { $0.name == name }) else {
                findings.report(
                    .unknownName(
                        "unknown-result-field", "check `\(kind.name)` has no result `\(name)`", name,
                        of: kind.result.map(\.name), at: entry.key))
                continue
            }
            guard
                let expression = expressions.compile(
                    entry.value, in: environment, expecting: nil, findings: &findings)
            else { continue }
            if !field.canBe(expression.type) {
                findings.report(
                    Finding(
                        "result-type", "`\(name)` is a \(field.type.name), this is a \(expression.type)",
                        at: entry.value.place))
            }
            compiled.append(NamedExpression(name, expression))
        }
        for field in kind.result where !field.isOptional && !entries.contains(where: { $0.key.text == field.name }) {
            findings.report(
                Finding(
                    "result-field-missing", "check `\(kind.name)` has to give `\(field.name)`", at: key.place))
        }
        return compiled
    }

    private static let verdicts: [(name: String, value: Verdict)] = [
        ("fail", .failed), ("review", .review), ("pass", .passed),
    ]

    func verdict(
        _ node: YAMLNode, operation: String?, expressions: AnswerExpressions, environment: ExpressionEnvironment,
        findings: inout Findings
    ) -> [CheckBinding.VerdictRule] {
        guard let items = node.list("`verdict`", findings: &findings) else { return [] }
        var rules: [CheckBinding.VerdictRule] = []
        let keys = Self.verdicts.map(\.name) + ["otherwise"]
        for (index, item) in items.enumerated() {
            guard let record = Record(item, as: "a line of `verdict`", keys: keys, findings: &findings) else {
                continue
            }
            if let entry = record["otherwise"] {
                if let conclusion = otherwise(entry.value, operation: operation, findings: &findings) {
                    rules.append(CheckBinding.VerdictRule(conclusion))
                }
                if index != items.count - 1 {
                    findings.report(
                        Finding("rule-after-otherwise", "nothing after `otherwise` is tried", at: entry.key.place))
                }
            } else if let rule = Self.verdicts.first(where: { record[$0.name] != nil }), let entry = record[rule.name],
                let condition = expressions.compile(
                    entry.value, in: environment, expecting: .bool, findings: &findings)
            {
                rules.append(CheckBinding.VerdictRule(.verdict(rule.value), when: condition))
            }
        }
        if let last = items.last, last.entry("otherwise") == nil {
            findings.report(
                Finding(
                    "verdict-without-otherwise", "`verdict` does not say what holds otherwise", at: last.headPlace,
                    help: "add `- otherwise: unknown`"))
        }
        return rules
    }

    private static let conclusions: [(name: String, value: CheckBinding.VerdictRule.Conclusion)] = [
        ("unknown", .verdict(.unknown)), ("review", .verdict(.review)), ("pass", .verdict(.passed)),
        ("fail", .verdict(.failed)), ("status", .status),
    ]

    private func otherwise(
        _ node: YAMLNode, operation: String?, findings: inout Findings
    ) -> CheckBinding.VerdictRule.Conclusion? {
        guard let conclusion = node.choice("a verdict", of: Self.conclusions, findings: &findings) else { return nil }
        if conclusion == .status, statuses == nil || statuses?.operation != operation {
            findings.report(
                Finding("no-status", "`statuses` are not read from `\(operation ?? "answers")`", at: node.place))
            return nil
        }
        return conclusion
    }

    func reasons(
        _ node: YAMLNode, _ expressions: AnswerExpressions, findings: inout Findings
    ) -> [CheckBinding.ReasonRule] {
        guard let items = node.list("`reasons`", findings: &findings) else { return [] }
        return items.compactMap { item in
            guard
                let record = Record(item, as: "a line of `reasons`", keys: ["at", "map", "else"], findings: &findings),
                let at = record.require("at", findings: &findings),
                let pointer = JSONPointer.read(at, findings: &findings)
            else { return nil }
            expressions.check(pointer, at: at, findings: &findings)
            return CheckBinding.ReasonRule(
                pointer: pointer,
                arms: record["map"].map { ReasonArms.read($0.value, as: "`map`", findings: &findings) } ?? [],
                otherwise: record["else"].flatMap { ReasonArms.reason($0.value, findings: &findings) })
        }
    }
}

/// The kinds of check that a binding may name.
enum CheckNames {
    static func kind(_ key: YAMLNode, of kinds: [CheckKind], findings: inout Findings) -> CheckKind? {
        let name = key.text ?? ""
        if let kind = kinds.first(where: { $0.name == name }) { return kind }
        findings.report(
            .unknownName(
                "unknown-check", "`\(name)` is no kind of check", name, of: kinds.map(\.name), at: key))
        return nil
    }
}

extension Field {
    /// Whether a value of this type can become the field's: checked loosely here, exactly when an answer comes.
    func canBe(_ type: ExpressionType) -> Bool {
        switch (self.type, type) {
        case (_, .optional(let wrapped)): isOptional && Field(name, self.type).canBe(wrapped)
        case (_, .wrapper(let wrapped)): canBe(wrapped)
        case (_, .null): isOptional
        case (_, let other) where other.isDynamic: true
        case (.string, .string), (.date, .string), (.country, .string), (.language, .string), (.email, .string),
            (.phone, .string), (.url, .string), (.bool, .bool), (.int, .int), (.double, .double), (.double, .int),
            (.timestamp, .timestamp), (.duration, .duration), (.list, .list), (.record, .map), (.record, .object),
            (.image, .opaque), (.video, .opaque), (.file, .opaque):
            true
        default: false
        }
    }
}
