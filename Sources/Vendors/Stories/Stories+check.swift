public import Expressions
import Vocabulary

/// Something wrong with a script or with an answer in it.
public struct StoryProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// A stable code such as `unknown-story`.
    public var code: String
    public var message: String
    public var help: String?
    /// For a name that is none of those known: these.
    public var known: [String] = []

    public init(_ code: String, _ message: String, help: String? = nil) {
        self.code = code
        self.message = message
        self.help = help
    }

    public var description: String { [message, help].compactMap { $0 }.joined(separator: "; ") }

    /// A name that is none of those known.
    static func unknown(_ code: String, _ message: String, known: some Sequence<String>) -> StoryProblem {
        let names = known.sorted().map { "`\($0)`" }.joined(separator: ", ")
        var problem = StoryProblem(code, message, help: names.isEmpty ? nil : "known are \(names)")
        problem.known = known.sorted()
        return problem
    }
}

extension Stories {
    /// What is wrong with a whole script; nothing when it can be played.
    public func problems(with script: VendorScript, contract: Contract) -> [StoryProblem] {
        var problems: [StoryProblem] = []
        if stories[script.story] == nil {
            problems.append(.unknown("unknown-story", "`\(script.story)` is no story", known: stories.keys))
        }
        for (name, answers) in script.answers.sorted(by: { $0.key < $1.key }) {
            problems += answers.flatMap { self.problems(with: $0, to: name, contract: contract) }
        }
        for (name, answer) in script.each.sorted(by: { $0.key < $1.key }) {
            problems += self.problems(with: answer, to: name, contract: contract)
        }
        return problems
    }

    /// What is wrong with one answer to an operation, or to a check.
    public func problems(with answer: ScriptedAnswer, to name: String, contract: Contract) -> [StoryProblem] {
        if isSession(name) { return problems(withSession: answer, contract: contract) }
        guard let operation = operation(name) else {
            let known = operations.values.flatMap { [$0.name] + $0.checks + $0.sessions }
            return [.unknown("unknown-operation", "`\(name)` is no operation and no check", known: Set(known))]
        }
        switch answer {
        case .story(let story, let values):
            guard story == "approved" || operation.answers[story] != nil || stories[story] != nil else {
                return [
                    .unknown(
                        "unknown-story", "`\(story)` is no answer of `\(name)`, no story, no failure and no reason",
                        known: Set(operation.answers.keys).union(stories.keys))
                ]
            }
            let strange = Set(values.keys).subtracting(operation.values.keys).sorted()
            guard strange.isEmpty else {
                return strange.map {
                    .unknown("unknown-value", "`\($0)` is no value of `\(name)`", known: operation.values.keys)
                }
            }
            return breaches(of: operation.answer, operation.values(of: story, values), operation, contract)
        case .failure(let kind):
            let isTold = Self.wireFailures.contains(kind) || failures[kind] != nil
            return isTold || operation.answers[kind.rawValue] != nil
                ? []
                : [
                    .unknown(
                        "failure-not-told", "the vendor has no way to say `\(kind.rawValue)`",
                        known: Self.wireFailures.union(failures.keys).map(\.rawValue))
                ]
        case .reason(let reason):
            return operation.reasons[reason] != nil
                ? []
                : [.unknown("unknown-reason", "`\(name)` never gives `\(reason)`", known: operation.reasons.keys)]
        case .finish: return [StoryProblem("not-a-session", "`\(name)` is no session on the vendor's page")]
        case .lost, .malformed, .breaksContract, .html, .http: return []
        }
    }

    /// What is wrong with how a session ends.
    private func problems(withSession answer: ScriptedAnswer, contract: Contract) -> [StoryProblem] {
        guard let news = news.min(by: { $0.key < $1.key })?.value else { return [] }
        let deliveries: [StoryDelivery]
        switch answer {
        case .finish(let list): deliveries = list
        case .reason(let reason): deliveries = [StoryDelivery(says: .reason(reason))]
        case .story(let name, let values):
            deliveries = sessions[name] ?? [StoryDelivery(says: .answer(name), values: values)]
        default:
            return [
                StoryProblem(
                    "not-of-a-session", "a session does not end like a call",
                    help: "write a story, a reason, or `{ on_finish: [ { after: 5s, say: approved } ] }`")
            ]
        }
        return deliveries.flatMap { self.problems(with: $0, of: news, contract: contract) }
    }

    /// What is wrong with one piece of news.
    public func problems(with delivery: StoryDelivery, of news: StoryNews, contract: Contract) -> [StoryProblem] {
        let operation = news.operation
        switch delivery.says {
        case .reason(let reason) where operation.reasons[reason] == nil:
            return [.unknown("unknown-reason", "a session never gives `\(reason)`", known: operation.reasons.keys)]
        case .answer(let name) where name != "approved" && operation.answers[name] == nil:
            let known = Set(operation.answers.keys).union(sessions.keys).union(["approved"])
            return [.unknown("unknown-story", "`\(name)` is no end of a session", known: known)]
        default: break
        }
        let strange = Set(delivery.values.keys).subtracting(operation.values.keys).sorted()
        return strange.map {
            .unknown("unknown-value", "`\($0)` is no value of a session's news", known: operation.values.keys)
        }
    }

    /// Failures that need no words.
    static let wireFailures: Set<ErrorKind> = [.connect, .timeout, .cut, .contract]

    /// How an answer differs from the contract once its values are put in.
    ///
    /// What comes from the opening request is what it is when that has nothing there.
    public func breaches(
        of answer: StoryAnswer, _ values: [String: Value], _ operation: StoryOperation, _ contract: Contract,
        text: String = ""
    ) -> [StoryProblem] {
        let scope = sampleScope(values, text: text)
        switch scope.body(of: answer) {
        case .failure(let failure):
            return [StoryProblem("story-without-value", "this answer has no value: \(failure.message)")]
        case .success(let body) where contract.operations[operation.call] == nil:
            return (contract.schemas[operation.call]?.breaches(of: body ?? .null) ?? []).map {
                StoryProblem("story-breaks-contract", "the news is not what the contract says: \($0)")
            }
        case .success(let body):
            guard let answered = contract.operations[operation.call]?.answer(answer.status) else {
                return [
                    StoryProblem(
                        "story-breaks-contract",
                        "the contract of `\(operation.call)` knows no answer with status \(answer.status)")
                ]
            }
            guard let schema = answered.schema else { return [] }
            return schema.breaches(of: body ?? .null).map {
                StoryProblem(
                    "story-breaks-contract", "the answer is not what the contract says: \($0)",
                    help: "write what the vendor may answer; `breaks_contract` stands for what it may not")
            }
        }
    }
}

extension StoryOperation {
    /// The values of an answer by name, then those given.
    public func values(of name: String, _ given: [String: Value] = [:]) -> [String: Value] {
        values.merging(answers[name] ?? [:]) { $1 }.merging(given) { $1 }
    }
}

extension Stories {
    /// What an answer's body is in a run that gave nothing; `nil` where it has none.
    ///
    /// - Parameter left: what is known of the verification by then.
    func rendered(_ answer: StoryAnswer, _ values: [String: Value], left: [String: Value] = [:]) -> Value? {
        var scope = sampleScope(values)
        scope.verification.merge(left) { $1 }
        guard case .success(let body) = scope.body(of: answer) else { return nil }
        return body
    }

    private func sampleScope(_ values: [String: Value], text: String = "") -> StoryScope {
        var numbers = StoryNumbers(seed: 0, 0)
        var verification = kept.reduce(into: [String: Value]()) { $0[$1.name] = $1.otherwise }
        verification["id"] = .string(prefix + numbers.word())
        verification["page"] = .string("https://vendor.invalid/page")
        verification["file"] = .string("https://vendor.invalid/file")
        return StoryScope(
            values: values, verification: verification, request: .map([:]),
            call: [
                "number": .int(1), "id": .string(numbers.uuid()), "word": .string("word"),
                "at": .string("2026-01-01T00:00:00Z"),
            ], text: text)
    }
}
