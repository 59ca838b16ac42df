import ArgumentParser
import Diagnostics
import EngineStore
import EngineStoreSQLite
import FlowEngine
import Foundation
import Logging
import PackCompiler
import ServiceAPI
import ServiceLifecycle
import UnixSignals
import VendorConnectors
import Vocabulary

/// `trustflow serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Runs the service: many runs at once, and the API.",
        discussion: """
            With no configuration: the flows below the working folder, a SQLite file there, loopback alone, and a first \
            token that is printed once. Every option can be given as TRUSTFLOW_… in the environment. Ends gracefully \
            on SIGTERM; killed in any other way, the next start goes on where it was.
            """)

    @Option(help: "A folder with flows; TRUSTFLOW_FLOWS. (default: .)", completion: .directory)
    var flows: String?

    @Option(help: "A folder with vendor packs of your own; TRUSTFLOW_PACKS.", completion: .directory)
    var packs: String?

    @Option(help: "The store's file; TRUSTFLOW_STORE. (default: trustflow.sqlite)", completion: .file())
    var store: String?

    @Option(help: "The address to listen on; TRUSTFLOW_HOST. (default: 127.0.0.1)")
    var host: String?

    @Option(help: "The port; TRUSTFLOW_PORT. (default: 8080)")
    var port: Int?

    @Option(help: "The address that applicants and vendors reach this service at; TRUSTFLOW_PUBLIC_URL.")
    var publicUrl: String?

    @Option(
        help: ArgumentHelp(
            "Another scheme, host and port for a vendor; TRUSTFLOW_VENDOR_URL, separated by blanks.",
            valueName: "vendor=url"))
    var vendorUrl: [String] = []

    @Flag(help: "Prints every setting with where it comes from, and ends.")
    var printConfig = false

    func run() async throws {
        let settings = try ServiceSettings(self, environment: ProcessInfo.processInfo.environment)
        if printConfig { return Output.result(settings.table(on: Terminal.of(1))) }
        let addresses: VendorAddresses
        do { addresses = try VendorAddresses(settings.vendorURLs) } catch {
            throw CommandFailure(.usage, error.description)
        }

        // What is wrong with flows is said before a store is made.
        var findings = Findings()
        let library = PackLibrary(folder: settings.packs, findings: &findings)
        let files = try Input.yamlFiles(below: settings.flows).map { path throws(CommandFailure) in try Input.file(path)
        }
        let store: SQLiteStore
        let key: MasterKey
        do {
            store = try SQLiteStore(path: settings.store)
            let isNew = try await store.runs(RunFilter(), before: nil, limit: 1).isEmpty
            key = try MasterKey.find(
                in: ProcessInfo.processInfo.environment, orFile: settings.store + ".key", creating: isNew)
        } catch {
            throw CommandFailure(error)
        }
        let catalogue = FlowCatalogue(store: store, library: library)
        for file in files { findings = await catalogue.adding(file, to: findings) }
        if findings.hasErrors {
            try? await store.close()
            throw CommandFailure.found(findings)
        }
        for name in try await catalogue.loadPublished() {
            Output.talk("the published flow \(name) does not compile any more; no new runs of it are started")
        }
        let (secrets, missing) = SecretSource.read(
            await catalogue.takeSecrets(), environment: ProcessInfo.processInfo.environment)
        guard missing.isEmpty else {
            try? await store.close()
            throw CommandFailure(.usage, missing.map(\.description).joined(separator: "\n"))
        }
        try await serve(
            settings, store, key, catalogue, VendorConnector(secrets: secrets, addresses: addresses), secrets)
    }

    private func serve(
        _ settings: ServiceSettings, _ store: SQLiteStore, _ key: MasterKey, _ catalogue: FlowCatalogue,
        _ connector: VendorConnector, _ secrets: SecretSource
    ) async throws {
        let logger = Logger(label: "trustflow", factory: { StreamLogHandler.standardError(label: $0) })
        let hub = ProgressHub()
        let metrics = Metrics()
        let address = PublicAddress()
        let engine = Engine(
            EngineParts(
                store: store, sender: connector, masterKey: key, address: address,
                progress: {
                    hub.take($0)
                    metrics.take($0)
                }))
        let tokens = TokenDesk(store)
        if try await tokens.all().isEmpty {
            let first = try await tokens.create("first", scopes: Scope.allCases, at: SystemClock().now)
            Output.result("token: \(first.token)\n")
            Output.talk("this token is shown once; it may do everything. More: trustflow tokens create")
        }
        let service = APIService(
            engine: engine, store: store, catalogue: catalogue, hub: hub, metrics: metrics, address: address,
            packs: await catalogue.compiledPacks, secrets: secrets, host: settings.host, port: settings.port,
            logger: logger,
            onReady: { port in
                let own = "http://\(settings.host):\(port)"
                // Vendors on this machine reach us as we are; others only where we were told how.
                let webhooks = settings.publicURL ?? (settings.vendorURLs.isEmpty ? nil : own)
                address.set(pages: settings.publicURL ?? own, webhooks: webhooks)
                Output.result("listening: \(own)\n")
                do {
                    let resumption = try await engine.resumeAll()
                    let count = await catalogue.count
                    logger.info(
                        "ready",
                        metadata: [
                            "resumed": "\(resumption.resumed.count)", "refused": "\(resumption.refused.count)",
                            "flows": "\(count)",
                        ])
                    for (run, error) in resumption.refused {
                        logger.error(
                            "a run cannot go on", metadata: ["run": "\(run)", "code": "\(error.code.rawValue)"])
                    }
                } catch {
                    logger.error(
                        "runs cannot be taken up",
                        metadata: ["code": "\((error as? EngineError)?.code.rawValue ?? "own-failure")"])
                }
            })
        var configuration = ServiceGroupConfiguration(
            services: [.init(service: service, successTerminationBehavior: .gracefullyShutdownGroup)],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "group") { _ in SwiftLogNoOpLogHandler() })
        configuration.maximumGracefulShutdownDuration = .seconds(8)
        var failure: (any Error)?
        do { try await ServiceGroup(configuration: configuration).run() } catch { failure = error }
        hub.close()
        await engine.shutdown(grace: .seconds(1))
        try? await connector.shutdown()
        try? await store.close()
        logger.info("stopped")
        if let failure {
            throw CommandFailure(.usage, "cannot serve on \(settings.host), port \(settings.port): \(failure)")
        }
    }
}
