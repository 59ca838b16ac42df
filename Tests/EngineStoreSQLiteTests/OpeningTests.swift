import EngineStore
import Foundation
import GRDB
import StoreSamples
import Testing

@testable import EngineStoreSQLite

@Suite struct OpeningTests {
    @Test func whatIsNoStoreIsRefusedByItsKind() async throws {
        try await TemporaryFolder.with { folder in
            let text = folder + "/notes.txt"
            try Data("This is a letter to a friend, not a database.".utf8).write(to: URL(filePath: text))
            let short = folder + "/short"
            try Data("x".utf8).write(to: URL(filePath: short))
            #expect(mkfifo(folder + "/pipe", 0o600) == 0)
            for path in [text, short, folder, folder + "/pipe", folder + "/none/store.sqlite", text + "/store", ""] {
                #expect(refusal(path) == .notADatabase, "\(path)")
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(left == ["notes.txt", "pipe", "short"])
            #expect(try Data(contentsOf: URL(filePath: short)) == Data("x".utf8))
        }
    }

    @Test func aDatabaseOfAnotherProgramIsLeftAlone() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder + "/other.sqlite"
            let other = try DatabaseQueue(path: path)
            try other.write { try $0.execute(sql: "CREATE TABLE letters (text)") }
            try other.close()
            #expect(refusal(path) == .notADatabase)
            let again = try DatabaseQueue(path: path)
            #expect(try again.read { try $0.tableExists("runs") } == false)
        }
    }

    @Test func aStoreOfANewerVersionIsRefused() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder + "/store.sqlite"
            try await SQLiteStore(path: path).close()
            let later = try DatabaseQueue(path: path)
            try await later.write { try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999')") }
            try later.close()
            #expect(refusal(path) == .newer)
        }
    }

    @Test func aDamagedStoreIsRefused() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder + "/store.sqlite"
            try await SQLiteStore(path: path).close()
            var bytes = try Data(contentsOf: URL(filePath: path))
            bytes.replaceSubrange(100..<3000, with: repeatElement(0xA5, count: 2900))
            try bytes.write(to: URL(filePath: path))
            #expect(refusal(path) == .corrupt)
        }
    }

    @Test func aReadOnlyFileOrFolderIsRefused() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder + "/store.sqlite"
            try await SQLiteStore(path: path).close()
            #expect(chmod(path, 0o444) == 0)
            #expect(refusal(path) == .readOnly)
            #expect(chmod(path, 0o644) == 0 && chmod(folder, 0o555) == 0)
            #expect(refusal(path) == .readOnly)
            #expect(refusal(folder + "/new.sqlite") == .readOnly)
            #expect(chmod(folder, 0o755) == 0)
            #expect(refusal(path) == nil)
        }
    }

    @Test func aSecondOpenerIsRefusedUnderEveryNameOfTheFile() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder + "/store.sqlite"
            let store = try SQLiteStore(path: path)
            try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: path)
            for name in [
                path, folder + "/link", folder + "/../" + URL(filePath: folder).lastPathComponent + "/store.sqlite",
            ] {
                do throws(StoreError) {
                    _ = try SQLiteStore(path: name)
                    Issue.record("`\(name)` was opened twice")
                } catch {
                    #expect(error.code == .inUse)
                    #expect(error.description.contains("\(getpid())"))
                }
            }
            // The refusal must not have weakened the first opener.
            try await SampleRun.prepare(store)
            try await store.commit(SampleRun(1).change(expecting: 0))
            try await store.close()
            #expect(refusal(path) == nil)
        }
    }

    @Test func anEmptyFileBecomesAStoreAndNothingIsLeftBesideIt() async throws {
        try await TemporaryFolder.with { folder in
            let path = folder + "/store.sqlite"
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
            try await SQLiteStore(path: path).close()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["store.sqlite"])
        }
    }

    @Test func aNewStoreIsForItsOwnerAlone() async throws {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteStore(path: folder + "/store.sqlite")
            try await SampleRun.prepare(store)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(names.count == 4)
            for name in names {
                let mode =
                    try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(name)")
            }
            try await store.close()
        }
    }

    /// GRDB's pool goes back to NORMAL by itself, and then a power cut takes acknowledged commits with it.
    @Test func theWriterSyncsEveryCommit() async throws {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteStore(path: folder + "/store.sqlite")
            let level = try await store.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
            #expect(level == 2)
            #expect(try await store.pool.read { try Int.fetchOne($0, sql: "PRAGMA foreign_keys") } == 1)
            try await store.close()
        }
    }

    private func refusal(_ path: String) -> StoreError.Code? {
        do {
            _ = try SQLiteStore(path: path)
            return nil
        } catch { return error.code }
    }
}
