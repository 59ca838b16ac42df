import ArgumentParser
import EngineStore
import EngineStoreSQLite
import FlowEngine
import Foundation
import NIOHTTP1
import ServiceAPI
import Vocabulary

/// `trustflow tokens create|list|revoke`: by a running service where there is a token for it, else in the store itself.
struct TokensCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens", abstract: "Makes, lists and revokes tokens of the API.",
        discussion: """
            With TRUSTFLOW_TOKEN or --token-file a running service is asked, and nobody gives away more than they have. \
            Without one, or with --store, the store itself is changed, which no service may be using then.
            """,
        subcommands: [Create.self, List.self, Revoke.self])

    struct StoreArguments: ParsableArguments {
        @Option(help: "The store's file. (default: that of the service's settings)", completion: .file())
        var store: String?

        @OptionGroup var service: ServiceArguments

        /// `nil` where the store itself is meant.
        func client() throws -> ServiceClient? {
            let hasToken = ProcessInfo.processInfo.environment["TRUSTFLOW_TOKEN"]?.isEmpty == false
            guard store == nil, hasToken || service.tokenFile != nil else { return nil }
            return try service.client()
        }

        func open() throws -> SQLiteStore {
            let environment = ProcessInfo.processInfo.environment
            let file = try SettingsFile.find(environment["TRUSTFLOW_CONFIG"])
            let path = store ?? environment["TRUSTFLOW_STORE"] ?? file.entries["store"]?.value ?? "trustflow.sqlite"
            do {
                return try SQLiteStore(path: path)
            } catch  where error.code == .inUse {
                throw CommandFailure(
                    .usage,
                    "`\(path)` is in use; ask the service that has it: set TRUSTFLOW_TOKEN to a token with the "
                        + "scope `operate`")
            } catch {
                throw CommandFailure(error)
            }
        }
    }

    struct Create: AsyncParsableCommand {
        @OptionGroup var arguments: StoreArguments

        @Argument(help: "What the token is called, to find it again.")
        var label: String

        @Option(
            help: "What it allows; all of it without any: \(Scope.allCases.map(\.rawValue).joined(separator: ", ")).")
        var scope: [String] = []

        func run() async throws {
            let scopes = try scope.map { name in
                guard let scope = Scope(rawValue: name) else {
                    throw CommandFailure(
                        .usage,
                        "there is no scope `\(name)`; known are \(Scope.allCases.map(\.rawValue).joined(separator: ", "))"
                    )
                }
                return scope
            }
            let chosen = scopes.isEmpty ? Scope.allCases : scopes
            if let client = try arguments.client() {
                struct Request: Encodable {
                    var label: String
                    var scopes: [String]
                }
                let data = try await client.send(
                    .POST, "/v1/tokens", body: Request(label: label, scopes: chosen.map(\.rawValue)))
                let made = try ServiceClient.decoder.decode(TokenView.self, from: data)
                Output.result((made.token ?? "") + "\n")
                return Output.talk("shown once; its id is \(made.id)")
            }
            let store = try arguments.open()
            let made = try await TokenDesk(store).create(
                label, scopes: chosen, at: SystemClock().now)
            try await store.close()
            Output.result(made.token + "\n")
            Output.talk("shown once; its id is \(made.entry.id)")
        }
    }

    struct List: AsyncParsableCommand {
        @OptionGroup var arguments: StoreArguments

        func run() async throws {
            if let client = try arguments.client() {
                let page = try ServiceClient.decoder.decode(
                    TokenPage.self, from: try await client.send(.GET, "/v1/tokens"))
                let rows = page.tokens.map { [$0.id, $0.label, $0.scopes.joined(separator: " ")] }
                return Output.result(Terminal.of(1).table(rows, header: ["id", "label", "scopes"]))
            }
            let store = try arguments.open()
            let rows = try await TokenDesk(store).all().map { entry in
                [entry.id, entry.label, entry.scopes.map(\.rawValue).joined(separator: " ")]
            }
            try await store.close()
            Output.result(Terminal.of(1).table(rows, header: ["id", "label", "scopes"]))
        }
    }

    struct Revoke: AsyncParsableCommand {
        @OptionGroup var arguments: StoreArguments

        @Argument(help: "The id of a token, as `list` gives it.")
        var id: String

        func run() async throws {
            if let client = try arguments.client() {
                let name = id.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
                _ = try await client.send(.DELETE, "/v1/tokens/\(name)")
                return
            }
            let store = try arguments.open()
            try await TokenDesk(store).revoke(id)
            try await store.close()
        }
    }
}
