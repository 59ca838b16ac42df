public import EngineStore
public import FlowEngine
import Foundation
import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle
public import VendorConnectors
public import Vendors

/// How patient the service is with slow readers and writers.
public struct ServicePatience: Sendable {
    /// A connection is closed when a request stops coming, or its answer is not read, for this long.
    public var idle: Duration = .seconds(60)
    /// A body has to have come whole after this long.
    public var body: Duration = .seconds(300)
    /// Live events send a comment when there was nothing else for this long.
    public var heartbeat: Duration = .seconds(15)

    public init() {}
}

/// The HTTP API over an engine.
///
/// ```swift
/// let service = APIService(
///     engine: engine, store: store, catalogue: catalogue, hub: hub, metrics: metrics, readiness: readiness,
///     host: "127.0.0.1", port: 8080, logger: logger)
/// try await service.run()      // until its task group is shut down gracefully
/// ```
public struct APIService: Service {
    private let responder: Responder
    private let engine: Engine
    private let hub: ProgressHub
    private let host: String
    private let port: Int
    private let patience: ServicePatience
    private let onReady: @Sendable (Int) async -> Void

    /// - Parameters:
    ///   - notifications: who is told of runs, and who tells them; without it nobody is, and there are no routes for it.
    ///   - readiness: until it is set, `/readyz` says that the service is not ready.
    ///   - publicURL: the address that callers are told to use; without one, that which they used.
    ///   - packs: whose webhooks are taken in.
    ///   - secrets: with those that sign webhooks.
    ///   - onReady: called with the port once it listens; connections are taken when it returns.
    public init(
        engine: Engine, store: any EngineStore, catalogue: FlowCatalogue, hub: ProgressHub,
        metrics: Metrics, notifications: Notifying? = nil, readiness: Readiness, packs: [Pack] = [],
        secrets: SecretSource? = nil, host: String, port: Int, publicURL: String? = nil,
        patience: ServicePatience = ServicePatience(), clock: any EngineClock = SystemClock(),
        logger: Logger, onReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        let links = LinkDesk(engine: engine)
        let tokens = TokenDesk(store)
        let runs = RunDesk(
            engine: engine, store: store, catalogue: catalogue, hub: hub, clock: clock,
            heartbeat: patience.heartbeat)
        let table = RouteTable(
            runs: runs, flows: FlowDesk(catalogue: catalogue),
            health: HealthDesk(store: store, metrics: metrics, readiness: readiness),
            sessions: SessionDesk(engine: engine), links: links,
            vendors: VendorDesk(engine: engine, metrics: metrics, packs: packs, secrets: secrets),
            webhooks: notifications.map { WebhookDesk($0, store: store, clock: clock) },
            tokens: TokenRoutes(tokens: tokens, clock: clock),
            operations: OperationDesk(engine: engine, packs: packs), artifacts: ArtifactDesk(engine: engine),
            publicURL: publicURL)
        responder = Responder(
            matcher: RouteMatcher(table.routes),
            reader: RequestReader(tokens: tokens, patience: patience.body),
            answers: AnswerShelf(store: store, clock: clock) { run, status in
                try .json(try await runs.view(run), status: status)
            },
            metrics: metrics, logger: logger)
        self.engine = engine
        self.hub = hub
        self.host = host
        self.port = port
        self.patience = patience
        self.onReady = onReady
    }

    public func run() async throws {
        // Requests are logged by their route, for a path may hold what somebody typed.
        let quiet = Logger(label: "http") { _ in SwiftLogNoOpLogHandler() }
        let idle = TimeAmount(patience.idle)
        let application = Application(
            responder: responder,
            server: .http1(configuration: .init(additionalChannelHandlers: [StallGuard(idle)], idleTimeout: idle)),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "trustflow"),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? 0) }, logger: quiet)
        let sweeping = Task { [answers = responder.answers, engine] in
            repeat {
                try? await answers.sweep()
                // Vendors that could not erase yet.
                try? await engine.resumeErasures()
            } while (try? await Task.sleep(for: .seconds(3600))) != nil
        }
        defer { sweeping.cancel() }
        // Whoever follows a run would otherwise hold the end up.
        try await withGracefulShutdownHandler {
            try await application.run()
        } onGracefulShutdown: { [hub] in
            hub.close()
        }
    }
}
