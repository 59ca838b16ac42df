import EngineStore
import Foundation
import GRDB

/// Flows and packs: put once, read often, never changed.
extension Database {
    func put(_ pack: StoredPack) throws {
        if let kept = try self.pack(pack.digest) {
            guard kept == pack else { throw StoreError(.conflict, "another pack has the digest `\(pack.digest)`") }
            return
        }
        try write("INSERT INTO packs (digest, name) VALUES (?, ?)", [pack.digest, pack.name])
        for (path, bytes) in pack.files {
            try write("INSERT INTO pack_files (pack, path, bytes) VALUES (?, ?, ?)", [pack.digest, path, bytes])
        }
    }

    func pack(_ digest: String) throws -> StoredPack? {
        guard let name = try String.fetchOne(self, sql: "SELECT name FROM packs WHERE digest = ?", arguments: [digest])
        else { return nil }
        let rows = try Row.fetchAll(self, sql: "SELECT path, bytes FROM pack_files WHERE pack = ?", arguments: [digest])
        let files = rows.map { row in (row[0] as String, row[1] as Data) }
        return StoredPack(digest: digest, name: name, files: Dictionary(files) { $1 })
    }

    func put(_ flow: StoredFlow) throws {
        if let kept = try self.flow(flow.digest) {
            guard kept == flow else { throw StoreError(.conflict, "another flow has the digest `\(flow.digest)`") }
            return
        }
        try write("INSERT INTO flows (digest, bytes) VALUES (?, ?)", [flow.digest, flow.bytes])
        for (position, pack) in flow.packs.enumerated() {
            let isThere = try Int.fetchOne(self, sql: "SELECT 1 FROM packs WHERE digest = ?", arguments: [pack])
            guard isThere != nil else {
                throw StoreError(.notFound, "there is no pack `\(pack)` for the flow `\(flow.digest)`")
            }
            try write(
                "INSERT INTO flow_packs (flow, position, pack) VALUES (?, ?, ?)", [flow.digest, position, pack])
        }
    }

    func flow(_ digest: String) throws -> StoredFlow? {
        guard let bytes = try Data.fetchOne(self, sql: "SELECT bytes FROM flows WHERE digest = ?", arguments: [digest])
        else { return nil }
        let packs = try String.fetchAll(
            self, sql: "SELECT pack FROM flow_packs WHERE flow = ? ORDER BY position", arguments: [digest])
        return StoredFlow(digest: digest, bytes: bytes, packs: packs)
    }

    func put(_ document: StoredDocument, over old: StoredDocument?) throws {
        guard try self.document(document.kind, document.name) == old else { throw StoreError.changed(document) }
        try put(document)
    }

    /// In place of what had the name before.
    func put(_ document: StoredDocument) throws {
        try write(
            "INSERT OR REPLACE INTO documents (kind, name, bytes) VALUES (?, ?, ?)",
            [document.kind, document.name, document.bytes])
    }

    func document(_ kind: String, _ name: String) throws -> StoredDocument? {
        try Data.fetchOne(
            cachedStatement(sql: "SELECT bytes FROM documents WHERE kind = ? AND name = ?"), arguments: [kind, name]
        ).map { StoredDocument(kind: kind, name: name, bytes: $0) }
    }
}
