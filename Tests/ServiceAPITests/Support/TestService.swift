import AsyncHTTPClient
import Deliveries
import Diagnostics
import EngineStore
import EngineStoreSQLite
import FlowEngine
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import Notifications
import PackCompiler
import ServiceLifecycle
import StoreSamples
import Testing
import VendorConnectors
import VendorSandbox
import Vendors

@testable import ServiceAPI

/// The service on a port of its own, its store in a file and its vendor played, for as long as a test takes.
struct TestService: Sendable {
    let port: Int
    let token: String
    let store: SQLiteStore
    let engine: Engine
    let sandbox: Sandbox
    let readiness: Readiness
    let hub: ProgressHub
    let log: LogRecorder

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func with(
        _ script: VendorScript = VendorScript(), patience: ServicePatience = ServicePatience(), isReady: Bool = true,
        clock: any EngineClock = SystemClock(), publicURL: String? = nil, vendors: [String] = ["idmeta"],
        _ body: (TestService) async throws -> Void
    ) async throws {
        try await TemporaryFolder.with { folder in
            var findings = Findings()
            let library = PackLibrary()
            let packs = try vendors.map { try #require(library.pack($0, findings: &findings)) }
            let sandbox = try await Sandbox.start(packs: packs)
            try sandbox.setDefault(script, for: "idmeta")
            let store = try SQLiteStore(path: folder + "/store.sqlite")
            let catalogue = FlowCatalogue(store: store, library: library)
            let path = "Flows/retail-onboarding/retail-onboarding.yaml"
            let text = try Data(contentsOf: root.appending(path: path))
            _ = await catalogue.adding(SourceFile(path: "retail-onboarding.yaml", bytes: Array(text)), to: findings)
            let secrets = SecretSource.read(
                ["IDMETA_API_TOKEN", "IDENFY_API_KEY", "IDENFY_API_SECRET", "IDENFY_WEBHOOK_SECRET"],
                environment: [
                    "IDMETA_API_TOKEN": "x", "IDENFY_API_KEY": "x", "IDENFY_API_SECRET": "x",
                    "IDENFY_WEBHOOK_SECRET": "sandbox",
                ]
            ).source
            let connector = VendorConnector(
                secrets: secrets, addresses: try VendorAddresses(sandbox.addresses.map { "\($0)=\($1)" }))
            let address = PublicAddress()
            let hub = ProgressHub()
            let metrics = Metrics()
            let masterKey = MasterKey.generate()
            // Deliveries are taken in and looked at; what sends them is not begun.
            let book = try await EndpointBook(store: store, masterKey: masterKey)
            let loopback = AddressGuard(allowing: [try #require(IPBlock("127.0.0.0/8"))])
            let courier = Courier(
                store: store, book: book, sender: HookSender(guarded: loopback), variables: { _ in nil },
                clock: CourierClock(now: { clock.now }, sleep: { try await clock.sleep(until: $0) }), report: { _ in })
            let engine = Engine(
                EngineParts(
                    store: store, sender: connector, masterKey: masterKey, clock: clock, address: address,
                    progress: {
                        hub.take($0)
                        metrics.take($0)
                    }))
            let made = try await TokenDesk(store).create("all", scopes: Scope.allCases, at: clock.now)
            let readiness = Readiness()
            if isReady { readiness.set() }
            let log = LogRecorder()
            let (ports, opened) = AsyncStream.makeStream(of: Int.self)
            let service = APIService(
                engine: engine, store: store, catalogue: catalogue, hub: hub, metrics: metrics,
                notifications: Notifying(book: book, courier: courier, addresses: loopback), readiness: readiness,
                packs: packs, secrets: secrets, host: "127.0.0.1", port: 0, publicURL: publicURL,
                patience: patience, clock: clock, logger: log.logger,
                onReady: { port in
                    address.set(pages: "http://127.0.0.1:\(port)", webhooks: "http://127.0.0.1:\(port)")
                    opened.yield(port)
                })
            let group = ServiceGroup(
                services: [service], logger: Logger(label: "group") { _ in SwiftLogNoOpLogHandler() })
            let running = Task { try await group.run() }
            var port = ports.makeAsyncIterator()
            let test = TestService(
                port: try #require(await port.next()), token: made.token, store: store, engine: engine,
                sandbox: sandbox, readiness: readiness, hub: hub, log: log)
            let result: Result<Void, any Error>
            do { result = .success(try await body(test)) } catch { result = .failure(error) }
            await group.triggerGracefulShutdown()
            try await running.value
            await engine.shutdown()
            try await connector.shutdown()
            await sandbox.stop()
            try await store.close()
            try result.get()
        }
    }

    /// Goes nowhere by itself.
    private static let client = HTTPClient(
        eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))

    var url: String { "http://127.0.0.1:\(port)" }

    func send(
        _ method: String, _ path: String, _ body: Data? = nil, type: String? = "application/json",
        token: String? = nil, headers: [String: String] = [:]
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url + path)
        request.method = .RAW(value: method)
        // A service that is soon out of patience may close a connection just when it would be used again.
        request.headers.add(name: "connection", value: "close")
        let token = token ?? self.token
        if !token.isEmpty { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        if let body {
            request.body = .bytes(ByteBuffer(bytes: body))
            if let type { request.headers.add(name: "content-type", value: type) }
        }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        let response = try await Self.client.execute(request, timeout: .seconds(60))
        let received = try await response.body.collect(upTo: 16 << 20)
        var fields: [String: String] = [:]
        for header in response.headers { fields[header.name.lowercased()] = header.value }
        return Answer(status: Int(response.status.code), headers: fields, body: Data(Array(buffer: received)))
    }

    /// Publishes ``Requests/flow``.
    func publishSmall() async throws {
        try await publish("small", Requests.flow)
    }

    func publish(_ name: String, _ flow: String) async throws {
        let path = "/v1/flows/\(name)/1"
        let published = try await send("PUT", path, Data(flow.utf8), type: "application/yaml")
        #expect(published.status == 200, "\(published.text)")
    }

    /// Starts a run and gives its name.
    func start(_ body: Data? = nil) async throws -> String {
        let started = try await send("POST", "/v1/runs", try body ?? Requests.run())
        #expect(started.status == 201, "\(started.text)")
        return try #require(started["id"] as? String)
    }

    /// Starts a run and waits until nothing happens to it by itself any more.
    func startAndRest(_ body: Data? = nil) async throws -> String {
        let run = try await start(body)
        _ = try await engine.rest(of: try #require(RunID(run)))
        return run
    }
}

struct Answer {
    var status: Int
    /// By name in lower case.
    var headers: [String: String]
    var body: Data

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:] }
    var code: String? { self["code"] as? String }

    subscript(name: String) -> Any? { json[name] }
}
