public import EngineStore
import Notifications
import Vocabulary

/// Delivers what waits in the store, each notice until it is taken or given up.
///
/// ```swift
/// let courier = Courier(store: store, book: book, sender: HookSender(), variables: variables, clock: clock)
/// let work = Task { await courier.run() }
/// courier.wake()          // something was committed
/// await courier.stop()    // what is under way is still waited for
/// ```
///
/// At least once: a notice is settled after its answer came, so that a courier that was killed in between sends it again,
/// under the same id. The order is not promised. An endpoint has four tries under way at most, one while it fails, so
/// that a slow one holds nobody else up.
public final class Courier: Sendable {
    /// What is under way.
    fileprivate struct State {
        var underWay: [String: Set<String>] = [:]
        var count = 0
        var failing: Set<String> = []
        var isStopping = false
        /// The endpoint that was served last; the next round begins behind it.
        var last = ""
        var sweepDue: Moment?
    }

    /// How many tries are under way, in all and for one endpoint.
    fileprivate static let mostInAll = 256
    fileprivate static let mostForOne = 4
    /// How long what is settled is kept.
    private static let keeping = Interval.seconds(30 * 86_400)
    private static let sweepEvery = Interval.seconds(3600)

    let store: any EngineStore
    let targets: TargetFinder
    let sender: HookSender
    let clock: CourierClock
    let report: @Sendable (CourierReport) -> Void
    private let bell = Bell()
    private let state = Locked(State())

    /// - Parameters:
    ///   - variables: reads the environment for what flows name.
    ///   - report: called after each try, on any thread; must not block.
    public init(
        store: any EngineStore, book: EndpointBook, sender: HookSender, variables: @escaping Variables,
        clock: CourierClock, report: @escaping @Sendable (CourierReport) -> Void = { _ in }
    ) {
        self.store = store
        targets = TargetFinder(store: store, book: book, variables: variables)
        self.sender = sender
        self.clock = clock
        self.report = report
    }

    /// Looks at the store again: something was committed that has to be delivered.
    public func wake() { bell.ring() }

    /// Begins nothing more; ``run()`` returns once what is under way has ended. To end that too, cancel its task: what
    /// had no answer yet will be sent again.
    public func stop() {
        state.withLock { $0.isStopping = true }
        bell.ring()
    }

    /// Delivers until it is stopped or its task is cancelled.
    public func run() async {
        await withDiscardingTaskGroup { group in
            while !Task.isCancelled, !state.withLock({ $0.isStopping }) {
                var next: Moment?
                do throws(StoreError) {
                    next = try await round { row in group.addTask { await self.carry(row) } }
                } catch {
                    next = clock.now() + .seconds(5)
                }
                await bell.wait(until: next, clock)
            }
        }
    }

    /// Begins whatever is due and has room; gives the next moment at which something is.
    private func round(_ begin: (DeliveryRow) -> Void) async throws(StoreError) -> Moment? {
        var next = try await sweep()
        let now = clock.now()
        let endpoints = try await store.awaitedEndpoints()
        let last = state.withLock { $0.last }
        let start = endpoints.firstIndex { $0 > last } ?? 0
        for endpoint in endpoints[start...] + endpoints[..<start] {
            let (room, busy) = state.withLock { $0.room(for: endpoint) }
            // Whoever ends makes room, and rings.
            guard room > 0 else { continue }
            var begun = 0
            for row in try await store.waiting(for: endpoint, limit: busy.count + room + 1) {
                guard let due = row.due, !busy.contains(row.notice.id) else { continue }
                if due > now {
                    next = min(next, due)
                    break
                }
                guard begun < room else { break }
                begun += 1
                state.withLock { $0.begin(row.notice) }
                begin(row)
            }
        }
        return next
    }

    private func carry(_ row: DeliveryRow) async {
        let isFailing = await attempt(row)
        state.withLock { $0.end(row.notice, isFailing: isFailing) }
        bell.ring()
    }

    /// Forgets what was settled long ago, now and then.
    private func sweep() async throws(StoreError) -> Moment {
        let now = clock.now()
        if let due = state.withLock({ $0.sweepDue }), due > now { return due }
        let before = Moment(milliseconds: now.milliseconds - Self.keeping.milliseconds)
        while try await store.removeDeliveries(settledBefore: before, limit: 1000) == 1000 {}
        state.withLock { $0.sweepDue = now + Self.sweepEvery }
        return now + Self.sweepEvery
    }
}

extension Courier.State {
    fileprivate func room(for endpoint: String) -> (Int, busy: Set<String>) {
        let busy = underWay[endpoint] ?? []
        let most = failing.contains(endpoint) ? 1 : Courier.mostForOne
        return (min(most - busy.count, Courier.mostInAll - count), busy)
    }

    fileprivate mutating func begin(_ notice: Notice) {
        underWay[notice.endpoint, default: []].insert(notice.id)
        count += 1
        last = notice.endpoint
    }

    fileprivate mutating func end(_ notice: Notice, isFailing: Bool) {
        underWay[notice.endpoint]?.remove(notice.id)
        if underWay[notice.endpoint]?.isEmpty == true { underWay[notice.endpoint] = nil }
        count -= 1
        if isFailing { failing.insert(notice.endpoint) } else { failing.remove(notice.endpoint) }
    }
}
