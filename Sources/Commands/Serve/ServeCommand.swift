import ArgumentParser
import Deliveries
import Diagnostics
import EngineStore
import EngineStoreSQLite
import FlowEngine
import Foundation
import Logging
import NIOCore
import PackCompiler
import Privacy
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
            token that is printed once. Every option can be given as TRUSTFLOW_… in the environment, and in \
            trustflow.yaml (`--public-url` is `public_url` there); an option wins over the environment, that over the \
            file. Ends gracefully on SIGTERM; killed in any other way, the next start goes on where it was.
            """)

    @Option(
        help: "A file with settings; TRUSTFLOW_CONFIG. (default: trustflow.yaml, if there is one)", completion: .file())
    var config: String?

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

    @Option(
        help: ArgumentHelp(
            "Another scheme, host and port for a vendor; TRUSTFLOW_VENDOR_URL, separated by blanks.",
            valueName: "vendor=url"))
    var vendorUrl: [String] = []

    @Option(
        help: "The address that the world reaches the service by; TRUSTFLOW_PUBLIC_URL. (default: where it listens)")
    var publicUrl: String?

    @Option(
        help: ArgumentHelp(
            "A private network that notifications may go to; TRUSTFLOW_ALLOW_PRIVATE_WEBHOOKS, separated by blanks.",
            valueName: "cidr"))
    var allowPrivateWebhooks: [String] = []

    @Option(help: "From which level on to log: trace, debug, info, …; TRUSTFLOW_LOG_LEVEL. (default: info)")
    var logLevel: String?

    @Option(help: "How to log, text or json; TRUSTFLOW_LOG_FORMAT. (default: text)")
    var logFormat: String?

    @Flag(help: "Prints every setting with where it comes from, and ends.")
    var printConfig = false

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let settings = try ServiceSettings(
            options, environment: environment, file: try SettingsFile.find(config ?? environment["TRUSTFLOW_CONFIG"]))
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
            var isNew = try await store.runs(RunFilter(), before: nil, limit: 1).isEmpty
            if isNew { isNew = try await EndpointBook.isEmpty(store) }
            key = try MasterKey.find(
                in: ProcessInfo.processInfo.environment, orFile: settings.store + ".key", creating: isNew)
        } catch {
            throw CommandFailure(error)
        }
        let catalogue = FlowCatalogue(store: store, library: library)
        for file in files { findings = await catalogue.adding(file, to: findings) { try? Input.file($0) } }
        if findings.hasErrors {
            try? await store.close()
            throw CommandFailure.found(findings)
        }
        let logger = ServiceLog.logger(settings.logLevel, settings.logFormat)
        for name in try await catalogue.loadPublished() {
            logger.warning(
                "a published flow does not compile any more; no new runs of it are started",
                metadata: ["flow": "\(name)"])
        }
        let (secrets, missing) = SecretSource.read(
            await catalogue.takeSecrets(), environment: ProcessInfo.processInfo.environment)
        guard missing.isEmpty else {
            try? await store.close()
            throw CommandFailure(.usage, missing.map(\.description).joined(separator: "\n"))
        }
        let variables = Notifier.variables(in: ProcessInfo.processInfo.environment)
        var problems = await catalogue.settingProblems { secrets.secret($0)?.exposed(to: .vendor) }
        problems += await catalogue.notifyTargets.flatMap {
            $0.problems(variables, guarded: settings.webhookAddresses)
        }
        guard problems.isEmpty else {
            try? await store.close()
            throw CommandFailure(.usage, problems.joined(separator: "\n"))
        }
        let connector = VendorConnector(secrets: secrets, addresses: addresses)
        try await serve(settings, store, key, catalogue, connector, secrets, logger)
    }

    /// What was given as options, by name.
    private var options: [String: String] {
        let all: [String: String?] = [
            "flows": flows, "packs": packs, "store": store, "host": host, "port": port.map(String.init),
            "public-url": publicUrl, "vendor-url": vendorUrl.isEmpty ? nil : vendorUrl.joined(separator: " "),
            "allow-private-webhooks": allowPrivateWebhooks.isEmpty ? nil : allowPrivateWebhooks.joined(separator: " "),
            "log-level": logLevel, "log-format": logFormat,
        ]
        return all.compactMapValues(\.self)
    }

    private func serve(
        _ settings: ServiceSettings, _ store: SQLiteStore, _ key: MasterKey, _ catalogue: FlowCatalogue,
        _ connector: VendorConnector, _ secrets: SecretSource, _ logger: Logger
    ) async throws {
        let hub = ProgressHub()
        let metrics = Metrics { store.samples }
        let readiness = Readiness()
        let address = PublicAddress()
        if settings.port != 0 { address.set(settings, port: settings.port) }
        let notifier = try await Notifier(
            store: store, masterKey: key, addresses: settings.webhookAddresses,
            environment: ProcessInfo.processInfo.environment, metrics: metrics, logger: logger)
        let alerts = AlertLog(logger: logger)
        let engine = Engine(
            EngineParts(
                store: store, sender: connector, masterKey: key, address: address,
                progress: {
                    hub.take($0)
                    metrics.take($0)
                    alerts.take($0)
                    notifier.take($0)
                }, subscribers: notifier.book.subscribers,
                subflows: { [catalogue] in await catalogue.subflow($0) },
                variable: { secrets.secret($0)?.exposed(to: .vendor) }))
        let tokens = TokenDesk(store)
        if try await tokens.all().isEmpty {
            let first = try await tokens.create("first", scopes: Scope.allCases, at: SystemClock().now)
            Output.result("token: \(first.token)\n")
            logger.notice("the first token is shown once; it may do everything. More: trustflow tokens create")
        }
        let service = APIService(
            engine: engine, store: store, catalogue: catalogue, hub: hub, metrics: metrics,
            notifications: notifier.notifying, readiness: readiness,
            packs: await catalogue.compiledPacks, secrets: secrets, host: settings.host,
            port: settings.port, publicURL: settings.givenURL, logger: logger,
            onReady: { port in
                address.set(settings, port: port)
                Output.result("listening: \(settings.listeningURL(port: port))\n")
            })
        let takingUp = TakingUp(
            engine: engine, readiness: readiness, flowCount: await catalogue.count, logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: takingUp, successTerminationBehavior: .ignore),
                .init(service: service, successTerminationBehavior: .gracefullyShutdownGroup),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "group") { _ in SwiftLogNoOpLogHandler() })
        configuration.maximumGracefulShutdownDuration = .seconds(8)
        let delivering = notifier.start()
        var failure: (any Error)?
        do { try await ServiceGroup(configuration: configuration).run() } catch { failure = error }
        hub.close()
        await engine.shutdown(grace: .seconds(1))
        await notifier.stop(delivering, grace: .seconds(2))
        try? await connector.shutdown()
        try? await store.close()
        logger.info("stopped")
        if let failure {
            let why = (failure as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(failure)"
            throw CommandFailure(.usage, "cannot serve on \(settings.host), port \(settings.port): \(why)")
        }
    }
}

extension PublicAddress {
    /// Vendors on this machine reach us as we listen; others only where we were told how.
    fileprivate func set(_ settings: ServiceSettings, port: Int) {
        let own = settings.listeningURL(port: port)
        set(
            pages: settings.givenURL ?? own,
            webhooks: settings.givenURL ?? (settings.vendorURLs.isEmpty ? nil : own))
    }
}

extension SQLiteStore {
    /// What the metrics say of the store.
    fileprivate var samples: [Metrics.Sample] {
        let statistics = statistics
        return [
            Metrics.Sample(
                "trustflow_store_commits_total", "Transactions that the store has made durable.",
                Double(statistics.transactions)),
            Metrics.Sample(
                "trustflow_store_changes_total", "Changes in those transactions.", Double(statistics.changes)),
        ]
    }
}
