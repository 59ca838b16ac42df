public import Expressions
public import Vocabulary

/// What a scripted vendor does with one call.
///
/// Written as in scenario files: a word (`approved`, `face_too_small`, `timeout`, `lost`, `503`), a story with values
/// (`{ approved: { liveness_score: 0.93 } }`) or an answer in full (`{ http: 200, body: …, headers: …, after: 5s }`).
public enum ScriptedAnswer: Hashable, Sendable {
    /// An answer of the operation, or a story, by name; the values replace those of the story.
    case story(String, values: [String: Value])
    /// Nothing happens at the vendor. `connect` refuses the connection, `timeout` never answers, `cut` breaks it off.
    case failure(ErrorKind)
    /// A capture that has to be repeated.
    case reason(String)
    /// It happens, and the connection breaks before the answer.
    case lost
    /// It happens, and the answer is no JSON.
    case malformed
    /// It happens, and the answer is not what the contract says.
    case breaksContract
    /// A web page where JSON is due.
    case html
    case http(HTTP)
    /// Of a session: what follows when the applicant is through.
    case finish([StoryDelivery])

    /// An answer in full; it happens at the vendor when the status is 2xx.
    public struct HTTP: Hashable, Sendable {
        public var status: Int
        public var body: Value?
        public var headers: [String: String]
        public var after: Interval

        public init(status: Int, body: Value? = nil, headers: [String: String] = [:], after: Interval = .zero) {
            self.status = status
            self.body = body
            self.headers = headers
            self.after = after
        }
    }

    static let words: [String: ScriptedAnswer] = [
        "lost": .lost, "malformed": .malformed, "breaks_contract": .breaksContract, "html": .html,
    ]
}

extension ScriptedAnswer {
    /// Reads an answer from plain data; `nil` for what is none.
    ///
    /// A word that is neither one of ours, an error kind nor an applicant reason is taken for the name of a story.
    public init?(plain value: Value) {
        switch value {
        case .string(let word): self.init(word: word)
        case .int(let status):
            guard let status = Int(exactly: status), (100...599).contains(status) else { return nil }
            self = .http(HTTP(status: status))
        case .map(let members):
            if members["http"] != nil {
                guard let answer = HTTP(plain: members) else { return nil }
                self = .http(answer)
            } else if case .list(let items)? = members["on_finish"], members.count == 1 {
                let deliveries = items.compactMap { StoryDelivery(plain: $0) }
                guard deliveries.count == items.count else { return nil }
                self = .finish(deliveries)
            } else {
                guard let (key, inner) = members.first, members.count == 1, case .string(let name) = key,
                    case .map(let given) = inner
                else { return nil }
                self = .story(name, values: given.reduce(into: [:]) { $0[$1.key.memberName] = $1.value })
            }
        default: return nil
        }
    }

    private init(word: String) {
        if let known = Self.words[word] {
            self = known
        } else if let kind = ErrorKind(rawValue: word) {
            self = .failure(kind)
        } else if ApplicantReason.named(word) != nil {
            self = .reason(word)
        } else {
            self = .story(word, values: [:])
        }
    }

    /// The same as plain data.
    public var plain: Value {
        switch self {
        case .story(let name, let values) where values.isEmpty: .string(name)
        case .story(let name, let values): .map([.string(name): .members(values)])
        case .failure(let kind): .string(kind.rawValue)
        case .reason(let name): .string(name)
        case .lost, .malformed, .breaksContract, .html:
            .string(Self.words.first { $0.value == self }?.key ?? "")
        case .http(let answer) where answer == HTTP(status: answer.status): .int(Int64(answer.status))
        case .http(let answer): answer.plain
        case .finish(let deliveries): .map(["on_finish": .list(deliveries.map(\.plain))])
        }
    }
}

extension StoryDelivery {
    fileprivate static let keys: Set<MapKey> = ["after", "say", "with", "times", "lost", "forged"]

    public init?(plain value: Value) {
        guard case .map(let members) = value, Set(members.keys).isSubset(of: Self.keys),
            case .string(let word)? = members["say"]
        else { return nil }
        self.init(says: ApplicantReason.named(word) == nil ? .answer(word) : .reason(word))
        if let after = members["after"] {
            guard case .string(let text) = after, let interval = Interval(text) else { return nil }
            self.after = interval
        }
        if case .map(let given)? = members["with"] {
            values = given.reduce(into: [:]) { $0[$1.key.memberName] = $1.value }
        }
        if let times = members["times"] {
            guard case .int(let count) = times, (1...10).contains(count) else { return nil }
            self.times = Int(count)
        }
        isLost = members["lost"] == .bool(true)
        isForged = members["forged"] == .bool(true)
    }

    fileprivate var plain: Value {
        var members: [MapKey: Value] = ["after": .string(after.description)]
        switch says {
        case .answer(let name), .reason(let name): members["say"] = .string(name)
        }
        if !values.isEmpty { members["with"] = .members(values) }
        if times > 1 { members["times"] = .int(Int64(times)) }
        if isLost { members["lost"] = .bool(true) }
        if isForged { members["forged"] = .bool(true) }
        return .map(members)
    }
}

extension ScriptedAnswer.HTTP {
    fileprivate init?(plain members: [MapKey: Value]) {
        guard case .int(let number)? = members["http"], let status = Int(exactly: number),
            (100...599).contains(status),
            Set(members.keys).isSubset(of: ["http", "body", "headers", "after"])
        else { return nil }
        self.init(status: status, body: members["body"])
        if case .map(let given)? = members["headers"] {
            for (name, value) in given {
                guard case .string(let text) = value else { return nil }
                headers[name.memberName.lowercased()] = text
            }
        } else if members["headers"] != nil {
            return nil
        }
        if let after = members["after"] {
            guard case .string(let text) = after, let interval = Interval(text) else { return nil }
            self.after = interval
        }
    }

    fileprivate var plain: Value {
        var members: [MapKey: Value] = ["http": .int(Int64(status))]
        if let body { members["body"] = body }
        if !headers.isEmpty { members["headers"] = .members(headers.mapValues { .string($0) }) }
        if after != .zero { members["after"] = .string(after.description) }
        return .map(members)
    }
}

extension Value {
    static func members(_ members: [String: Value]) -> Value {
        .map(Dictionary(uniqueKeysWithValues: members.map { (MapKey.string($0.key), $0.value) }))
    }
}
