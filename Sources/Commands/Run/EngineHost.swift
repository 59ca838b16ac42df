import EngineStore
import EngineStoreSQLite
import FlowEngine
import FlowIR
import FlowMachine
import Foundation
import Privacy
import VendorCalls
import VendorConnectors
import Vendors

/// An engine with what it needs around it: a store, its key, and a connector.
struct EngineHost {
    let engine: Engine
    let store: SQLiteStore
    let addresses: VendorAddresses
    let progress: AsyncStream<VendorCalls.Progress>
    /// Something happened; several happenings may be one signal.
    let changes: AsyncStream<Void>
    let address = PublicAddress()
    private let connector: VendorConnector
    private let followers: AsyncStream<VendorCalls.Progress>.Continuation

    /// - Parameter subflows: the flows that steps may start, by `name@version`.
    init(
        store path: String, secrets: SecretSource, addresses: VendorAddresses, subflows: Subflows = Subflows()
    ) async throws {
        self.addresses = addresses
        do {
            store = try SQLiteStore(path: path)
            // A new key beside old runs would lock them away for ever.
            let isNew = try await store.runs(RunFilter(), before: nil, limit: 1).isEmpty
            let key = try MasterKey.find(
                in: ProcessInfo.processInfo.environment, orFile: path + ".key", creating: isNew)
            connector = VendorConnector(secrets: secrets, addresses: addresses)
            (progress, followers) = AsyncStream.makeStream(of: VendorCalls.Progress.self)
            let (changes, change) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            self.changes = changes
            let followers = followers
            engine = Engine(
                EngineParts(
                    store: store, sender: connector, masterKey: key, address: address,
                    progress: {
                        followers.yield($0)
                        change.yield()
                    },
                    subflows: { subflows.subflow($0) },
                    variable: { secrets.secret($0)?.exposed(to: .vendor) }))
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Ends the engine and lets go of the store; progress ends too.
    func close() async {
        await engine.shutdown()
        followers.finish()
        try? await connector.shutdown()
        try? await store.close()
    }

    /// The flow that a run is pinned to.
    func program(of run: RunID) async throws -> (program: FlowProgram, digest: String) {
        do {
            let digest = try await store.load(run).row.digest
            let flow = try await store.flow(digest)
            return (try JSONDecoder().decode(FlowProgram.self, from: flow.bytes), digest)
        } catch let error as StoreError where error.code == .notFound {
            throw CommandFailure(.usage, "there is no run `\(run)` in this store")
        } catch let error as StoreError {
            throw CommandFailure(error)
        } catch is DecodingError {
            throw CommandFailure(.own, "the flow of run \(run) was compiled by another version of this program")
        }
    }
}

extension CommandFailure {
    init(_ error: StoreError) {
        let usage: [StoreError.Code] = [.readOnly, .inUse, .notADatabase, .newer, .wrongKey]
        self.init(usage.contains(error.code) ? .usage : .own, error.message)
    }

    init(_ error: EngineError) {
        self.init(error.code == .unknownRun ? .usage : .own, error.message)
    }
}
