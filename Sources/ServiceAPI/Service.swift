public import EngineStore
public import FlowEngine
import HTTPTypes
import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle
public import VendorConnectors
public import Vendors

/// The HTTP API over an engine.
///
/// ```swift
/// let service = APIService(engine: engine, store: store, catalogue: catalogue, hub: hub, logger: logger)
/// try await service.run()      // until its task group is shut down gracefully
/// ```
public struct APIService: Service {
    private let table: RouteTable
    private let tokens: TokenDesk
    private let metrics: Metrics
    private let hub: ProgressHub
    private let host: String
    private let port: Int
    private let logger: Logger
    private let onReady: @Sendable (Int) async -> Void

    /// - Parameters:
    ///   - notifications: who is told of runs, and who tells them.
    ///   - address: where applicants and vendors reach the service.
    ///   - packs: whose webhooks are taken in.
    ///   - secrets: with those that sign webhooks.
    ///   - onReady: called with the port once it takes connections.
    public init(
        engine: Engine, store: any EngineStore, catalogue: FlowCatalogue, hub: ProgressHub,
        metrics: Metrics, notifications: Notifying, address: PublicAddress, packs: [Pack], secrets: SecretSource, host: String, port: Int,
        logger: Logger, onReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        let links = LinkDesk(engine: engine, address: address)
        table = RouteTable(
            runs: RunDesk(engine: engine, store: store, catalogue: catalogue, hub: hub, links: links),
            flows: FlowDesk(catalogue: catalogue), health: HealthDesk(store: store, metrics: metrics),
            answers: AnswerShelf(store: store), sessions: SessionDesk(engine: engine), links: links,
            vendors: VendorDesk(engine: engine, metrics: metrics, packs: packs, secrets: secrets),
            webhooks: WebhookDesk(
                book: notifications.book, courier: notifications.courier, store: store,
                addresses: notifications.addresses, clock: SystemClock()))
        tokens = TokenDesk(store)
        self.metrics = metrics
        self.hub = hub
        self.host = host
        self.port = port
        self.logger = logger
        self.onReady = onReady
    }

    public func run() async throws {
        let router = Router()
        for route in table.routes {
            router.on(RouterPath(route.path), method: route.httpMethod) { [tokens, metrics, logger] request, context in
                await Responder(route: route, tokens: tokens, metrics: metrics, logger: logger).respond(
                    to: request, context: context)
            }
        }
        // Requests are logged by their route, for a path may hold what somebody typed.
        let quiet = Logger(label: "http") { _ in SwiftLogNoOpLogHandler() }
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? 0) }, logger: quiet)
        // Whoever follows a run would otherwise hold the end up.
        try await withGracefulShutdownHandler {
            try await application.run()
        } onGracefulShutdown: { [hub] in
            hub.close()
        }
    }
}

extension Route {
    fileprivate var httpMethod: HTTPRequest.Method {
        switch method {
        case .get: .get
        case .post: .post
        case .put: .put
        case .patch: .patch
        case .delete: .delete
        }
    }
}
