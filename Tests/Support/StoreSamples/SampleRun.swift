public import EngineStore
public import Foundation
public import Vocabulary

/// A run to try a store with: its names sort by number, and everything sealed in it says so in clear bytes.
public struct SampleRun: Sendable {
    public let run: RunID
    public let key: RunKey
    public let wrapped: WrappedKey

    public static let master = MasterKey.generate()
    public static let pack = StoredPack(
        digest: "sha256:pack", name: "idmeta", files: ["pack.yaml": Data("pack: idmeta".utf8), "contract.yaml": Data()])
    public static let flow = StoredFlow(digest: "sha256:flow", bytes: Data("{\"format\":1}".utf8), packs: [pack.digest])

    public init(_ number: Int) throws {
        run = Self.name(number)
        key = RunKey.generate()
        wrapped = try Self.master.wrap(key, for: run)
    }

    public static func name(_ number: Int) -> RunID {
        var generator = Countdown()
        return RunID(at: Moment(milliseconds: Int64(1_800_000_000_000 + number)), using: &generator)
    }

    /// Puts the pack and the flow that every sample stands on.
    public static func prepare(_ store: some EngineStore) async throws {
        try await store.putPack(pack)
        try await store.putFlow(flow)
    }

    /// Every row of a sample; a test changes what it is about.
    public var row: RunRow {
        RunRow(
            run: run, flow: "kyc", version: "3", digest: Self.flow.digest, key: wrapped, createdAt: Self.moment(0))
    }

    public static func moment(_ seconds: Int64) -> Moment { Moment(milliseconds: 1_800_000_000_000 + seconds * 1000) }

    public func event(_ sequence: Int64, kind: String = "noted", text: String? = nil) throws -> NewEvent {
        let body = Data((text ?? "event \(sequence) of \(run)").utf8)
        return NewEvent(
            at: Self.moment(sequence), kind: kind,
            body: try key.seal(body, context: .event(run, sequence: sequence)))
    }

    public func snapshot(_ sequence: Int64, text: String? = nil) throws -> Sealed {
        try key.seal(Data((text ?? "state \(sequence) of \(run)").utf8), context: .snapshot(run, sequence: sequence))
    }

    public func media(_ name: String, bytes: Data = Data("picture".utf8)) throws -> Media {
        Media(
            name: name, contentType: "image/jpeg", size: bytes.count,
            body: try key.seal(bytes, context: .media(run, name: name)))
    }

    public func activity(
        _ id: String, expecting: Int64 = 0, _ state: ActivityState = .ready, due: Moment? = nil, text: String? = nil
    ) throws -> ActivityChange {
        let body = Data((text ?? "activity \(id) of \(run)").utf8)
        return ActivityChange(
            id: id, expecting: expecting, state: state, due: state == .ready ? due ?? Self.moment(0) : due,
            body: try key.seal(body, context: .activity(run, id: id, revision: expecting + 1)))
    }

    /// A step of `events` events with a snapshot; `edit` adds what a test is about.
    public func change(
        expecting: Int64, events: Int = 1, edit: (inout Advance) throws -> Void = { _ in }
    ) throws -> RunChange {
        let sequences = (1...max(1, Int64(events))).map { expecting + $0 }
        var advance = Advance(
            expecting: expecting, row: row, events: try sequences.map { try event($0) },
            snapshot: try snapshot(expecting + Int64(sequences.count)))
        advance.row.status = .inProgress
        try edit(&advance)
        return RunChange(run: run, at: Self.moment(advance.sequence), advance: advance)
    }
}

/// The same numbers each time, so that sample names differ by their time alone.
private struct Countdown: RandomNumberGenerator {
    var state = UInt64.max

    mutating func next() -> UInt64 {
        state -= 1
        return state
    }
}
