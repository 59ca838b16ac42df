import EngineStore
import FlowEngine
import Foundation
import Vocabulary

/// A run's history as server-sent events (WHATWG HTML, section 9.2), live until the run has ended and nothing is under way for it.
///
/// The reader's connection asks for each piece, and events are read from the store by their numbers when it does, so
/// that a slow reader costs no memory and misses nothing. A comment is sent when nothing was for a while: connections
/// that are idle are closed by what stands between, and one whose reader is gone is noticed only by writing to it.
actor EventFeed {
    private let run: RunID
    private let engine: Engine
    private let store: any EngineStore
    private let changes: AsyncStream<Void>
    private let heartbeat: Duration
    private var sent: Int
    private var lastWrite = ContinuousClock.now
    private var hasBegun = false
    private var hasEnded = false

    /// As many events as are sent at once.
    private static let most = 100

    /// - Parameter sent: the number of the last event that the reader has.
    init(_ run: RunID, engine: Engine, store: any EngineStore, hub: ProgressHub, heartbeat: Duration, after sent: Int) {
        self.run = run
        self.engine = engine
        self.store = store
        self.heartbeat = heartbeat
        self.sent = sent
        changes = hub.follow(run.text, every: heartbeat)
    }

    nonisolated var stream: AsyncStream<String> { AsyncStream { await self.next() } }

    /// The next piece; `nil` at the end.
    private func next() async -> String? {
        guard hasBegun else {
            hasBegun = true
            return "retry: 2000\n\n"
        }
        while !hasEnded, !Task.isCancelled {
            // The status is read first: what it says is over has its events in the store by then.
            guard let stored = try? await store.load(run),
                let events = try? await engine.history(of: run, after: sent, limit: Self.most)
            else { return nil }
            let text = events.enumerated().map { offset, event in
                Self.text(EventView(event, sequence: sent + offset + 1))
            }
            sent += events.count
            // What is done once the status is final (acts taken back, evidence fetched) belongs to the history.
            hasEnded = stored.row.status.isOver && stored.activities.isEmpty && sent >= Int(stored.row.sequence)
            if !text.isEmpty { return written(text.joined()) }
            if hasEnded { return nil }
            if lastWrite.duration(to: .now) >= heartbeat { return written(": nothing new\n\n") }
            var waiting = changes.makeAsyncIterator()
            if await waiting.next() == nil { return nil }
        }
        return nil
    }

    private func written(_ text: String) -> String {
        lastWrite = .now
        return text
    }

    private static func text(_ event: EventView) -> String {
        let data = (try? Reply.encoder.encode(event)) ?? Data()
        return "id: \(event.sequence)\nevent: \(event.kind)\ndata: \(String(decoding: data, as: UTF8.self))\n\n"
    }
}

extension RunStatus {
    /// Whether nothing will ever happen to the run again; a review is still ended by a person.
    var isOver: Bool { isDecided && self != .reviewNeeded }
}
