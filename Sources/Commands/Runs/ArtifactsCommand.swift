import ArgumentParser
import Foundation
import NIOHTTP1

extension RunsCommand {
    /// `trustflow runs artifacts RUN [CHECK NAME --output PLACE]`
    struct Artifacts: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "artifacts", abstract: "Lists what vendors may have of a run, or fetches one of them.",
            discussion: """
                `trustflow runs artifacts run_…` lists photos, videos and reports by check and name; with both, one is \
                fetched from its vendor: `trustflow runs artifacts run_… identity report --output report.pdf`. Of an \
                archive all files are written into the folder that `--output` names.
                """)

        @OptionGroup var service: ServiceArguments
        @Argument(help: "The run.") var run: String
        @Argument(help: "The check that it belongs to.") var check: String?
        @Argument(help: "Its name.") var name: String?
        @Option(help: "The file to write it to; a folder for several files.", completion: .file()) var output: String?
        @Option(help: "How to print the list: text or json.") var format: Format = .text

        private struct List: Decodable {
            struct Item: Decodable {
                var check: String
                var name: String
                var type: String
                var vendor: String
            }

            var artifacts: [Item]
        }

        private struct Files: Decodable {
            struct File: Decodable { var name: String }

            var files: [File]
        }

        func run() async throws {
            let client = try service.client()
            let path = "/v1/runs/\(try ServiceClient.path(run))/artifacts"
            guard let check else {
                let data = try await client.send(.GET, path)
                if format == .json { return Output.result(String(decoding: data, as: UTF8.self) + "\n") }
                let rows = try ServiceClient.decoder.decode(List.self, from: data).artifacts.map {
                    [$0.check, $0.name, $0.type, $0.vendor]
                }
                return Output.result(Terminal.of(1).table(rows, header: ["check", "name", "type", "vendor"]))
            }
            guard let name, let output else {
                throw CommandFailure(.usage, "name the check, the artifact, and where it goes with --output")
            }
            let one = path + "/\(Self.escaped(check))/\(Self.escaped(name))"
            let target = URL(filePath: output)
            guard let several = try await client.file(one, to: target) else {
                return Output.talk("written to \(output)")
            }
            let files = try ServiceClient.decoder.decode(Files.self, from: several).files
            do { try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true) } catch {
                throw CommandFailure(.usage, "`\(output)` cannot be made a folder")
            }
            for file in files {
                // What the service calls a file may not lead out of the folder.
                guard !file.name.contains("/"), !file.name.hasPrefix(".") else { continue }
                _ = try await client.file(
                    one + "?file=\(Self.escaped(file.name))", to: target.appending(path: file.name))
            }
            Output.talk("\(files.count) files written to \(output)")
        }

        private static func escaped(_ text: String) -> String {
            text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        }
    }
}
