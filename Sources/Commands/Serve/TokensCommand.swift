import ArgumentParser
import EngineStore
import EngineStoreSQLite
import FlowEngine
import Foundation
import ServiceAPI
import Vocabulary

/// `trustflow tokens create|list|revoke`, on the store itself; a daemon must not be using it.
struct TokensCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens", abstract: "Makes, lists and revokes tokens of the API, while the service is stopped.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct StoreArguments: ParsableArguments {
        @Option(help: "The store's file. (default: that of the service's settings)", completion: .file())
        var store: String?

        func open() throws -> SQLiteStore {
            let environment = ProcessInfo.processInfo.environment
            let file = try SettingsFile.find(environment["TRUSTFLOW_CONFIG"])
            let path = store ?? environment["TRUSTFLOW_STORE"] ?? file.entries["store"]?.value ?? "trustflow.sqlite"
            do { return try SQLiteStore(path: path) } catch { throw CommandFailure(error) }
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
            let store = try arguments.open()
            let made = try await TokenDesk(store).create(
                label, scopes: scopes.isEmpty ? Scope.allCases : scopes, at: SystemClock().now)
            try await store.close()
            Output.result(made.token + "\n")
            Output.talk("shown once; its id is \(made.entry.id)")
        }
    }

    struct List: AsyncParsableCommand {
        @OptionGroup var arguments: StoreArguments

        func run() async throws {
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
            let store = try arguments.open()
            try await TokenDesk(store).revoke(id)
            try await store.close()
        }
    }
}
