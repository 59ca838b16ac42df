import EngineStore
import FlowMachine
import FoundationEssentials
import VendorConnectors
import Vocabulary

extension Turn {
    /// The turn as one change of the store, everything personal sealed.
    func change(
        media: [String: VendorConnectors.Media] = [:], mark: InboxMark? = nil, subscribers: EngineParts.Subscribers?
    ) throws(EngineError) -> RunChange {
        let run = live.run
        var change = RunChange(run: run, at: now)
        if !events.isEmpty {
            let before = live.row.sequence
            var advance = Advance(expecting: before, row: row(), events: [], snapshot: nil)
            for event in events {
                let context = SealContext.event(run, sequence: before + Int64(advance.events.count) + 1)
                advance.events.append(NewEvent(at: event.at, kind: event.fact.name, body: try seal(event, context)))
            }
            if isWorthASnapshot(before: before, after: advance.sequence) {
                advance.snapshot = try seal(live.machine.state, .snapshot(run, sequence: advance.sequence))
            }
            advance.timers = timers.keys.sorted { $0.rawValue < $1.rawValue }.compactMap { timers[$0] }
            advance.media = try sealed(media)
            advance.inbox = mark.map { [$0] } ?? []
            advance.references = opened
            advance.notices = try notices(subscribers)
            change.advance = advance
        }
        for (id, call) in changed.sorted(by: { $0.key < $1.key }) {
            let context = SealContext.activity(run, id: id, revision: call.revision + 1)
            // Nobody reads how an activity was that is done; its end is an event.
            let body = call.state == .done ? try seal(bytes: Data(), context) : try seal(call.process, context)
            change.activities.append(
                ActivityChange(id: id, expecting: call.revision, state: call.state, due: call.due, body: body))
        }
        return change
    }

    /// While calls are under way, the next event is near, and the few since the last snapshot are applied again when the
    /// run is opened; a state costs more to write than all the rest of a change.
    private func isWorthASnapshot(before: Int64, after: Int64) -> Bool {
        live.calls.isEmpty || before / Self.mostReplayed != after / Self.mostReplayed
    }

    private static let mostReplayed: Int64 = 16

    private func sealed(_ media: [String: VendorConnectors.Media]) throws(EngineError) -> [StoredMedia] {
        var sealed: [StoredMedia] = []
        for (name, medium) in media.sorted(by: { $0.key < $1.key }) {
            let body = try seal(bytes: medium.bytes, .media(live.run, name: name))
            sealed.append(
                StoredMedia(name: name, contentType: medium.contentType, size: medium.bytes.count, body: body))
        }
        return sealed
    }

    private func seal(_ record: some Encodable, _ context: SealContext) throws(EngineError) -> Sealed {
        try seal(bytes: StoredJSON.encode(record), context)
    }

    private func seal(bytes: some DataProtocol, _ context: SealContext) throws(EngineError) -> Sealed {
        do { return try live.key.seal(bytes, context: context) } catch { throw EngineError(error) }
    }
}
