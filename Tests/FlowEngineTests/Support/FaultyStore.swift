import EngineStore
import Vocabulary

/// A store as a process with a given life sees it.
struct FaultyStore: EngineStore {
    let inner: any EngineStore
    let life: Life

    func commit(_ change: RunChange) async throws(StoreError) {
        try alive()
        switch life.nextCommit() {
        case nil: try await inner.commit(change)
        case .deathBefore:
            life.end()
            try alive()
        case .deathAfter:
            try await inner.commit(change)
            life.end()
            try alive()
        case .unknownAndUndone: throw Self.unknown
        case .doneAndSilent:
            try await inner.commit(change)
            life.silence(true)
            throw Self.unknown
        case .unknownAndDone:
            try await inner.commit(change)
            throw Self.unknown
        case .conflict: throw StoreError(.conflict, "somebody else was first")
        }
    }

    private static let unknown = StoreError(.unavailable, "the store does not answer")

    private func alive() throws(StoreError) {
        if life.hasEnded || life.storeIsSilent { throw Self.unknown }
    }

    // MARK: Passed on while the process lives

    func load(_ run: RunID) async throws(StoreError) -> LoadedRun {
        try alive()
        return try await inner.load(run)
    }

    func events(of run: RunID, after sequence: Int64, limit: Int) async throws(StoreError) -> [StoredEvent] {
        try alive()
        return try await inner.events(of: run, after: sequence, limit: limit)
    }

    func activities(of run: RunID) async throws(StoreError) -> [ActivityRow] {
        try alive()
        return try await inner.activities(of: run)
    }

    func timers(of run: RunID) async throws(StoreError) -> [TimerRow] { try await inner.timers(of: run) }

    func interrupted(after run: RunID?, limit: Int) async throws(StoreError) -> [RunID] {
        try await inner.interrupted(after: run, limit: limit)
    }

    func due(from: Moment, after run: RunID?, by moment: Moment, limit: Int) async throws(StoreError) -> [DueRun] {
        try await inner.due(from: from, after: run, by: moment, limit: limit)
    }

    func media(_ name: String, of run: RunID) async throws(StoreError) -> Media { try await inner.media(name, of: run) }

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
