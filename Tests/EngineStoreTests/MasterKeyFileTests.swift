import EngineStore
import Foundation
import Privacy
import StoreSamples
import Synchronization
import Testing

@Suite struct MasterKeyFileTests {
    @Test func isMadeOnceAndOnlyForItsOwner() async throws {
        try await TemporaryFolder.with { folder in
            let file = folder + "/store.key"
            let first = try MasterKey.loadOrCreate(file: file)
            let second = try MasterKey.loadOrCreate(file: file)
            #expect(first.base64.exposed(to: .seal) == second.base64.exposed(to: .seal))
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["store.key"])
        }
    }

    /// Two processes that start together must not end with two keys.
    @Test func isTheSameForAllWhoMakeItAtOnce() async throws {
        try await TemporaryFolder.with { folder in
            let keys = Mutex<Set<String>>([])
            DispatchQueue.concurrentPerform(iterations: 16) { @Sendable _ in
                if let key = try? MasterKey.loadOrCreate(file: folder + "/store.key") {
                    _ = keys.withLock { $0.insert(key.base64.exposed(to: .seal)) }
                }
            }
            #expect(keys.withLock(\.count) == 1)
        }
    }

    @Test func isRefusedWhenOthersMayReadIt() async throws {
        try await TemporaryFolder.with { folder in
            let file = folder + "/store.key"
            _ = try MasterKey.loadOrCreate(file: file)
            for mode in [0o640, 0o604, 0o666] {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
                #expect(code { _ = try MasterKey.loadOrCreate(file: file) } == .wrongKey)
            }
        }
    }

    @Test func isRefusedWhenItIsNoKey() async throws {
        try await TemporaryFolder.with { folder in
            let file = folder + "/store.key"
            _ = FileManager.default.createFile(
                atPath: file, contents: Data("hello".utf8), attributes: [.posixPermissions: 0o600])
            #expect(code { _ = try MasterKey.loadOrCreate(file: file) } == .wrongKey)
            #expect(code { _ = try MasterKey.loadOrCreate(file: folder) } == .wrongKey)
            #expect(code { _ = try MasterKey.load(file: folder + "/none") } == .wrongKey)
            #expect(code { _ = try MasterKey.loadOrCreate(file: folder + "/none/store.key") } == .unavailable)
        }
    }

    @Test func comesFromTheEnvironmentFirst() async throws {
        try await TemporaryFolder.with { folder in
            let file = folder + "/store.key"
            #expect(code { _ = try MasterKey.find(in: [:], orFile: file, creating: false) } == .wrongKey)
            let made = try MasterKey.find(in: [:], orFile: file, creating: true)
            let other = MasterKey.generate()
            let environment = ["TRUSTFLOW_MASTER_KEY": other.base64.exposed(to: .seal)]
            let found = try MasterKey.find(in: environment, orFile: file, creating: true)
            #expect(found.base64.exposed(to: .seal) == other.base64.exposed(to: .seal))
            let again = try MasterKey.find(in: [:], orFile: file, creating: false)
            #expect(again.base64.exposed(to: .seal) == made.base64.exposed(to: .seal))
            let empty = ["TRUSTFLOW_MASTER_KEY": ""]
            #expect(code { _ = try MasterKey.find(in: empty, orFile: file, creating: false) } == .wrongKey)
        }
    }

    private func code(_ body: () throws -> Void) -> StoreError.Code? {
        do {
            try body()
            return nil
        } catch { return (error as? StoreError)?.code }
    }
}
