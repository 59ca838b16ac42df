import EngineStore
import EngineStoreSQLite
import Vocabulary

struct DoomedStore: EngineStore {
    let inner: SQLiteStore
    let death: Death

    func commit(_ change: RunChange) async throws(StoreError) {
        death.pass("commit-before")
        try await inner.commit(change)
        death.pass("commit-after")
    }

    func load(_ run: RunID) async throws(StoreError) -> LoadedRun { try await inner.load(run) }

    func events(of run: RunID, after sequence: Int64, limit: Int) async throws(StoreError) -> [StoredEvent] {
        try await inner.events(of: run, after: sequence, limit: limit)
    }

    func activities(of run: RunID) async throws(StoreError) -> [ActivityRow] { try await inner.activities(of: run) }
    func timers(of run: RunID) async throws(StoreError) -> [TimerRow] { try await inner.timers(of: run) }

    func interrupted(after run: RunID?, limit: Int) async throws(StoreError) -> [RunID] {
        try await inner.interrupted(after: run, limit: limit)
    }

    func due(from: Moment, after run: RunID?, by moment: Moment, limit: Int) async throws(StoreError) -> [DueRun] {
        try await inner.due(from: from, after: run, by: moment, limit: limit)
    }

    func media(_ name: String, of run: RunID) async throws(StoreError) -> Media {
        try await inner.media(name, of: run)
    }

    func runs(_ filter: RunFilter, before run: RunID?, limit: Int) async throws(StoreError) -> [RunRow] {
        try await inner.runs(filter, before: run, limit: limit)
    }

    func counts() async throws(StoreError) -> [RunStatus: Int] { try await inner.counts() }
    func taken(_ mark: InboxMark) async throws(StoreError) -> TakenMark? { try await inner.taken(mark) }

    func recall(
        _ mark: InboxMark, _ kind: String
    ) async throws(StoreError) -> (taken: TakenMark?, kept: StoredDocument?) {
        try await inner.recall(mark, kind)
    }

    func run(of reference: VendorReference) async throws(StoreError) -> RunID? { try await inner.run(of: reference) }
    func putPack(_ pack: StoredPack) async throws(StoreError) { try await inner.putPack(pack) }
    func pack(_ digest: String) async throws(StoreError) -> StoredPack { try await inner.pack(digest) }
    func putFlow(_ flow: StoredFlow) async throws(StoreError) { try await inner.putFlow(flow) }
    func flow(_ digest: String) async throws(StoreError) -> StoredFlow { try await inner.flow(digest) }
    func putDocument(_ document: StoredDocument, over old: StoredDocument?) async throws(StoreError) {
        try await inner.putDocument(document, over: old)
    }
    func document(_ kind: String, _ name: String) async throws(StoreError) -> StoredDocument {
        try await inner.document(kind, name)
    }
    func documents(_ kind: String, after name: String?, limit: Int) async throws(StoreError) -> [StoredDocument] {
        try await inner.documents(kind, after: name, limit: limit)
    }
    func removeDocument(_ kind: String, _ name: String) async throws(StoreError) {
        try await inner.removeDocument(kind, name)
    }
    func erase(_ run: RunID, at moment: Moment) async throws(StoreError) { try await inner.erase(run, at: moment) }
    func close() async throws(StoreError) { try await inner.close() }
}
