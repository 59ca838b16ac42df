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
    private static let laterMoves = ["until", "at_most", "vendor", "crash"]

    mutating func moves(_ node: YAMLNode) -> [Move] {
        (node.list("`script`", findings: &findings) ?? []).flatMap { move($0) }
    }

    private mutating func move(_ node: YAMLNode) -> [Move] {
        refuseLater(Self.laterMoves, in: node)
        guard
            let record = Record(
                node, as: "a move", keys: Self.moveKeys, ignoring: Self.laterMoves, findings: &findings)
        else { return [] }
        // Another key was refused by name.
        if record.entries.isEmpty, node.entries?.isEmpty == false { return [] }
        guard record.entries.count == 1, let entry = record.entries.first, let key = entry.key.text else {
            findings.report(
                Finding(
                    "one-key", "a move has exactly one of \(Self.moveKeys.map { "`\($0)`" }.joined(separator: ", "))",
                    at: node.headPlace, help: "write one list item for each"))
            return []
        }
        let value = entry.value
        switch key {
        case "advance":
            return value.interval("`advance`", findings: &findings).map { [.advance($0)] } ?? []
        case "expect": return [.expect(expectation(value))]
        case "applicant": return submissions(value)
        case "operator": return operation(value).map { [$0] } ?? []
        case "reviewer": return review(value).map { [$0] } ?? []
        default: return callers(value)
        }
    }

    /// `applicant: { submit: { liveness: { selfie: "@face2.jpg" } } }`
    private mutating func submissions(_ node: YAMLNode) -> [Move] {
        let later = ["abandon", "refuse"]
        refuseLater(later, in: node)
        guard
            let record = Record(
                node, as: "`applicant`", keys: ScenarioForms.submission.names, ignoring: later, findings: &findings)
        else { return [] }
        if let open = record["open"] { return session(open.value).map { [.open(step: $0)] } ?? [] }
        if let finish = record["finish"] { return session(finish.value).map { [.finish(step: $0)] } ?? [] }
        return record["submit"].map { inputs($0.value, "`submit`") } ?? []
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
        guard program.step(id)?.vendors.contains(where: { $0.hosted != nil }) == true else {
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
            let at = node.text?.contains("/") == true || program.queues.contains(node.text ?? "")
                ? node.text : call(node),
            let verb = record.require("do", findings: &findings)?.choice(
                "`do`", of: IncidentVerb.allCases.map { ($0.rawValue, $0) }, findings: &findings)
        else { return nil }
        return .operate(at: at, verb: verb)
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
            guard let metadata = record["metadata"]?.value,
                let entries = Record(metadata, as: "`metadata`", findings: &findings)
            else { return [] }
            var patch: [String: Value] = [:]
            for entry in entries.entries {
                guard let key = entry.key.text else { continue }
                patch[key] = literal(entry.value, findings: &findings)
            }
            return [.patchMetadata(patch)]
        }
        if node.text == "erase" {
            findings.report(
                Finding(
                    "not-available-yet", "`caller: erase` is part of the scenario language but not available yet",
                    at: node.place, help: "leave it out for now"))
            return []
        }
        if node.text == "finalize", program.hold == nil {
            findings.report(
                Finding(
                    "no-hold", "this flow does not wait for its caller", at: node.place,
                    help: "add `finalize: { hold: caller, within: 1h }` to the flow, or leave this out"))
            return []
        }
        return node.choice("`caller`", of: [("cancel", Move.cancel), ("finalize", .finalize)], findings: &findings)
            .map { [$0] } ?? []
    }

    // MARK: Expectations

    private static let expectKeys = ScenarioForms.expectation.names
    private static let laterExpectations = [
        "flows", "sent", "never_sent", "by_then", "alerts", "events",
    ]

    mutating func expectation(_ node: YAMLNode) -> Expectation {
        var expectation = Expectation()
        refuseLater(Self.laterExpectations, in: node)
        guard
            let record = Record(
                node, as: "`expect`", keys: Self.expectKeys, ignoring: Self.laterExpectations, findings: &findings)
        else { return expectation }
        expectation.status = record["status"]?.value.choice(
            "`status`", of: RunStatus.allCases.map { ($0.rawValue, $0) }, findings: &findings)
        expectation.profile = record["profile"]?.value.string("the profile", findings: &findings)
        expectation.reason = record["reason"]?.value.string("the reason", findings: &findings)
        if let steps = record["steps"].flatMap({ Record($0.value, as: "`steps`", findings: &findings) }) {
            for entry in steps.entries {
                guard let id = step(entry.key) else { continue }
                expectation.steps[id] = expectedStep(entry.value)
            }
        }
        if let calls = record["calls"].flatMap({ Record($0.value, as: "`calls`", findings: &findings) }) {
            for entry in calls.entries {
                guard let name = call(entry.key), let count = entry.value.int("a number of calls", findings: &findings)
                else { continue }
                expectation.calls[name] = Int(count)
            }
        }
        if let joins = record["joins"].flatMap({ Record($0.value, as: "`joins`", findings: &findings) }) {
            for entry in joins.entries {
                guard let id = step(entry.key),
                    let join = Record(
                        entry.value, as: "an expected join", keys: ScenarioForms.join.names, findings: &findings)
                else { continue }
                expectation.joins[id] = join.require("met", findings: &findings)?.bool("`met`", findings: &findings)
            }
        }
        expectation.waitingOn = record["waiting_on"]?.value.choice(
            "`waiting_on`", of: WaitingOn.allCases.map { ($0.rawValue, $0) }, findings: &findings)
        expectation.isErased = record["erased"]?.value.bool("`erased`", findings: &findings)
        if let incident = record["incident"]?.value { self.incident(incident, &expectation) }
        return expectation
    }

    private mutating func incident(_ node: YAMLNode, _ expectation: inout Expectation) {
        guard case .mapping = node.content else {
            expectation.hasIncident = node.bool("`incident`", findings: &findings)
            return
        }
        guard let record = Record(node, as: "`incident`", keys: ScenarioForms.incident.names, findings: &findings)
        else { return }
        expectation.hasIncident = true
        expectation.incidentAt = record.require("at", findings: &findings).flatMap { node in
            program.queues.contains(node.text ?? "") ? node.text : call(node)
        }
    }

    /// `aml: passed`, or `aml: { verdict: passed, attempts: 1 }`.
    private mutating func expectedStep(_ node: YAMLNode) -> Expectation.Step {
        let verdicts = Verdict.allCases.map { ($0.rawValue, $0) }
        guard case .mapping = node.content else {
            return Expectation.Step(verdict: node.choice("`verdict`", of: verdicts, findings: &findings))
        }
        refuseLater(["reasons"], in: node)
        guard
            let record = Record(
                node, as: "an expected step", keys: ScenarioForms.step.names, ignoring: ["reasons"],
                findings: &findings)
        else { return Expectation.Step() }
        return Expectation.Step(
            verdict: record["verdict"]?.value.choice("`verdict`", of: verdicts, findings: &findings),
            ended: record["ended"]?.value.choice(
                "`ended`", of: Ended.allCases.map { ($0.rawValue, $0) }, findings: &findings),
            attempts: record["attempts"]?.value.int("`attempts`", findings: &findings).map { Int($0) },
            by: record["by"]?.value.string("`by`", findings: &findings))
    }

    /// `idmeta.create`: a call that this flow can make.
    private mutating func call(_ node: YAMLNode) -> String? {
        guard let name = node.text else { return nil }
        let known = program.callNames + program.vendors.flatMap(readings)
        if known.contains(name) { return name }
        findings.report(
            Finding(
                "unknown-call", "the flow makes no call `\(name)`", at: node.place,
                help: nameHelp(for: name, in: known, known: "its calls"), fix: .rename(name, in: known, at: node.place))
        )
        return nil
    }
}

extension ScenarioReader {
    /// Readings of what became of a lost call, by their operation.
    fileprivate func readings(of vendor: VendorUse) -> [String] {
        guard let pack = packs[vendor.pack] else { return [] }
        let names = Set(pack.operations.keys.compactMap { pack.recovery(of: $0)?.operation })
        return names.sorted().map { "\(vendor.name).\($0)" }
    }
}

extension FlowProgram {
    /// The queues of questions and decisions, as incidents name them: `review.edd`.
    var queues: [String] {
        let steps = allSteps.compactMap { step -> String? in
            guard case .review(let review) = step else { return nil }
            return review.queue
        }
        let own = review.map { [$0.queue] } ?? []
        return (steps + own + rules.compactMap { $0.route?.queue }).map { "review.\($0)" }
    }

    /// Every call that runs can make, as scenarios name them.
    var callNames: [String] {
        var names: Set<String> = []
        for vendor in vendors {
            if vendor.create != nil { names.insert("\(vendor.name).create") }
            for object in vendor.objects ?? [] { names.insert("\(vendor.name).\(object.name)") }
            if vendor.metadata != nil { names.insert("\(vendor.name).metadata") }
            if vendor.finalize != nil { names.insert("\(vendor.name).finalize") }
            for artifact in vendor.evidence ?? [] { names.insert("\(vendor.name).\(artifact.name)") }
        }
        for step in checks + (after ?? []) {
            if case .monitor(_, let monitoring)? = step.act {
                for (vendor, calls) in monitoring.vendors {
                    names.insert("\(vendor).\(Activity.WatchCall.stop.rawValue)")
                    if calls.read != nil { names.insert("\(vendor).\(Activity.WatchCall.read.rawValue)") }
                }
            }
            for call in step.vendors {
                names.insert(call.hosted == nil ? "\(call.vendor).\(step.kind)" : "\(call.vendor).create")
                if call.hosted?.read != nil { names.insert("\(call.vendor).read") }
                if call.hosted?.attempt != nil { names.insert("\(call.vendor).attempt") }
                for artifact in call.artifacts ?? [] { names.insert("\(call.vendor).\(artifact.name)") }
            }
        }
        return names.sorted()
    }
}
