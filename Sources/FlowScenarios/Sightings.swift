public import Expressions
public import FlowMachine
public import Vocabulary

/// What was seen of a run from outside, whoever performs it: its calls, what it told, and when it got its status.
public struct Sightings: Sendable {
    /// Bodies sent, in order, by `vendor.check`.
    private var bodies: [String: [Value]] = [:]
    private var counts: [String: Int] = [:]
    /// What was told to whoever wants to be told.
    public private(set) var notices: [NoticeKind] = []
    /// What operators were told of vendors that work for nobody.
    public private(set) var alerts: [ErrorKind] = []
    /// From the run's creation to its present status.
    public private(set) var timeToStatus = Interval.zero
    public var isErased = false
    private var createdAt: Moment?

    public init() {}

    /// Calls sent, by `vendor.check`.
    public var calls: [String: Int] { counts }

    /// The run took an event.
    public mutating func took(_ event: Event, _ orders: [Order]) {
        if case .created = event.fact { createdAt = event.at }
        for order in orders {
            if let notice = order.notice { notices.append(notice) }
            if case .alert(let alert) = order { alerts.append(alert.kind) }
            if case .announce = order, let createdAt { timeToStatus = event.at - createdAt }
        }
    }

    /// A call left; `body` is what stood in it, or in its address.
    public mutating func sent(_ call: String, _ body: Value?) {
        counts[call, default: 0] += 1
        if let body { bodies[call, default: []].append(body) }
    }

    /// Whether a call was sent with all these members, somewhere in its body.
    func hasSent(_ expected: Expectation.Sent) -> Bool {
        bodies[expected.call, default: []].contains { $0.holds(expected.members) }
    }

    /// The first of the events that was not told after those before it.
    func firstUntold(of events: [NoticeKind]) -> NoticeKind? { Self.firstMissing(of: events, in: notices) }

    /// The first of the alerts that was not given after those before it.
    func firstUntold(of alerts: [ErrorKind]) -> ErrorKind? { Self.firstMissing(of: alerts, in: self.alerts) }

    private static func firstMissing<Word: Equatable>(of expected: [Word], in told: [Word]) -> Word? {
        var rest = told[...]
        for word in expected {
            guard let index = rest.firstIndex(of: word) else { return word }
            rest = rest[(index + 1)...]
        }
        return nil
    }
}

extension Value {
    /// Whether it, or something in it, is a map with all these members.
    fileprivate func holds(_ members: [String: Value]) -> Bool {
        switch self {
        case .map(let own):
            let hasAll = members.allSatisfy { name, value in own[.string(name)]?.covers(value) == true }
            return hasAll || own.values.contains { $0.holds(members) }
        case .list(let items): return items.contains { $0.holds(members) }
        default: return false
        }
    }

    /// Whether it is that value, with more members in its maps perhaps.
    private func covers(_ expected: Value) -> Bool {
        switch (self, expected) {
        case (.map(let own), .map(let members)):
            members.allSatisfy { name, value in own[name]?.covers(value) == true }
        case (.list(let own), .list(let items)):
            own.count == items.count && zip(own, items).allSatisfy { $0.covers($1) }
        default: self == expected || self.number == expected.number && self.number != nil
        }
    }

    private var number: Double? {
        switch self {
        case .int(let number): Double(number)
        case .uint(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }
}
