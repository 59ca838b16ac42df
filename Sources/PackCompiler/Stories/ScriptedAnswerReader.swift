public import Diagnostics
import Expressions
public import Vendors
import Vocabulary
import YAMLDecoding
public import YAMLTree

/// Reads what a scripted vendor answers: the notation of scenarios and of stories.
///
/// ```yaml
/// idmeta.biometrics: [face_too_small, timeout, { approved: { liveness_score: 0.93 } }]
/// ```
public struct ScriptedAnswerReader {
    private let stories: Stories
    private let contract: Contract
    private static let failures =
        ErrorKind.allCases.map(\.rawValue) + ["lost", "malformed", "html", "breaks_contract"]

    public init(stories: Stories, contract: Contract) {
        self.stories = stories
        self.contract = contract
    }

    /// Reads for a pack; `nil` for one without stories.
    public init?(_ pack: Pack) {
        guard let stories = pack.stories else { return nil }
        self.init(stories: stories, contract: pack.contract)
    }

    /// One answer to an operation or a check. `key` is where its name stands.
    public func read(
        _ node: YAMLNode, to operation: String, at key: YAMLNode, findings: inout Findings
    ) -> ScriptedAnswer? {
        guard let plain = literal(node, findings: &findings) else { return nil }
        guard let answer = ScriptedAnswer(plain: plain) else {
            let word = node.entries?.count == 1 ? node.entries?.first?.key : nil
            let meant = word?.text.flatMap {
                closest(to: $0, in: ["each", "on_finish"] + stories.stories.keys.sorted())
            }
            findings.report(
                Finding(
                    "bad-answer", "this is no answer of a vendor", at: node.headPlace,
                    help: (meant.map { "did you mean `\($0)`? " } ?? "")
                        + "write a story, a failure, a reason, an HTTP status, `{ approved: { … } }` or `{ http: 200, body: … }`"
                ))
            return nil
        }
        let problems = stories.problems(with: answer, to: operation, contract: contract)
        for problem in problems {
            let place = problem.code == "unknown-operation" ? key.place : self.place(of: problem, answer, in: node)
            // The message begins with the name.
            let name = problem.message.split(separator: "`").first.map(String.init) ?? ""
            // A failure may be meant where the stories are named.
            let words = problem.known + (problem.code == "unknown-story" ? Self.failures : [])
            let near = closest(to: name, in: words).map { "did you mean `\($0)`? " } ?? ""
            let isName = place == node.place && node.text == name || problem.code == "unknown-value"
            findings.report(
                Finding(
                    problem.code, problem.message, at: place, help: problem.help.map { near + $0 },
                    fix: isName ? .rename(name, in: words, at: place) : nil))
        }
        return problems.isEmpty ? answer : nil
    }

    /// A list of answers, one for each call; a single answer is a list of one.
    public func readList(
        _ node: YAMLNode, to operation: String, at key: YAMLNode, findings: inout Findings
    ) -> [ScriptedAnswer] {
        (node.items ?? [node]).compactMap { read($0, to: operation, at: key, findings: &findings) }
    }

    private func place(of problem: StoryProblem, _ answer: ScriptedAnswer, in node: YAMLNode) -> Place {
        guard problem.code == "unknown-value", case .story(let name, let values) = answer else { return node.headPlace }
        let strange = values.keys.sorted().first { problem.message.hasPrefix("`\($0)`") }
        return strange.flatMap { node.member(name)?.entry($0)?.key.place } ?? node.headPlace
    }
}
