import Diagnostics
import Expressions
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Reads `stories.yaml`: how the vendor behaves when it is played.
///
/// Every answer is rendered once and held against the contract, so that no story says what the vendor never would.
enum StoriesReader {
    static func read(_ node: YAMLNode, pack: Pack, findings: inout Findings) -> Stories? {
        var checks: [String: [String]] = [:]
        var sessions: [String: [String]] = [:]
        for object in pack.objects { checks[object.operation, default: []].append(object.name) }
        for act in pack.acts {
            checks[act.operation, default: []].append(act.kind.name)
            if let undo = act.undo, checks[undo] == nil { checks[undo] = ["undo_\(act.kind.name)"] }
        }
        for check in pack.checks {
            guard let monitor = check.monitor else { continue }
            checks[monitor.start, default: []].append("monitor")
            checks[monitor.stop, default: []].append("unmonitor")
            if let read = monitor.read { checks[read.operation, default: []].append("monitored") }
        }
        for check in pack.checks {
            guard let hosted = check.hosted else {
                checks[check.operation, default: []].append(check.kind.name)
                continue
            }
            sessions[check.operation, default: []].append(check.kind.name)
            if checks[check.operation]?.contains("create") != true {
                checks[check.operation, default: []] += ["create"]
            }
            if let attempt = hosted.attempt, checks[attempt] == nil { checks[attempt] = ["attempt"] }
            if let read = hosted.read, checks[read] == nil { checks[read] = ["read"] }
        }
        let reading = StoriesReading(
            calls: pack.operations.mapValues(\.call), checks: checks, sessions: sessions,
            webhooks: pack.webhooks, opening: pack.verification?.create, contract: pack.contract)
        return reading.read(node, findings: &findings)
    }
}

struct StoriesReading {
    /// The binding's operations and the calls that they are.
    var calls: [String: String]
    /// By operation, the checks that it answers.
    var checks: [String: [String]]
    /// By operation, the checks that its session is for.
    var sessions: [String: [String]]
    var webhooks: [WebhookBinding]
    /// The operation that opens a verification.
    var opening: String?
    var contract: Contract

    func read(_ node: YAMLNode, findings: inout Findings) -> Stories? {
        var own = Findings()
        let stories = readAll(node, findings: &own)
        findings.merge(own)
        return own.hasErrors ? nil : stories
    }

    private func readAll(_ node: YAMLNode, findings: inout Findings) -> Stories? {
        let keys = [
            "version", "identifiers", "prefix", "keep", "series", "refuse", "failures", "operations", "news",
            "sessions",
            "stories",
        ]
        guard let record = Record(node, as: "the stories of a pack", keys: keys, findings: &findings),
            let version = record.require("version", findings: &findings),
            let operations = record.require("operations", findings: &findings),
            let stories = record.require("stories", findings: &findings)
        else { return nil }
        if version.int("`version`", findings: &findings) != 1 {
            findings.report(
                Finding(
                    "stories-version", "these stories are of another version", at: version.place,
                    help: "write `version: 1`"))
        }
        let answers = StoryAnswerReader(kept: record["keep"]?.value.entries?.compactMap(\.key.text) ?? [])
        var read = Stories(
            identifiers: identifiers(record["identifiers"], findings: &findings),
            kept: kept(record["keep"], findings: &findings),
            unknownVerification: StoryAnswer(status: 404, body: nil),
            closedVerification: StoryAnswer(status: 409, body: nil), failures: [:], operations: [:], stories: [:])
        read.prefix = record["prefix"].flatMap { $0.value.string("`prefix`", findings: &findings) } ?? ""
        if let series = record["series"] {
            read.series = series.value.choice(
                "`series`", of: read.kept.map { (name: $0.name, value: $0.name) }, findings: &findings)
        }
        if let refuse = record["refuse"],
            let both = Record(refuse.value, as: "`refuse`", keys: ["unknown", "closed"], findings: &findings)
        {
            read.unknownVerification =
                both["unknown"].flatMap { answers.read($0.value, findings: &findings) } ?? read.unknownVerification
            read.closedVerification =
                both["closed"].flatMap { answers.read($0.value, findings: &findings) } ?? read.closedVerification
        }
        if let failures = record["failures"] {
            read.failures = self.failures(failures.value, answers: answers, findings: &findings)
        }
        let reader = StoryOperationReader(calls: calls, checks: checks, answers: answers)
        let places = reader.read(operations, into: &read, findings: &findings)
        for (name, checks) in sessions { read.operations[name]?.sessions = checks }
        readNews(record, reader, into: &read, findings: &findings)
        checkOperations(of: read, at: operations, findings: &findings)
        readStories(stories, into: &read, findings: &findings)
        StoryChecker(contract: contract, operations: operations, failures: record["failures"]?.value).check(
            read, places: places, findings: &findings)
        return read
    }

    private func identifiers(_ entry: YAMLEntry?, findings: inout Findings) -> Stories.Identifiers {
        let forms = Stories.Identifiers.allCases.map { (name: $0.rawValue, value: $0) }
        return entry.flatMap { $0.value.choice("`identifiers`", of: forms, findings: &findings) } ?? .uuid
    }

    private func kept(_ entry: YAMLEntry?, findings: inout Findings) -> [Stories.Kept] {
        guard let entry, let record = Record(entry.value, as: "`keep`", findings: &findings) else { return [] }
        return zip(record.names, record.entries).compactMap { name, entry in
            guard
                let one = Record(entry.value, as: "`\(name)`", keys: ["at", "otherwise"], findings: &findings),
                let pointer = one.require("at", findings: &findings)
                    .flatMap({ JSONPointer.read($0, findings: &findings) })
            else { return nil }
            let otherwise = one["otherwise"].flatMap { literal($0.value, findings: &findings) } ?? .null
            return Stories.Kept(name: name, pointer: pointer, otherwise: otherwise)
        }
    }

    private func failures(
        _ node: YAMLNode, answers: StoryAnswerReader, findings: inout Findings
    ) -> [ErrorKind: StoryAnswer] {
        guard let record = Record(node, as: "`failures`", findings: &findings) else { return [:] }
        let kinds = ErrorKind.allCases.map { (name: $0.rawValue, value: $0) }
        var failures: [ErrorKind: StoryAnswer] = [:]
        for entry in record.entries {
            guard let kind = entry.key.choice("the kinds of failure", of: kinds, findings: &findings) else { continue }
            failures[kind] = answers.read(entry.value, findings: &findings)
        }
        return failures
    }

    /// Each operation of the binding is played, and the one that opens a verification does so.
    private func checkOperations(of stories: Stories, at node: YAMLNode, findings: inout Findings) {
        for name in calls.keys.sorted() where stories.operations[name] == nil {
            findings.report(
                Finding(
                    "story-missing", "the binding's operation `\(name)` is not played", at: node.headPlace,
                    help: "add `\(name): { body: … }`"))
        }
        if let opening, let operation = stories.operations[opening], operation.effect != .opens {
            findings.report(
                Finding(
                    "story-effect", "`\(opening)` opens a verification",
                    at: node.entry(opening)?.key.place ?? node.place,
                    help: "add `effect: opens`"))
        }
    }

    private func readStories(_ node: YAMLNode, into stories: inout Stories, findings: inout Findings) {
        guard let record = Record(node, as: "`stories`", findings: &findings) else { return }
        // All names first: a story may use another one.
        for name in record.names { stories.stories[name] = Story(answers: name) }
        for (name, entry) in zip(record.names, record.entries) {
            stories.stories[name] = story(entry.value, in: stories, findings: &findings)
        }
        for name in Stories.commonNames where !record.names.contains(name) {
            findings.report(
                Finding(
                    "story-missing", "there is no story `\(name)`, which every pack has", at: node.headPlace,
                    help: "add `\(name): { answers: … }`"))
        }
    }

    private func story(_ node: YAMLNode, in stories: Stories, findings: inout Findings) -> Story? {
        let keys = ["answers", "first", "each", "after"]
        guard let record = Record(node, as: "a story", keys: keys, findings: &findings),
            let answers = record.require("answers", findings: &findings)
        else { return nil }
        var known = ["approved"]
        for operation in stories.operations.values { known += operation.answers.keys }
        for news in stories.news.values { known += news.operation.answers.keys }
        known += stories.sessions.keys
        let names = Set(known).sorted().map { (name: $0, value: $0) }
        var story = Story(answers: answers.choice("`answers`", of: names, findings: &findings) ?? "approved")
        let reader = ScriptedAnswerReader(stories: stories, contract: contract)
        if let first = record["first"], let each = Record(first.value, as: "`first`", findings: &findings) {
            for (name, entry) in zip(each.names, each.entries) {
                story.first[name] = reader.readList(entry.value, to: name, at: entry.key, findings: &findings)
            }
        }
        if let always = record["each"], let each = Record(always.value, as: "`each`", findings: &findings) {
            for (name, entry) in zip(each.names, each.entries) {
                story.each[name] = reader.read(entry.value, to: name, at: entry.key, findings: &findings)
            }
        }
        if let after = record["after"] { story.after = after.value.interval("`after`", findings: &findings) ?? .zero }
        return story
    }
}
