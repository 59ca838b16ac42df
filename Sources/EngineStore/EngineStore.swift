public import Vocabulary

/// Where an engine keeps its runs: one contract, kept by every store and asked of each by one suite of tests.
///
/// What is acknowledged is durable. There is one door for writing about runs, ``commit(_:)``; reading never waits for
/// it. Lists are in the order that each says, and give at most `limit` items.
///
/// Every call may throw `unavailable` (also after ``close()``); the other codes are listed where they belong.
public protocol EngineStore: DeliveryStore {
    /// Makes all of a change true, or nothing of it, and returns when it is durable.
    ///
    /// - Throws: `conflict` when the run, an activity or a medium is not as the change expects; `duplicate` when an
    ///   inbox mark was set before; `notFound` when there is no such run, or it is created on a flow that was not put;
    ///   `erased`; `full`; `invalid`. After `unavailable` the change may be durable all the same: read the sequence.
    func commit(_ change: RunChange) async throws(StoreError)

    /// - Throws: `notFound`.
    func load(_ run: RunID) async throws(StoreError) -> LoadedRun

    /// The events of a run after a sequence number, in order; none when there is no such run.
    func events(of run: RunID, after sequence: Int64, limit: Int) async throws(StoreError) -> [StoredEvent]

    /// All activities of a run, done ones too, by id.
    func activities(of run: RunID) async throws(StoreError) -> [ActivityRow]

    /// The timers that are set, by name.
    func timers(of run: RunID) async throws(StoreError) -> [TimerRow]

    /// The runs that have an activity in `ready` or `sending`: after a restart, whoever was to send it is gone. By name,
    /// after the given one.
    func interrupted(after run: RunID?, limit: Int) async throws(StoreError) -> [RunID]

    /// The runs whose time comes from one moment to another, both included: a timer, or an activity in `ready` or
    /// `waiting`. The earliest first, at equal times by name; a run is there once for each of its moments.
    ///
    /// - Parameter run: goes on behind it among those of the moment `from`, as the last item of a page asks for.
    func due(from: Moment, after run: RunID?, by moment: Moment, limit: Int) async throws(StoreError) -> [DueRun]

    /// - Throws: `notFound`, after an erasure too.
    func media(_ name: String, of run: RunID) async throws(StoreError) -> Media

    /// The runs that a filter admits, the newest first, beginning before the given one.
    func runs(_ filter: RunFilter, before run: RunID?, limit: Int) async throws(StoreError) -> [RunRow]

    /// How many runs have each status; statuses of no run are left out. Quick enough to be asked every few seconds.
    func counts() async throws(StoreError) -> [RunStatus: Int]

    /// What became of a mark with this source and id, whatever its digest; `nil` when no run took one in.
    func taken(_ mark: InboxMark) async throws(StoreError) -> TakenMark?

    /// What became of a mark, and the document of a kind that has the mark's id as its name: what is asked of each
    /// request that may be a repeat, in one reading.
    func recall(
        _ mark: InboxMark, _ kind: String
    ) async throws(StoreError) -> (taken: TakenMark?, kept: StoredDocument?)

    /// The run that a session at a vendor belongs to; `nil` for one that no run named, and after its erasure.
    func run(of reference: VendorReference) async throws(StoreError) -> RunID?

    /// Keeps a pack. Putting the same again changes nothing.
    ///
    /// - Throws: `conflict` when another pack has the digest; `full`.
    func putPack(_ pack: StoredPack) async throws(StoreError)

    /// - Throws: `notFound`.
    func pack(_ digest: String) async throws(StoreError) -> StoredPack

    /// Keeps a flow, whose packs must have been put. Putting the same again changes nothing.
    ///
    /// - Throws: `conflict` when another flow has the digest; `notFound` when a pack is missing; `full`.
    func putFlow(_ flow: StoredFlow) async throws(StoreError)

    /// - Throws: `notFound`.
    func flow(_ digest: String) async throws(StoreError) -> StoredFlow

    /// Keeps a document.
    ///
    /// - Parameter old: what must be there now; `nil` for none, so that of two writers one is refused.
    /// - Throws: `conflict` when something else is there; `full`.
    func putDocument(_ document: StoredDocument, over old: StoredDocument?) async throws(StoreError)

    /// - Throws: `notFound`.
    func document(_ kind: String, _ name: String) async throws(StoreError) -> StoredDocument

    /// By name, beginning after the given one.
    func documents(_ kind: String, after name: String?, limit: Int) async throws(StoreError) -> [StoredDocument]

    /// Removing one that is not there changes nothing.
    func removeDocument(_ kind: String, _ name: String) async throws(StoreError)

    /// Destroys the key of a run and everything that is not needed to verify its events: snapshot, activities, timers,
    /// media. Row and sealed events stay, and every later change is refused. Erasing again changes nothing.
    ///
    /// - Throws: `notFound`. After `unavailable`, call again.
    func erase(_ run: RunID, at moment: Moment) async throws(StoreError)

    /// Waits for what was accepted and lets go of the store. Closing again does nothing.
    func close() async throws(StoreError)
}

extension EngineStore {
    /// The run that took a fact in, if one did.
    public func run(marked mark: InboxMark) async throws(StoreError) -> RunID? { try await taken(mark)?.run }
}
