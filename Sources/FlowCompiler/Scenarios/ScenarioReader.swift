import Diagnostics
import ExpressionSyntax
import Expressions
import FlowIR
import FlowMachine
import FlowScenarios
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Reads one scenario, its layers already laid over each other.
struct ScenarioReader {
    let program: FlowProgram
    /// By pack name.
    let packs: [String: Pack]
    /// What `until` may name.
    let names: ExpressionEnvironment
    var findings = Findings()
    var media: [String: ApplicantReader.Capture] = [:]
    /// The latest version of each capture, which the script's submissions raise.
    var versions: [String: Int] = [:]

    init(program: FlowProgram, packs: [String: Pack], names: ExpressionEnvironment) {
        self.names = names
        self.program = program
        self.packs = packs
    }

    private static let keys = ScenarioForms.scenario.names

    mutating func scenario(_ node: YAMLNode, name: String, at place: Place) -> Scenario {
        let note = SourceNote(file: place.file.name, line: place.line)
        var scenario = Scenario(name: name, flow: program.flow, profile: program.profile, note: note)
        guard
            let record = Record(node, as: "a scenario", keys: Self.keys, findings: &findings)
        else { return scenario }
        if let applicant = record["applicant"]?.value {
            let read = ApplicantReader(program).read(applicant, findings: &findings)
            scenario.applicant = read.values
            media = read.media
        } else if !record.isMisspelt("applicant"),
            program.applicant.contains(where: { !$0.isOptional && $0.defaultValue == nil })
        {
            findings.report(
                Finding(
                    "missing-key", "scenario `\(name)` has no `applicant`", at: place,
                    help: "give it one, or all scenarios of the file one under `defaults`"))
        }
        scenario.flags = record["flags"].map { flags($0.value) } ?? [:]
        scenario.metadata = record["metadata"].map { literals($0.value, "`metadata`") } ?? [:]
        let vendorPacks = program.vendors.compactMap { use in packs[use.pack].map { (use.name, $0) } }
        let scripts = VendorScriptReader(packs: Dictionary(vendorPacks, uniquingKeysWith: { first, _ in first }))
        scenario.vendors = record["vendors"].map { scripts.read($0.value, findings: &findings) } ?? [:]
        scenario.flows = record["flows"].map { subflows($0.value) } ?? [:]
        scenario.applicantResponds =
            record["applicant_does"]?.value.choice(
                "`applicant_does`", of: [("everything", true), ("nothing", false)], findings: &findings) ?? true
        scenario.moves = record["script"].map { moves($0.value) } ?? []
        scenario.expectation = record["expect"].map { expectation($0.value) } ?? Expectation()
        scenario.media = media.mapValues { MediaFile(path: $0.path, kind: $0.kind) }
        return scenario
    }

    private mutating func flags(_ node: YAMLNode) -> [String: Value] {
        FlagReader(program, isRequest: true).read(node, findings: &findings)
    }

    /// `owners: [verified, review_needed]`, or one answer for all.
    mutating func subflows(_ node: YAMLNode) -> [String: [RunStatus]] {
        var answers: [String: [RunStatus]] = [:]
        let choices = ScenarioForms.outcomes.map { (name: $0.rawValue, value: $0) }
        for entry in Record(node, as: "`flows`", findings: &findings)?.entries ?? [] {
            guard let id = step(entry.key) else { continue }
            guard case .flow? = program.node(id) else {
                findings.report(
                    Finding(
                        "no-subflow", "step `\(id)` starts no other flow", at: entry.key.place,
                        help: "answers of vendors stand under `vendors`"))
                continue
            }
            let items = entry.value.items ?? [entry.value]
            answers[id] = items.compactMap { $0.choice("an answer", of: choices, findings: &findings) }
        }
        return answers
    }

    // MARK: Helpers

    /// - Parameter keys: what to write instead, by the key that is refused.
    mutating func refuseLater(_ keys: [String: String], in node: YAMLNode) {
        for entry in node.entries ?? [] {
            guard let key = entry.key.text, let help = keys[key] else { continue }
            findings.report(
                Finding(
                    "not-available-yet", "`\(key)` is part of the scenario language but not available yet",
                    at: entry.key.place, help: help))
        }
    }

    /// A map of plain values.
    mutating func literals(_ node: YAMLNode, _ what: String) -> [String: Value] {
        var values: [String: Value] = [:]
        for entry in Record(node, as: what, findings: &findings)?.entries ?? [] {
            guard let key = entry.key.text else { continue }
            values[key] = literal(entry.value, findings: &findings)
        }
        return values
    }

    mutating func step(_ node: YAMLNode) -> String? {
        guard let id = node.text else { return nil }
        if program.node(id) != nil { return id }
        findings.report(
            Finding(
                "unknown-step", "`\(id)` is no step of this flow", at: node.place,
                help: nameHelp(
                    for: id, in: program.allSteps.map(\.id).filter { !$0.contains("/") }, known: "its steps"),
                fix: .rename(id, in: program.allSteps.map(\.id).filter { !$0.contains("/") }, at: node.place)))
        return nil
    }
}
