public import Expressions
public import Vocabulary

/// How a vendor tells, by itself, what became of a session.
public struct StoryNews: Hashable, Sendable {
    /// Named like the binding's webhook; its `values` have a `kind`.
    public var operation: StoryOperation
    /// The contract's name for the body's schema.
    public var schema: String

    public init(operation: StoryOperation, schema: String) {
        self.operation = operation
        self.schema = schema
    }
}

/// One piece of news after the applicant is through, as stories and scenarios write it.
///
/// `{ after: 12m, say: approved, with: { kind: … }, times: 2, lost: true, forged: true }`
public struct StoryDelivery: Hashable, Sendable {
    public enum Words: Hashable, Sendable {
        /// An answer of the news, by name.
        case answer(String)
        /// A capture that has to be repeated.
        case reason(String)
    }

    public var after: Interval
    public var says: Words
    public var values: [String: Value]
    public var times: Int
    /// It never leaves.
    public var isLost: Bool
    /// Somebody else sends it.
    public var isForged: Bool

    public init(
        after: Interval = .seconds(5), says: Words, values: [String: Value] = [:], times: Int = 1,
        isLost: Bool = false, isForged: Bool = false
    ) {
        self.after = after
        self.says = says
        self.values = values
        self.times = times
        self.isLost = isLost
        self.isForged = isForged
    }
}

/// News on its way.
public struct StagedNews: Hashable, Sendable {
    public var verification: String
    /// The binding's webhook.
    public var route: String
    public var kind: String
    public var body: [UInt8]
    public var delivery: StoryDelivery
    /// What the vendor knows of the session from then on; `nil` where that is nothing new.
    var state: [String: Value]?
}

extension Storyteller {
    /// The applicant is through the vendor's page: what the vendor will say, in order.
    ///
    /// - Parameter answer: how it ends; `nil` for what the script says.
    public mutating func finish(_ id: String, as answer: ScriptedAnswer? = nil) -> [StagedNews] {
        guard let session = session(id), let check = session.checks.first,
            let route = stories.news.keys.min(), let news = stories.news[route]
        else { return [] }
        let said = answer ?? nextSession(of: id, check: check)
        let deliveries: [StoryDelivery] =
            switch said {
            case .finish(let list): list
            case .reason(let reason): [StoryDelivery(says: .reason(reason))]
            case .story(let name, let values):
                (stories.sessions[name] ?? [StoryDelivery(says: .answer(name))]).map { delivery in
                    var delivery = delivery
                    delivery.values.merge(values) { $1 }
                    return delivery
                }
            default: []
            }
        return deliveries.map { staged($0, news, id) }
    }

    /// One piece of news of a session, told whenever somebody wants it; `nil` for a verification without a session.
    public func news(_ delivery: StoryDelivery, of id: String) -> StagedNews? {
        guard session(id) != nil, let route = stories.news.keys.min(), let news = stories.news[route] else {
            return nil
        }
        return staged(delivery, news, id)
    }

    /// From now on the vendor knows what the news says.
    public mutating func happened(_ news: StagedNews) {
        guard let state = news.state else { return }
        keep(state, of: news.verification)
        unread.insert(news.verification)
    }

    /// Whether something happened to a session that nobody has read.
    public func isUnread(_ id: String) -> Bool { unread.contains(id) }

    /// Whether an applicant can go to the page of a verification.
    public func isSession(_ id: String) -> Bool { session(id) != nil }

    /// What the vendor says of a verification right after it was opened.
    func announcement(of id: String, _ name: String) -> StagedNews? {
        guard let route = stories.news.keys.min(), let news = stories.news[route] else { return nil }
        var staged = staged(StoryDelivery(after: .seconds(1), says: .answer(name)), news, id)
        staged.state = nil
        return staged
    }

    private func staged(_ delivery: StoryDelivery, _ news: StoryNews, _ id: String) -> StagedNews {
        var name = "approved"
        var answer = news.operation.answer
        var text = ""
        switch delivery.says {
        case .answer(let given): name = given
        case .reason(let reason):
            name = "applicant"
            answer = news.operation.applicant ?? answer
            text = news.operation.reasons[reason] ?? ""
        }
        var values = news.operation.values(of: name, delivery.values)
        // So that what is read later says the same.
        if values["text"] != nil { values["text"] = .string(text) }
        var scope = scope(values, verification: id, request: .null)
        scope.text = text
        var delivery = delivery
        if isSilent(id) { delivery.isLost = true }
        var kind = ""
        if case .string(let word)? = values["kind"] { kind = word }
        return StagedNews(
            verification: id, route: news.operation.name, kind: kind, body: rendered(answer, scope).body,
            delivery: delivery, state: values)
    }
}
