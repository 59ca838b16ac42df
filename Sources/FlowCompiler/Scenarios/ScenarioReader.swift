import Diagnostics
import Expressions
import FlowIR
import FlowMachine
import FlowScenarios
import PackCompiler
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Reads one scenario, its layers already laid over each other.
struct ScenarioReader {
    let program: FlowProgram
    /// By pack name.
    let packs: [String: Pack]
    var findings = Findings()
    var media: [String: ApplicantReader.Capture] = [:]
    /// The latest version of each capture, which the script's submissions raise.
    var versions: [String: Int] = [:]

    init(program: FlowProgram, packs: [String: Pack]) {
        self.program = program
        self.packs = packs
    }

    private static let keys = [
        "name", "like", "profile", "applicant", "flags", "steps", "vendors", "applicant_does", "script", "expect",
    ]
    private static let laterKeys = ["flows", "metadata", "secrets", "crash"]

    mutating func scenario(_ node: YAMLNode, name: String, at place: Place) -> Scenario {
        refuseLater(Self.laterKeys, in: node)
        let note = SourceNote(file: place.file.name, line: place.start.line)
        var scenario = Scenario(name: name, flow: program.flow, profile: program.profile, note: note)
        guard
            let record = Record(node, as: "a scenario", keys: Self.keys, ignoring: Self.laterKeys, findings: &findings)
        else { return scenario }
        if let applicant = record["applicant"]?.value {
            let read = ApplicantReader(program).read(applicant, findings: &findings)
            scenario.applicant = read.values
            media = read.media
        } else if program.applicant.contains(where: { !$0.isOptional && $0.defaultValue == nil }) {
            findings.report(Finding("missing-key", "scenario `\(name)` has no `applicant`", at: place))
        }
        scenario.flags = record["flags"].map { flags($0.value) } ?? [:]
        scenario.vendors = record["vendors"].map { vendors($0.value) } ?? [:]
        scenario.applicantResponds = record["applicant_does"]?.value.choice(
            "`applicant_does`", of: [("everything", true), ("nothing", false)], findings: &findings) ?? true
        scenario.moves = record["script"].map { moves($0.value) } ?? []
        scenario.expectation = record["expect"].map { expectation($0.value) } ?? Expectation()
        scenario.media = media.mapValues { MediaFile(path: $0.path, kind: $0.kind) }
        return scenario
    }

    private mutating func flags(_ node: YAMLNode) -> [String: Value] {
        FlagReader(program).read(node, findings: &findings)
    }

    // MARK: Vendors

    /// `idmeta: approved`, `idmeta.biometrics: [timeout, approved]`, `idmeta.watchlist: { each: timeout }`.
    private mutating func vendors(_ node: YAMLNode) -> [String: VendorScript] {
        guard let record = Record(node, as: "`vendors`", findings: &findings) else { return [:] }
        var scripts: [String: VendorScript] = [:]
        for entry in record.entries {
            guard let key = entry.key.text else { continue }
            let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
            guard let vendor = parts.first, let pack = program.vendor(vendor).flatMap({ packs[$0.pack] }),
                let stories = pack.stories, let reader = ScriptedAnswerReader(pack)
            else {
                findings.report(
                    Finding(
                        "unknown-vendor", "the flow has no vendor `\(parts.first ?? key)`", at: entry.key.place,
                        help: nameHelp(for: parts.first ?? key, in: program.vendors.map(\.name), known: "its vendors")))
                continue
            }
            if parts.count == 1 {
                if let story = story(entry.value, stories) { scripts[vendor, default: VendorScript()].story = story }
            } else if let each = entry.value.entry("each"), entry.value.entries?.count == 1 {
                let answer = reader.read(each.value, to: parts[1], at: entry.key, findings: &findings)
                if let answer { scripts[vendor, default: VendorScript()].each[parts[1]] = answer }
            } else {
                let answers = reader.readList(entry.value, to: parts[1], at: entry.key, findings: &findings)
                scripts[vendor, default: VendorScript()].answers[parts[1]] = answers
            }
        }
        return scripts
    }

    private mutating func story(_ node: YAMLNode, _ stories: Stories) -> String? {
        guard let name = node.string("a story", findings: &findings) else { return nil }
        if stories.stories[name] != nil { return name }
        findings.report(
            Finding(
                "unknown-story", "`\(name)` is no story of this vendor", at: node.place,
                help: nameHelp(for: name, in: stories.stories.keys.sorted(), known: "its stories")))
        return nil
    }

    // MARK: Helpers

    mutating func refuseLater(_ keys: [String], in node: YAMLNode) {
        for entry in node.entries ?? [] {
            guard let key = entry.key.text, keys.contains(key) else { continue }
            findings.report(
                Finding(
                    "not-available-yet", "`\(key)` is part of the scenario language but not available yet",
                    at: entry.key.place, help: "leave it out for now"))
        }
    }

    mutating func step(_ node: YAMLNode) -> String? {
        guard let id = node.text else { return nil }
        if program.step(id) != nil { return id }
        findings.report(
            Finding(
                "unknown-step", "`\(id)` is no step of this flow", at: node.place,
                help: nameHelp(for: id, in: program.steps.map(\.id), known: "its steps")))
        return nil
    }
}
