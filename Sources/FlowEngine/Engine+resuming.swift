public import EngineStore
import Vocabulary

// Taking up what another process left behind.
extension Engine {
    /// Takes up one run.
    public func resume(_ run: RunID) async throws(EngineError) {
        guard !desks.isClosing else { throw .shutDown }
        try await tell(run, .time)
    }

    /// What became of the runs that were left behind.
    public struct Resumption: Sendable {
        public var resumed: [RunID] = []
        /// Runs that this program cannot go on with; they stay as they are.
        public var refused: [RunID: EngineError] = [:]
    }

    /// Takes up every run that something must be done for now: first what was being sent, then what is overdue by its
    /// time. Runs that wait are not touched; from now on each is taken up when its time comes.
    public func resumeAll() async throws(EngineError) -> Resumption {
        var resumption = Resumption()
        var last: RunID?
        while true {
            let page: [RunID]
            do { page = try await parts.store.interrupted(after: last, limit: 200) } catch { throw EngineError(error) }
            guard let end = page.last else { break }
            last = end
            await resume(page, &resumption)
        }
        var taken = Set(resumption.resumed).union(resumption.refused.keys)
        let now = parts.clock.now
        try await everyDue(from: Moment(milliseconds: .min), by: now) { page in
            let new = Set(page.map(\.run)).subtracting(taken)
            taken.formUnion(new)
            await resume(new.sorted(), &resumption)
        }
        outlook.reached(now)
        await lookAhead()
        return resumption
    }

    private func resume(_ runs: [RunID], _ resumption: inout Resumption) async {
        await withTaskGroup(of: (RunID, EngineError?).self) { group in
            for run in runs {
                group.addTask {
                    do throws(EngineError) {
                        try await self.resume(run)
                        return (run, nil)
                    } catch {
                        return (run, error)
                    }
                }
            }
            for await (run, error) in group {
                if let error { resumption.refused[run] = error } else { resumption.resumed.append(run) }
            }
        }
    }

    /// Gives the alarm what comes due within the next hour; what is later stays in the store.
    func lookAhead() async {
        guard let seen = outlook.seen else { return }
        let until = parts.clock.now + Outlook.span
        // First the horizon: what is committed from here on sets the alarm itself, what was before is read below.
        alarm.extend(to: until)
        do {
            try await everyDue(from: seen + Interval(milliseconds: 1), by: until) { page in
                for item in page { alarm.offer(item.run, item.due) }
            }
            let beyond = until + Interval(milliseconds: 1)
            let end = Moment(milliseconds: .max)
            let next = try await parts.store.due(from: beyond, after: nil, by: end, limit: 1).first
            outlook.reached(until)
            if let next { alarm.lookAhead(at: next.due) }
        } catch {
            // The store does not answer; nothing was missed yet.
            alarm.lookAhead(at: parts.clock.now + .seconds(1))
        }
    }

    private func everyDue(
        from start: Moment, by end: Moment, _ body: ([DueRun]) async -> Void
    ) async throws(EngineError) {
        var from = start
        var after: RunID?
        while true {
            let page: [DueRun]
            do {
                page = try await parts.store.due(from: from, after: after, by: end, limit: 500)
            } catch {
                throw EngineError(error)
            }
            guard let last = page.last else { return }
            await body(page)
            (from, after) = (last.due, last.run)
        }
    }
}
