import ArgumentParser
import Foundation
import NIOHTTP1
import ServiceAPI
import Vocabulary

/// `trustflow webhooks …`, by the API.
struct WebhooksCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "webhooks", abstract: "Says who is told of runs, and what became of what was sent.",
        subcommands: [
            List.self, Create.self, Rotate.self, Test.self, Deliveries.self, Redeliver.self, Enable.self, Remove.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Lists the addresses that are told of runs.")
        @OptionGroup var service: ServiceArguments
        @Option(help: "How to print: text or json.") var format: Format = .text

        func run() async throws {
            let data = try await service.client().send(.GET, "/v1/webhooks")
            if format == .json { return Output.result(String(decoding: data, as: UTF8.self) + "\n") }
            let rows = try ServiceClient.decoder.decode(WebhookPage.self, from: data).webhooks.map { webhook in
                [
                    webhook.id, webhook.enabled ? "enabled" : "disabled (\(webhook.disabledBy ?? "owner"))",
                    webhook.events.joined(separator: " "), webhook.flows?.joined(separator: " ") ?? "all flows",
                    webhook.url,
                ]
            }
            Output.result(Terminal.of(1).table(rows, header: ["webhook", "state", "events", "flows", "url"]))
        }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create", abstract: "Registers an address that is told of runs; prints its secret, once.")
        @OptionGroup var service: ServiceArguments
        @Argument(help: "The address, https://…") var url: String
        @Option(
            help: "What it is told: \(NoticeKind.allCases.map(\.rawValue).joined(separator: ", ")); all without any.")
        var on: [String] = []
        @Option(help: "Only of this flow; may be given again.") var flow: [String] = []

        func run() async throws {
            struct Request: Encodable {
                var url: String
                var events: [String]
                var flows: [String]?
            }
            let events = on.isEmpty ? NoticeKind.allCases.map(\.rawValue) : on
            let request = Request(url: url, events: events, flows: flow.isEmpty ? nil : flow)
            try await service.client().showSecret(.POST, "/v1/webhooks", request)
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate",
            abstract: "Makes a new secret and prints it, once; the old one signs as well for a while.")
        @OptionGroup var service: ServiceArguments
        @Argument(help: "The webhook.") var webhook: String
        @Option(help: "How many hours the old secret signs as well.") var keepHours: Int = 24

        func run() async throws {
            let path = try ServiceClient.webhook(webhook) + "/rotate"
            try await service.client().showSecret(.POST, path, ["keep_hours": keepHours])
        }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "test", abstract: "Sends a webhook.test.")
        @OptionGroup var service: ServiceArguments
        @Argument(help: "The webhook.") var webhook: String

        func run() async throws {
            let client = try service.client()
            let data = try await client.send(.POST, try ServiceClient.webhook(webhook) + "/test")
            let delivery = try ServiceClient.decoder.decode(DeliveryView.self, from: data)
            Output.talk("on its way as \(delivery.id); `trustflow webhooks deliveries` says what became of it")
        }
    }

    struct Deliveries: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "deliveries",
            abstract: "Says what was sent to an address and what became of it, the newest first.")
        @OptionGroup var service: ServiceArguments
        @Argument(help: "The webhook.") var webhook: String
        @Option(help: "At most so many.") var limit: Int = 50
        @Option(help: "How to print: text or json.") var format: Format = .text

        func run() async throws {
            let path = try ServiceClient.webhook(webhook) + "/deliveries?limit=\(limit)"
            let data = try await service.client().send(.GET, path)
            if format == .json { return Output.result(String(decoding: data, as: UTF8.self) + "\n") }
            let page = try ServiceClient.decoder.decode(DeliveryPage.self, from: data)
            let rows = page.deliveries.map { delivery in
                let last = delivery.attempts.last
                let answer = [last?.status.map(String.init), last?.problem].compactMap(\.self)
                return [
                    delivery.id, delivery.type, delivery.run ?? "", delivery.state, String(delivery.attempts.count),
                    answer.joined(separator: " "), delivery.nextAt.map { String($0.prefix(19)) } ?? "",
                ]
            }
            let header = ["delivery", "type", "run", "state", "tries", "last answer", "next try"]
            Output.result(Terminal.of(1).table(rows, header: header))
            if page.next != nil { Output.talk("there are more; raise --limit (200 at most)") }
        }
    }

    struct Redeliver: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "redeliver", abstract: "Sends a delivery again, under its own id.")
        @OptionGroup var service: ServiceArguments
        @Argument(help: "The webhook.") var webhook: String
        @Argument(help: "The delivery.") var delivery: String

        func run() async throws {
            let path = try ServiceClient.webhook(webhook) + "/deliveries/\(try ServiceClient.word(delivery))/redeliver"
            _ = try await service.client().send(.POST, path)
            Output.talk("on its way")
        }
    }

    struct Enable: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "enable",
            abstract: "Sends to an address again that was disabled; what it missed is not sent by itself.")
        @OptionGroup var service: ServiceArguments
        @Argument(help: "The webhook.") var webhook: String

        func run() async throws {
            _ = try await service.client().send(.PATCH, try ServiceClient.webhook(webhook), body: ["enabled": true])
            Output.talk("enabled")
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "Forgets an address and its deliveries.")
        @OptionGroup var service: ServiceArguments
        @Argument(help: "The webhook.") var webhook: String

        func run() async throws {
            _ = try await service.client().send(.DELETE, try ServiceClient.webhook(webhook))
            Output.talk("removed")
        }
    }
}

extension ServiceClient {
    fileprivate static func webhook(_ id: String) throws(CommandFailure) -> String { "/v1/webhooks/\(try word(id))" }

    /// A name as it stands in a path.
    fileprivate static func word(_ text: String) throws(CommandFailure) -> String {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 == UInt8(ascii: "_") || Self.isLetterOrDigit($0) }) else {
            throw CommandFailure(.usage, "`\(text)` is no name of a webhook or a delivery")
        }
        return text
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// Prints the secret alone, so that it can be piped away.
    fileprivate func showSecret(_ method: HTTPMethod, _ path: String, _ body: some Encodable & Sendable) async throws {
        let webhook = try ServiceClient.decoder.decode(
            WebhookView.self, from: try await send(method, path, body: body))
        Output.result((webhook.secret ?? "") + "\n")
        Output.talk("the secret of \(webhook.id) is shown once")
    }
}
