import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A service that is killed and started again while clients use it.
actor Daemon {
    private let folder: String
    private let vendor: String
    private let flows: String
    private let session: URLSession
    private var token: String?
    /// `nil` while there is none.
    private var service: ServeJourneys.Service?
    private var waiting: [CheckedContinuation<ServeJourneys.Service, Never>] = []

    init(in folder: String, vendor: String, flows: String) async throws {
        self.folder = folder
        self.vendor = vendor
        self.flows = flows
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = 32
        session = URLSession(configuration: configuration)
        try await start()
    }

    /// The service that runs, once there is one.
    func current() async -> ServeJourneys.Service {
        if let service { return service }
        return await withCheckedContinuation { waiting.append($0) }
    }

    func killAndStart() async throws {
        guard let killed = service else { return }
        service = nil
        await Self.onAThread { killed.running.end(SIGKILL) }
        try await start()
    }

    func end() async {
        guard let service else { return }
        await Self.onAThread { service.running.end() }
    }

    private func start() async throws {
        let (folder, vendor, token, flows) = (folder, vendor, token, flows)
        var service = try await Self.onAThread {
            Result { try ServeJourneys.start(in: folder, vendor: vendor, token: token, flows: flows) }
        }.get()
        service.session = session
        self.token = service.token
        self.service = service
        for client in waiting { client.resume(returning: service) }
        waiting = []
    }

    /// Waiting for a process blocks its thread, and the clients' tasks need theirs.
    private static func onAThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { done in DispatchQueue.global().async { done.resume(returning: body()) } }
    }
}

extension ServeJourneys.Service: @unchecked Sendable {
    // Sendable because nothing of it changes once it is started; `Process` and pipes may be used from any thread.
}
