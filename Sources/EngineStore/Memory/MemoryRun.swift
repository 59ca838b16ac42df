import Vocabulary

/// A run in memory; as a value, so that a change that fails halfway leaves nothing behind.
struct MemoryRun {
    var row: RunRow
    var events: [StoredEvent] = []
    var snapshot: Snapshot?
    var activities: [String: ActivityRow] = [:]
    var timers: [String: Moment] = [:]
    var media: [String: Media] = [:]

    init(creating row: RunRow) { self.row = row }

    var isInterrupted: Bool { activities.values.contains { $0.state == .ready || $0.state == .sending } }

    /// The moments that something is to be done at.
    var dues: Set<Moment> {
        let waiting = activities.values.filter { $0.state == .ready || $0.state == .waiting }
        return Set(waiting.compactMap(\.due)).union(timers.values)
    }

    mutating func apply(_ change: RunChange) throws(StoreError) {
        guard row.key != nil else { throw StoreError(.erased, "\(row.run) was erased") }
        if let advance = change.advance { try apply(advance, at: change.at) }
        for activity in change.activities {
            guard (activities[activity.id]?.revision ?? 0) == activity.expecting else {
                throw StoreError(
                    .conflict, "the activity `\(activity.id)` of \(row.run) is not at revision \(activity.expecting)")
            }
            activities[activity.id] = ActivityRow(
                run: row.run, id: activity.id, state: activity.state, due: activity.due, body: activity.body,
                revision: activity.expecting + 1)
        }
    }

    private mutating func apply(_ advance: Advance, at moment: Moment) throws(StoreError) {
        guard row.sequence == advance.expecting else {
            throw StoreError(.conflict, "\(row.run) is at \(row.sequence), not at \(advance.expecting)")
        }
        for event in advance.events {
            let stored = StoredEvent(event, run: row.run, sequence: row.sequence + 1, after: row.head)
            events.append(stored)
            row.sequence = stored.sequence
            row.head = stored.hash
        }
        row.status = advance.row.status
        row.reason = advance.row.reason
        row.decidedBy = advance.row.decidedBy
        row.waitingOn = advance.row.waitingOn
        row.waitingUntil = advance.row.waitingUntil
        row.incident = advance.row.incident
        row.updatedAt = moment
        if let body = advance.snapshot { snapshot = Snapshot(sequence: row.sequence, body: body) }
        for timer in advance.timers {
            switch timer {
            case .set(let name, let due): timers[name] = due
            case .cancel(let name): timers[name] = nil
            }
        }
        for medium in advance.media {
            guard media.updateValue(medium, forKey: medium.name) == nil else {
                throw StoreError(.conflict, "\(row.run) has a medium `\(medium.name)` already")
            }
        }
    }

    mutating func erase(at moment: Moment) {
        guard row.key != nil else { return }
        row.key = nil
        row.erasedAt = moment
        snapshot = nil
        activities = [:]
        timers = [:]
        media = [:]
    }
}
