import FlowEngine
import Logging
import ServiceAPI
import ServiceLifecycle
import VendorConnectors
import Vendors

/// Where an applicant and a vendor reach a single run: open while the command runs.
struct Doorway {
    private let group: ServiceGroup
    private let task: Task<Void, any Error>
    /// What applicants' links begin with.
    let pages: String

    /// Returns once it listens.
    ///
    /// - Parameters:
    ///   - publicURL: how others reach it; vendors that are not on this machine reach it in no other way.
    ///   - isLocal: whether vendors are played on this machine.
    static func open(
        host: EngineHost, packs: [Pack], secrets: SecretSource, port: Int, publicURL: String?, isLocal: Bool
    ) async throws -> Doorway {
        let (starts, start) = AsyncStream<Result<Int, any Error>>.makeStream()
        let listener = SessionListener(
            engine: host.engine, store: host.store, packs: packs, secrets: secrets,
            host: "127.0.0.1", port: port, onReady: { start.yield(.success($0)) })
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: listener)], logger: Logger(label: "run") { _ in SwiftLogNoOpLogHandler() }))
        let task = Task {
            do { try await group.run() } catch {
                start.yield(.failure(error))
                throw error
            }
        }
        switch await starts.first(where: { _ in true }) {
        case .success(let bound):
            let own = "http://127.0.0.1:\(bound)"
            host.address.set(pages: publicURL ?? own, webhooks: publicURL ?? (isLocal ? own : nil))
            return Doorway(group: group, task: task, pages: publicURL ?? own)
        case .failure(let error): throw CommandFailure(.usage, "cannot listen on port \(port): \(error)")
        case nil: throw CommandFailure(.usage, "cannot listen on port \(port)")
        }
    }

    func close() async {
        await group.triggerGracefulShutdown()
        _ = try? await task.value
    }
}
