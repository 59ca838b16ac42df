public import Vocabulary

/// A store that keeps everything in memory: for tests and simulations, and the reference for the others.
public actor MemoryStore: EngineStore {
    var runs: [RunID: MemoryRun] = [:]
    /// By source and id; neither has a blank.
    private var marks: [String: TakenMark] = [:]
    private var references: [VendorReference: RunID] = [:]
    private var flows: [String: StoredFlow] = [:]
    private var packs: [String: StoredPack] = [:]
    private var documents: [String: [String: StoredDocument]] = [:]
    var deliveries = MemoryDeliveries()
    private var isOpen = true

    public init() {}

    public func commit(_ change: RunChange) throws(StoreError) {
        try requireOpen()
        try change.check()
        var entry = try entry(for: change)
        try entry.apply(change)
        let inbox = change.advance?.inbox ?? []
        guard Set(inbox.map(\.name)).count == inbox.count, inbox.allSatisfy({ marks[$0.name] == nil }) else {
            throw StoreError(.duplicate, "a fact for \(change.run) was taken in before")
        }
        var told = deliveries
        for notice in change.advance?.notices ?? [] { try told.put(notice, at: change.at) }
        deliveries = told
        for mark in inbox { marks[mark.name] = TakenMark(run: change.run, digest: mark.digest) }
        for document in change.advance?.documents ?? [] {
            documents[document.kind, default: [:]][document.name] = document
        }
        for reference in change.advance?.references ?? [] { references[reference] = change.run }
        runs[change.run] = entry
    }

    private func entry(for change: RunChange) throws(StoreError) -> MemoryRun {
        if let entry = runs[change.run] { return entry }
        guard let advance = change.advance, advance.expecting == 0 else {
            throw StoreError(.notFound, "there is no run \(change.run)")
        }
        guard flows[advance.row.digest] != nil else {
            throw StoreError(.notFound, "there is no flow `\(advance.row.digest)` for \(change.run)")
        }
        return MemoryRun(creating: advance.row)
    }

    public func erase(_ run: RunID, at moment: Moment) throws(StoreError) {
        try requireOpen()
        guard runs[run] != nil else { throw StoreError(.notFound, "there is no run \(run)") }
        runs[run]?.erase(at: moment)
        references = references.filter { $0.value != run }
    }

    public func run(of reference: VendorReference) throws(StoreError) -> RunID? {
        try requireOpen()
        return references[reference]
    }

    public func taken(_ mark: InboxMark) throws(StoreError) -> TakenMark? {
        try requireOpen()
        return marks[mark.name]
    }

    public func recall(
        _ mark: InboxMark, _ kind: String
    ) throws(StoreError) -> (taken: TakenMark?, kept: StoredDocument?) {
        try requireOpen()
        return (marks[mark.name], documents[kind]?[mark.id])
    }

    public func putDocument(_ document: StoredDocument, over old: StoredDocument?) throws(StoreError) {
        try requireOpen()
        guard documents[document.kind]?[document.name] == old else { throw .changed(document) }
        documents[document.kind, default: [:]][document.name] = document
    }

    public func document(_ kind: String, _ name: String) throws(StoreError) -> StoredDocument {
        try requireOpen()
        guard let document = documents[kind]?[name] else { throw .noDocument(kind, name) }
        return document
    }

    public func documents(_ kind: String, after name: String?, limit: Int) throws(StoreError) -> [StoredDocument] {
        try requireOpen()
        let found = (documents[kind] ?? [:]).filter { name.map($0.key.isAfter) ?? true }
        return found.sorted { $1.key.isAfter($0.key) }.prefix(max(0, limit)).map(\.value)
    }

    public func removeDocument(_ kind: String, _ name: String) throws(StoreError) {
        try requireOpen()
        documents[kind]?[name] = nil
    }

    public func putPack(_ pack: StoredPack) throws(StoreError) {
        try requireOpen()
        guard packs[pack.digest] ?? pack == pack else {
            throw StoreError(.conflict, "another pack has the digest `\(pack.digest)`")
        }
        packs[pack.digest] = pack
    }

    public func pack(_ digest: String) throws(StoreError) -> StoredPack {
        try requireOpen()
        guard let pack = packs[digest] else { throw StoreError(.notFound, "there is no pack `\(digest)`") }
        return pack
    }

    public func putFlow(_ flow: StoredFlow) throws(StoreError) {
        try requireOpen()
        if let missing = flow.packs.first(where: { packs[$0] == nil }) {
            throw StoreError(.notFound, "there is no pack `\(missing)` for the flow `\(flow.digest)`")
        }
        guard flows[flow.digest] ?? flow == flow else {
            throw StoreError(.conflict, "another flow has the digest `\(flow.digest)`")
        }
        flows[flow.digest] = flow
    }

    public func flow(_ digest: String) throws(StoreError) -> StoredFlow {
        try requireOpen()
        guard let flow = flows[digest] else { throw StoreError(.notFound, "there is no flow `\(digest)`") }
        return flow
    }

    public func close() { isOpen = false }

    func requireOpen() throws(StoreError) {
        guard isOpen else { throw StoreError(.unavailable, "the store is closed") }
    }
}

extension String {
    /// In the order of UTF-8 bytes, which is that of every store.
    fileprivate func isAfter(_ other: String) -> Bool { other.utf8.lexicographicallyPrecedes(utf8) }
}

extension InboxMark {
    fileprivate var name: String { "\(source) \(id)" }
}
