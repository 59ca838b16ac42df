public import EngineStore
public import FlowEngine
import Hummingbird
import Logging
import NIOCore
public import ServiceLifecycle
public import VendorConnectors
public import Vendors

/// The applicants' links and the vendors' webhooks alone, for an engine without the API around it: `trustflow run`.
public struct SessionListener: Service {
    private let responder: Responder
    private let host: String
    private let port: Int
    private let onReady: @Sendable (Int) async -> Void

    /// - Parameter onReady: called with the port once it listens.
    public init(
        engine: Engine, store: any EngineStore, packs: [Pack], secrets: SecretSource,
        host: String, port: Int, onReady: @escaping @Sendable (Int) async -> Void
    ) {
        let metrics = Metrics()
        let routes = RouteTable.outside(
            LinkDesk(engine: engine),
            VendorDesk(engine: engine, metrics: metrics, packs: packs, secrets: secrets))
        responder = Responder(
            matcher: RouteMatcher(routes),
            reader: RequestReader(tokens: TokenDesk(store), patience: ServicePatience().body),
            answers: AnswerShelf(store: store, clock: SystemClock()) { _, status in
                .text(status, "", type: "text/plain")
            },
            metrics: metrics, logger: Logger(label: "listener") { _ in SwiftLogNoOpLogHandler() })
        self.host = host
        self.port = port
        self.onReady = onReady
    }

    public func run() async throws {
        let application = Application(
            responder: responder, server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "trustflow"),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "http") { _ in SwiftLogNoOpLogHandler() })
        try await application.run()
    }
}
