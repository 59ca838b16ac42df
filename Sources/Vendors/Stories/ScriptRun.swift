import Expressions
import Vocabulary

/// A script, and how far it has come.
struct ScriptRun: Hashable, Sendable {
    /// What a call gets, and how long it takes.
    struct Cue: Hashable {
        var answer: ScriptedAnswer
        var after: Interval
    }

    let script: VendorScript
    /// Calls by operation.
    private var calls: [String: Int] = [:]
    /// Sessions that ended, by check.
    private var sessions: [String: Int] = [:]

    init(_ script: VendorScript) { self.script = script }

    mutating func next(for operation: StoryOperation, in stories: Stories) -> Cue {
        let call = calls[operation.name, default: 0]
        calls[operation.name] = call + 1
        let names = [operation.name] + operation.checks
        let listed = names.compactMap { script.answers[$0] }.first ?? []
        let story = stories.stories[script.story]
        let after = story?.after ?? .zero
        if call < listed.count { return Cue(answer: listed[call], after: after) }
        if let each = names.compactMap({ script.each[$0] }).first { return Cue(answer: each, after: after) }
        return story?.cue(for: operation, call: call - listed.count)
            ?? Cue(answer: .story("approved", values: [:]), after: after)
    }

    /// How the next session of a check ends.
    mutating func nextSession(_ check: String, in stories: Stories) -> ScriptedAnswer {
        let session = sessions[check, default: 0]
        sessions[check] = session + 1
        let listed = script.answers[check] ?? []
        if session < listed.count { return listed[session] }
        if let each = script.each[check] { return each }
        let story = stories.stories[script.story]
        let first = story?.first[check] ?? []
        if session - listed.count < first.count { return first[session - listed.count] }
        return .story(story?.answers ?? script.story, values: [:])
    }

    /// Listed answers that no call came for, by operation.
    func unasked(in stories: Stories) -> [String: Int] {
        var left: [String: Int] = [:]
        for (name, answers) in script.answers {
            let played = stories.operations.values.filter { $0.name == name || $0.checks.contains(name) }
            let asked = sessions[name] ?? played.reduce(0) { $0 + calls[$1.name, default: 0] }
            if answers.count > asked { left[name] = answers.count - asked }
        }
        return left
    }
}

extension Story {
    /// What the story has for a call, counted from 0.
    func cue(for operation: StoryOperation, call: Int) -> ScriptRun.Cue {
        let first = first[operation.name] ?? []
        let answer = call < first.count ? first[call] : each[operation.name] ?? .story(answers, values: [:])
        return ScriptRun.Cue(answer: answer, after: after)
    }
}
