import ArgumentParser
import Foundation
import NIOHTTP1
import ServiceAPI

/// `trustflow runs …`, by the API.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "Looks at the runs of a service, and acts on them.",
        subcommands: [
            List.self, Show.self, Watch.self, Cancel.self, Finalize.self, Decide.self, Resolve.self, Erase.self,
            Artifacts.self,
        ])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists runs, the newest first.")
        @OptionGroup var service: ServiceArguments
        @Option(help: "Only those with a status.") var status: String?
        @Option(help: "Only those of a flow.") var flow: String?
        @Option(help: "Only those created then or later: 2026-01-31, or with a time as in 2026-01-31T09:30:00Z.")
        var since: String?
        @Option(help: "Only those created earlier; written as for --since.") var until: String?
        @Option(help: "At most so many.") var limit: Int = 50
        @Option(help: "How to print: text or json.") var format: Format = .text

        func run() async throws {
            var query = "limit=\(limit)"
            let filters = [
                ("status", status), ("flow", flow), ("created_after", since.map(Self.moment)),
                ("created_before", until.map(Self.moment)),
            ]
            for (name, value) in filters {
                guard let value = value?.addingPercentEncoding(withAllowedCharacters: .alphanumerics) else { continue }
                query += "&\(name)=\(value)"
            }
            let data = try await service.client().send(.GET, "/v1/runs?\(query)")
            if format == .json { return Output.result(String(decoding: data, as: UTF8.self) + "\n") }
            let page = try ServiceClient.decoder.decode(RunPage.self, from: data)
            let rows = page.runs.map { run in
                [
                    run.id, "\(run.flow)@\(run.version)", run.status + (run.reason.map { " (\($0))" } ?? ""),
                    run.incident.map { "incident at \($0)" } ?? run.waitingOn.map { "waits on \($0)" } ?? run.decidedBy
                        ?? "",
                    String(run.createdAt.prefix(19)),
                ]
            }
            Output.result(Terminal.of(1).table(rows, header: ["run", "flow", "status", "why", "created"]))
            if page.next != nil { Output.talk("there are more; raise --limit (200 at most) or filter") }
        }

        /// A day alone is its beginning in UTC.
        private static func moment(_ text: String) -> String { text.count == 10 ? text + "T00:00:00Z" : text }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Says why a run has its status, and what it waits for.")
        @OptionGroup var service: ServiceArguments
        @Argument(help: "The run.") var run: String
        @Option(help: "How to print: text or json.") var format: Format = .text

        func run() async throws {
            let data = try await service.client().send(.GET, "/v1/runs/\(try ServiceClient.path(run))")
            if format == .json { return Output.result(String(decoding: data, as: UTF8.self) + "\n") }
            Output.result(try ServiceClient.decoder.decode(RunView.self, from: data).text(on: Terminal.of(1)))
        }
    }

    struct Watch: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "watch", abstract: "Follows a run to its end.")
        @OptionGroup var service: ServiceArguments
        @Argument(help: "The run.") var run: String

        func run() async throws {
            let client = try service.client()
            let path = "/v1/runs/\(try ServiceClient.path(run))"
            let terminal = Terminal.of(1)
            try await client.lines(path + "/events") { line in
                guard line.hasPrefix("data: "),
                    let event = try? ServiceClient.decoder.decode(EventView.self, from: Data(line.dropFirst(6).utf8))
                else { return }
                Output.result(event.line(on: terminal))
            }
            let data = try await client.send(.GET, path)
            Output.result("\n" + (try ServiceClient.decoder.decode(RunView.self, from: data).text(on: terminal)))
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "cancel", abstract: "Cancels a run.")
        @OptionGroup var service: ServiceArguments
        @Argument(help: "The run.") var run: String

        func run() async throws { try await service.client().act("cancel", on: run, [:]) }
    }

    struct Finalize: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "finalize", abstract: "Lets verifications be closed, where the flow waits for its caller.")
        @OptionGroup var service: ServiceArguments
        @Argument(help: "The run.") var run: String

        func run() async throws { try await service.client().act("finalize", on: run, [:]) }
    }

    struct Decide: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "decide", abstract: "Ends a review, or answers a step.")
        @OptionGroup var service: ServiceArguments
        @Argument(help: "The run.") var run: String
        @Argument(help: "verify or reject, or one of the step's answers.") var answer: String
        @Option(help: "The step that asks; without it, the review of the run is ended.") var step: String?
        @Option(help: "Who decides: a pseudonym, not a name.") var by: String
        @Option(help: "Why, in a word.") var reason: String?

        func run() async throws {
            var body = ["answer": answer, "by": by]
            body["reason"] = reason
            body["step"] = step
            try await service.client().act("decision", on: run, body)
        }
    }

    struct Resolve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "resolve", abstract: "Resolves a run's incident.")
        @OptionGroup var service: ServiceArguments
        @Argument(help: "The run.") var run: String
        @Argument(help: "retry, skip or fail.") var verb: String
        @Option(help: "Who acts: a pseudonym, not a name.") var by: String

        func run() async throws {
            let client = try service.client()
            let data = try await client.send(.GET, "/v1/runs/\(try ServiceClient.path(run))")
            guard let incident = try ServiceClient.decoder.decode(RunView.self, from: data).incidents.first else {
                throw CommandFailure(.found, "the run has no incident")
            }
            let id = incident.id.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            try await client.act("incidents/\(id)", on: run, ["verb": verb, "by": by])
        }
    }

    struct Erase: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "erase", abstract: "Erases what is personal of a run that has ended.")
        @OptionGroup var service: ServiceArguments
        @Argument(help: "The run.") var run: String

        func run() async throws {
            let data = try await service.client().send(
                .DELETE, "/v1/runs/\(try ServiceClient.path(run))/personal-data")
            Output.talk("erased")
            let vendors = try ServiceClient.decoder.decode(Erasure.self, from: data).vendors
            guard !vendors.isEmpty else { return }
            let rows = vendors.map { [$0.vendor, $0.operation, $0.outcome, $0.nextAt ?? $0.detail ?? ""] }
            Output.result(Terminal.of(1).table(rows, header: ["vendor", "operation", "outcome", ""]))
        }
    }
}

extension ServiceClient {
    /// Tells a run something, and shows what became of it.
    fileprivate func act(_ what: String, on run: String, _ body: [String: String]) async throws {
        let data = try await send(.POST, "/v1/runs/\(try ServiceClient.path(run))/\(what)", body: body)
        Output.result(try ServiceClient.decoder.decode(RunView.self, from: data).text(on: Terminal.of(1)))
    }
}
