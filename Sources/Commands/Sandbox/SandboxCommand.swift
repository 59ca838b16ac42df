import ArgumentParser
import Diagnostics
import FlowCompiler
import Foundation
import Logging
import PackCompiler
import ServiceLifecycle
import UnixSignals
import VendorSandbox
import Vendors
import YAMLTree

/// `trustflow sandbox`
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Plays vendors on loopback, strictly to their contracts.",
        discussion: """
            The first line on standard output is JSON with the address of each vendor, for `trustflow run \
            --vendor-url`. What calls created and changed goes into the effect log, a JSON line each.

            A script for the next verification is posted to any address: POST /_sandbox/script with a body such as \
            {"story":"approved","answers":{"biometrics":["face_too_small","timeout","lost"]}}. \
            GET /_sandbox/effects gives the log.
            """)

    @Argument(help: "Packs to play; without any, all that have stories.")
    var vendors: [String] = []

    @Option(help: "Port of the first vendor, the others get those that follow; 0 lets the system choose.")
    var port: Int = 0

    @Option(
        help: ArgumentHelp(
            "What every verification follows, as in scenarios: `{ idmeta: outage }`, `{ idmeta.create: [lost] }`.",
            valueName: "yaml"))
    var play: String?

    @Option(help: "The effect log; emptied at the start.", completion: .file())
    var effects: String = "sandbox-effects.jsonl"

    @Option(help: "A folder with vendor packs of your own.", completion: .directory)
    var packs: String?

    @Option(
        help: ArgumentHelp(
            "The service whose webhook routes stand in the vendors' dashboards; for vendors that are told no address.",
            valueName: "url"))
    var service: String?

    @Option(help: "Seed of the vendors' ids.")
    var seed: UInt64 = 1

    func run() async throws {
        guard (0...65535).contains(port) else {
            throw CommandFailure(.usage, "a port is 0 to 65535, and \(port) is none")
        }
        var workspace = try Workspace(packs: packs)
        let played = try played(&workspace)
        let scripts = try scripts(for: played)
        do {
            let sandbox = try await Sandbox.start(
                packs: played, port: port, seed: seed, effects: effects,
                secrets: ProcessInfo.processInfo.environment,
                service: service.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 })
            for (vendor, script) in scripts { try sandbox.setDefault(script, for: vendor) }
            Output.result(try SandboxAddresses(addresses: sandbox.addresses, effects: effects).line())
            let group = ServiceGroup(
                services: [sandbox], gracefulShutdownSignals: [.sigterm, .sigint],
                logger: Logger(label: "sandbox", factory: { _ in SwiftLogNoOpLogHandler() }))
            try await group.run()
        } catch let error as SandboxError {
            throw CommandFailure(.usage, error.description)
        }
    }

    private func played(_ workspace: inout Workspace) throws -> [Pack] {
        let names = vendors.isEmpty ? workspace.library.names : vendors
        var played: [Pack] = []
        for name in names {
            guard workspace.library.names.contains(name) else {
                let help = nameHelp(for: name, in: workspace.library.names, known: "the packs") ?? ""
                throw CommandFailure(.usage, "there is no vendor pack `\(name)`; \(help)")
            }
            guard let pack = workspace.library.pack(name, findings: &workspace.findings) else { continue }
            if pack.stories != nil || !vendors.isEmpty { played.append(pack) }
        }
        if workspace.findings.hasErrors { throw CommandFailure.found(workspace.findings) }
        return played
    }

    private func scripts(for packs: [Pack]) throws -> [String: VendorScript] {
        guard let play else { return [:] }
        var findings = Findings()
        let file = SourceFile(path: "--play", bytes: Array(play.utf8))
        let node = YAMLReader.read(file, findings: &findings).first
        let named = Dictionary(packs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let scripts = node.map { VendorScriptReader(packs: named).read($0, findings: &findings) } ?? [:]
        if findings.hasErrors { throw CommandFailure.found(findings) }
        return scripts
    }
}

/// The first line of a sandbox.
struct SandboxAddresses: Codable {
    var addresses: [String: String]
    var effects: String
}
