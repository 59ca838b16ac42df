import Diagnostics
import Expressions
import FlowIR
import FlowMachine
import FlowScenarios
import FlowSyntax
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
        default: return callers(value).map { [$0] } ?? []
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
        guard let submit = record["submit"]?.value,
            let steps = Record(submit, as: "`submit`", findings: &findings)
        else { return [] }
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
            let at = node.text?.contains("/") == true ? node.text : call(node),
            let verb = record.require("do", findings: &findings)?.choice(
                "`do`", of: IncidentVerb.allCases.map { ($0.rawValue, $0) }, findings: &findings)
        else { return nil }
        return .operate(at: at, verb: verb)
    }

    private mutating func review(_ node: YAMLNode) -> Move? {
        refuseLater(["on", "refused"], in: node)
        guard
            let record = Record(
                node, as: "`reviewer`", keys: ScenarioForms.review.names, ignoring: ["on", "refused"],
                findings: &findings),
            let who = record.require("who", findings: &findings)?.string("`who`", findings: &findings),
            let says = record.require("says", findings: &findings)?.choice(
                "`says`", of: [("verify", ReviewDecision.Answer.verify), ("reject", .reject)], findings: &findings)
        else { return nil }
        return .review(
            ReviewDecision(
                answer: says, by: who, reason: record["reason"]?.value.string("the reason", findings: &findings)))
    }

    /// `caller: cancel`, `caller: { metadata: { order: A-17 } }`
    private mutating func callers(_ node: YAMLNode) -> Move? {
        if case .mapping = node.content {
            refuseLater(["input"], in: node)
            guard
                let record = Record(
                    node, as: "`caller`", keys: ScenarioForms.caller.names, ignoring: ["input"], findings: &findings),
                let metadata = record["metadata"]?.value,
                let entries = Record(metadata, as: "`metadata`", findings: &findings)
            else { return nil }
            var patch: [String: Value] = [:]
            for entry in entries.entries {
                guard let key = entry.key.text else { continue }
                patch[key] = literal(entry.value, findings: &findings)
            }
            return .patchMetadata(patch)
        }
        if let verb = node.text, ["finalize", "erase"].contains(verb) {
            findings.report(
                Finding(
                    "not-available-yet", "`caller: \(verb)` is part of the scenario language but not available yet",
                    at: node.place, help: "leave it out for now"))
            return nil
        }
        return node.choice("`caller`", of: [("cancel", Move.cancel)], findings: &findings)
    }

    // MARK: Expectations

    private static let expectKeys = ScenarioForms.expectation.names
    private static let laterExpectations = [
        "joins", "flows", "sent", "never_sent", "by_then", "alerts", "erased", "waiting_on", "events",
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
        expectation.incidentAt = record.require("at", findings: &findings).flatMap { call($0) }
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
        let known = program.callNames
        if known.contains(name) { return name }
        findings.report(
            Finding(
                "unknown-call", "the flow makes no call `\(name)`", at: node.place,
                help: nameHelp(for: name, in: known, known: "its calls")))
        return nil
    }
}

extension FlowProgram {
    /// Every call that runs can make, as scenarios name them.
    var callNames: [String] {
        var names: Set<String> = []
        for vendor in vendors {
            if vendor.create != nil { names.insert("\(vendor.name).create") }
            if vendor.metadata != nil { names.insert("\(vendor.name).metadata") }
            if vendor.finalize != nil { names.insert("\(vendor.name).finalize") }
        }
        for step in checks {
            for call in step.vendors {
                names.insert(call.hosted == nil ? "\(call.vendor).\(step.kind)" : "\(call.vendor).create")
                if call.hosted?.read != nil { names.insert("\(call.vendor).read") }
            }
        }
        return names.sorted()
    }
}
