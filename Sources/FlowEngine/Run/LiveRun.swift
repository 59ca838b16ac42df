import EngineStore
import FlowIR
import FlowMachine
import VendorCalls
import Vendors
import Vocabulary

/// A run as it stands in the store, opened.
struct LiveRun: Sendable {
    let run: RunID
    let key: RunKey
    let flow: PinnedFlow
    var row: RunRow
    var machine: Machine
    /// Not done, by id.
    var calls: [String: LiveCall] = [:]
    var timers: [TimerName: Moment] = [:]

    /// One that nothing is stored of.
    init(creating row: RunRow, key: RunKey, flow: PinnedFlow) {
        run = row.run
        self.key = key
        self.flow = flow
        self.row = row
        machine = Machine(flow.program)
    }

    /// The earliest moment that the run wants to be told about.
    var due: Moment? { (calls.values.compactMap(\.due) + timers.values).min() }

    /// Whether no call is under way or waits to be repeated; regular readings go on all the time.
    var isAtRest: Bool { calls.values.allSatisfy(\.process.isPolling) }

    /// Whether a vendor is read regularly.
    var isPolling: Bool { calls.values.contains(where: \.process.isPolling) }

    /// What is due at a moment, in the order of its time; at equal times vendors come before timers.
    func due(by now: Moment) -> [DueItem] {
        var items: [DueItem] = calls.compactMap { id, call in
            call.due.map { DueItem(at: $0, rank: 0, name: id, content: .wake(activity: id)) }
        }
        items += timers.map { DueItem(at: $1, rank: 1, name: $0.rawValue, content: .timer($0)) }
        return items.filter { $0.at <= now }.sorted { ($0.at, $0.rank, $0.name) < ($1.at, $1.rank, $1.name) }
    }
}

/// An activity that is under way.
struct LiveCall: Sendable {
    var process: ActivityProcess
    var state: ActivityState
    /// When its wait ends; `nil` while it is being sent.
    var due: Moment?
    /// What the store has; 0 before it has any.
    var revision: Int64 = 0
}

/// Something whose time has come.
struct DueItem: Sendable {
    enum Content: Sendable {
        case wake(activity: String)
        case timer(TimerName)
    }

    let at: Moment
    let rank: Int
    let name: String
    let content: Content
}
