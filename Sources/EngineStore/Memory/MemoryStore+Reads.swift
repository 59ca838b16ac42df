public import Vocabulary

extension MemoryStore {
    public func load(_ run: RunID) throws(StoreError) -> LoadedRun {
        try requireOpen()
        guard let entry = runs[run] else { throw StoreError(.notFound, "there is no run \(run)") }
        let seen = entry.snapshot?.sequence ?? 0
        let tail = entry.row.key == nil ? [] : entry.events.filter { $0.sequence > seen }
        return LoadedRun(
            row: entry.row, snapshot: entry.snapshot, tail: tail,
            activities: try activities(of: run).filter { $0.state != .done }, timers: try timers(of: run))
    }

    public func events(of run: RunID, after sequence: Int64, limit: Int) throws(StoreError) -> [StoredEvent] {
        try requireOpen()
        return Array((runs[run]?.events ?? []).lazy.filter { $0.sequence > sequence }.prefix(max(0, limit)))
    }

    public func activities(of run: RunID) throws(StoreError) -> [ActivityRow] {
        try requireOpen()
        return (runs[run]?.activities.values.map(\.self) ?? []).sorted { $0.id < $1.id }
    }

    public func timers(of run: RunID) throws(StoreError) -> [TimerRow] {
        try requireOpen()
        return (runs[run]?.timers ?? [:]).map { TimerRow(run: run, name: $0.key, due: $0.value) }
            .sorted { $0.name < $1.name }
    }

    public func interrupted(after run: RunID?, limit: Int) throws(StoreError) -> [RunID] {
        try requireOpen()
        let found = runs.filter { id, entry in entry.isInterrupted && run.map { id > $0 } ?? true }
        return Array(found.keys.sorted().prefix(max(0, limit)))
    }

    public func due(from: Moment, after run: RunID?, by moment: Moment, limit: Int) throws(StoreError) -> [DueRun] {
        try requireOpen()
        let first = (from, run?.text ?? "")
        let found = runs.flatMap { id, entry in entry.dues.map { DueRun(due: $0, run: id) } }
            .filter { ($0.due, $0.run.text) > first && $0.due <= moment }
        return Array(found.sorted { ($0.due, $0.run) < ($1.due, $1.run) }.prefix(max(0, limit)))
    }

    public func media(_ name: String, of run: RunID) throws(StoreError) -> Media {
        try requireOpen()
        guard let media = runs[run]?.media[name] else {
            throw StoreError(.notFound, "\(run) has no medium `\(name)`")
        }
        return media
    }

    public func runs(_ filter: RunFilter, before run: RunID?, limit: Int) throws(StoreError) -> [RunRow] {
        try requireOpen()
        let rows = runs.values.map(\.row).filter { row in filter.admits(row) && run.map { row.run < $0 } ?? true }
        return Array(rows.sorted { $0.run > $1.run }.prefix(max(0, limit)))
    }

    public func counts() throws(StoreError) -> [RunStatus: Int] {
        try requireOpen()
        return runs.values.reduce(into: [:]) { $0[$1.row.status, default: 0] += 1 }
    }
}
