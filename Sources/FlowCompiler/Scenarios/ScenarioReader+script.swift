import Diagnostics
import Expressions
import FlowIR
import FlowMachine
import FlowScenarios
import FlowSyntax
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

extension ScenarioReader {
    private static let moveKeys = ScenarioForms.move.names

    mutating func moves(_ node: YAMLNode) -> [Move] {
        (node.list("`script`", findings: &findings) ?? []).flatMap { move($0) }
    }

    private mutating func move(_ node: YAMLNode) -> [Move] {
        guard let record = Record(node, as: "a move", keys: Self.moveKeys, findings: &findings) else { return [] }
        // Another key was refused by name.
        if record.entries.isEmpty, node.entries?.isEmpty == false { return [] }
        let atMost = record["at_most"]
        let moves = record.entries.filter { $0.key.text != "at_most" }
        guard moves.count == 1, let entry = moves.first, let key = entry.key.text else {
            let known = ScenarioForms.move.oneOf.map { "`\($0)`" }.joined(separator: ", ")
            findings.report(
                Finding(
                    "one-key", "a move has exactly one of \(known)", at: node.headPlace,
                    help: "write one list item for each"))
            return []
        }
        if let atMost, key != "until" {
            findings.report(
                Finding(
                    "unknown-key", "`at_most` stands beside `until` alone", at: atMost.key.place,
                    help: "leave it out here"))
        }
        let value = entry.value
        switch key {
        case "advance":
            return value.interval("`advance`", findings: &findings).map { [.advance($0)] } ?? []
        case "until": return until(value, atMost: atMost?.value).map { [.until($0)] } ?? []
        case "vendor": return news(value)
        case "crash": return value.bool("`crash`", findings: &findings) == true ? [.crash] : []
        case "expect": return [.expect(expectation(value))]
        case "applicant": return submissions(value)
        case "operator": return operation(value).map { [$0] } ?? []
        case "reviewer": return review(value).map { [$0] } ?? []
        default: return callers(value)
        }
    }

    /// `applicant: { submit: { liveness: { selfie: "@face2.jpg" } } }`
    private mutating func submissions(_ node: YAMLNode) -> [Move] {
        guard
            let record = Record(node, as: "`applicant`", keys: ScenarioForms.submission.names, findings: &findings)
        else { return [] }
        if let left = record["abandon"] { return step(left.value).map { [.abandon(step: $0)] } ?? [] }
        if let refused = record["refuse"] { return refusal(refused.value).map { [.refuse(step: $0)] } ?? [] }
        if let open = record["open"] { return session(open.value).map { [.open(step: $0)] } ?? [] }
        if let finish = record["finish"] { return session(finish.value).map { [.finish(step: $0)] } ?? [] }
        return record["submit"].map { inputs($0.value, "`submit`") } ?? []
    }

    /// A step on whose page the applicant can refuse to take part.
    private mutating func refusal(_ node: YAMLNode) -> String? {
        guard let id = session(node) else { return nil }
        let vendors = program.step(id)?.vendors.filter { $0.hosted != nil }.map(\.vendor) ?? []
        let tells = vendors.contains { pack(of: $0)?.stories?.tellsRefusal == true }
        if tells { return id }
        let names = vendors.map { "`\($0)`" }.joined(separator: ", ")
        findings.report(
            Finding(
                "cannot-refuse", "\(names) cannot tell that the applicant refuses", at: node.place,
                help: "the applicant can only leave: write `abandon: \(id)`"))
        return nil
    }

    /// `until: status == "review_needed"`, with `at_most: 2d` beside it.
    private mutating func until(_ node: YAMLNode, atMost: YAMLNode?) -> Move.Waiting? {
        let limit = atMost.map { $0.interval("`at_most`", findings: &findings) }
        guard let compiled = expression(node, in: names, expecting: .bool, findings: &findings), limit != .some(nil)
        else { return nil }
        return Move.Waiting(text: node.text ?? "", condition: compiled.expression, atMost: limit ?? nil)
    }

    /// What somebody gives at steps that ask for it.
    private mutating func inputs(_ node: YAMLNode, _ what: String) -> [Move] {
        guard let steps = Record(node, as: what, findings: &findings) else { return [] }
        return steps.entries.compactMap { entry in
            guard let id = step(entry.key) else { return nil }
            let given = ApplicantReader(program).readSome(entry.value, versions: &versions, findings: &findings)
            media.merge(given.media) { $1 }
            return .submit(step: id, values: given.values)
        }
    }

    /// A step that the applicant makes on a vendor's page.
    private mutating func session(_ node: YAMLNode) -> String? {
        guard let id = step(node) else { return nil }
        guard program.step(id)?.vendors.contains(where: \.hasPage) == true else {
            findings.report(
                Finding(
                    "no-session", "step `\(id)` is not made on a vendor's page", at: node.place,
                    help: "give what it asks for: `applicant: { submit: { \(id): { … } } }`"))
            return nil
        }
        return id
    }

    private mutating func operation(_ node: YAMLNode) -> Move? {
        guard let record = Record(node, as: "`operator`", keys: ScenarioForms.operation.names, findings: &findings),
            let node = record.require("at", findings: &findings),
            let at = isPlace(node.text ?? "") ? node.text : call(node),
            let verb = record.require("do", findings: &findings)?.choice(
                "`do`", of: IncidentVerb.allCases.map { ($0.rawValue, $0) }, findings: &findings)
        else { return nil }
        return .operate(at: at, verb: verb)
    }

    /// Where an incident can be, beside the calls: a step, one activity, or a queue.
    private func isPlace(_ name: String) -> Bool {
        program.node(name) != nil || name.contains("/") || program.queues.contains(name)
    }

    private mutating func review(_ node: YAMLNode) -> Move? {
        guard
            let record = Record(
                node, as: "`reviewer`", keys: ScenarioForms.review.names, findings: &findings),
            let who = record.require("who", findings: &findings)?.string("`who`", findings: &findings),
            let says = record.require("says", findings: &findings)
        else { return nil }
        let reason = record["reason"]?.value.string("the reason", findings: &findings)
        let refused = record["refused"]?.value.string("`refused`", findings: &findings)
        if let on = record["on"]?.value {
            guard let step = question(on) else { return nil }
            let answers = step.answers.map { (name: $0, value: $0) }
            return says.choice("`says`", of: answers, findings: &findings).map {
                .answer(ReviewAnswer(step: step.head.id, answer: $0, by: who, reason: reason), refused: refused)
            }
        }
        let answers: [(name: String, value: ReviewDecision.Answer)] = [("verify", .verify), ("reject", .reject)]
        return says.choice("`says`", of: answers, findings: &findings).map {
            .review(ReviewDecision(answer: $0, by: who, reason: reason), refused: refused)
        }
    }

    /// A `review` step.
    private mutating func question(_ node: YAMLNode) -> ReviewStep? {
        guard let id = step(node) else { return nil }
        guard case .review(let step)? = program.node(id) else {
            findings.report(
                Finding(
                    "no-question", "step `\(id)` asks no person anything", at: node.place,
                    help: "name a `review` step, or leave `on` out to end the review of the run"))
            return nil
        }
        return step
    }

    /// `caller: cancel`, `caller: { metadata: { order: A-17 } }`, `caller: { input: { payment: { paid: true } } }`
    private mutating func callers(_ node: YAMLNode) -> [Move] {
        if case .mapping = node.content {
            guard let record = Record(node, as: "`caller`", keys: ScenarioForms.caller.names, findings: &findings)
            else { return [] }
            if let input = record["input"]?.value { return inputs(input, "`input`") }
            if node.entries?.isEmpty == true {
                findings.report(
                    Finding(
                        "one-key", "`caller` gives nothing", at: node.place,
                        help: "write `caller: { metadata: { … } }` or `caller: { input: { … } }`"))
            }
            return record["metadata"].map { [.patchMetadata(literals($0.value, "`metadata`"))] } ?? []
        }
        if node.text == "finalize", program.hold == nil {
            findings.report(
                Finding(
                    "no-hold", "this flow does not wait for its caller", at: node.place,
                    help: "add `finalize: { hold: caller, within: 1h }` to the flow, or leave this out"))
            return []
        }
        return node.choice(
            "`caller`", of: [("cancel", Move.cancel), ("finalize", .finalize), ("erase", .erase)], findings: &findings
        ).map { [$0] } ?? []
    }
}
