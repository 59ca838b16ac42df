import ArgumentParser
import Diagnostics
import Foundation
import PackCompiler

/// `trustflow pack new --openapi FILE`
struct PackNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Begins a pack from a vendor's OpenAPI document.",
        discussion: """
            Writes a folder with a copy of the document, a binding that has every operation of it, and stories with \
            sample answers. What the document does not say is FILL_IN there; `trustflow pack check` names each of them. \
            No file that is there already is touched.
            """)

    @Option(help: "The vendor's document: OpenAPI 3.1, YAML or JSON.", completion: .file(extensions: ["yaml", "json"]))
    var openapi: String

    @Option(help: "The pack's name, made of the document's title if not given: lower-case letters, digits, `_`.")
    var name: String?

    @Option(help: "The folder in which the pack's folder is made.", completion: .directory)
    var into = "."

    func run() throws {
        if let name {
            let isName = name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
            guard isName, !name.isEmpty, name.utf8.count <= 64 else {
                throw CommandFailure(.usage, "`\(name)` is no name for a pack; use lower-case letters, digits and `_`")
            }
        }
        var findings = Findings()
        let file = try Input.file(openapi)
        guard let skeleton = PackSkeleton.make(from: file, name: name, findings: &findings) else {
            throw CommandFailure.found(findings)
        }
        let folder = (into == "." ? "" : into.hasSuffix("/") ? into : into + "/") + skeleton.name
        let paths = skeleton.files.map { "\(folder)/\($0.name)" }
        if let taken = paths.first(where: { Input.kind(of: $0) != .missing }) {
            throw CommandFailure(.usage, "`\(taken)` is there already, and nothing is overwritten; give another --name")
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (path, file) in zip(paths, skeleton.files) {
                try Data(file.bytes).write(to: URL(filePath: path), options: .withoutOverwriting)
            }
        } catch {
            throw CommandFailure(.usage, "`\(folder)` cannot be written")
        }
        for path in paths { Output.result(path + "\n") }
        let count = skeleton.operations
        Output.talk("\(count) operation\(count == 1 ? "" : "s"); `trustflow pack check \(folder)` says what to fill in")
        if !skeleton.unnamed.isEmpty {
            Output.talk("without an operationId, and so not listed: \(skeleton.unnamed.joined(separator: ", "))")
        }
    }
}
