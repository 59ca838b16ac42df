import Diagnostics
import FlowIR
import Foundation

/// What the API does with flows.
struct FlowDesk: Sendable {
    let catalogue: FlowCatalogue

    private struct Entry: Encodable {
        var flow: String
        var version: Int
        var published: Bool

        init(_ version: FlowCatalogue.Version) {
            flow = version.name
            self.version = version.version
            published = version.isPublished
        }
    }

    func list(_ call: Call) async throws -> Reply {
        struct Page: Encodable { var flows: [Entry] }
        return try .json(Page(flows: await catalogue.all.map(Entry.init)))
    }

    /// The text of a version, or of the newest.
    func text(_ call: Call) async throws -> Reply {
        let number = call.parameters["version"].flatMap { Int($0) }
        guard call.parameters["version"] == nil || number != nil,
            let version = await catalogue.version(call.parameter("name"), number)
        else { throw Problem(404, "unknown-flow", "there is no such flow") }
        return .text(200, String(decoding: version.text, as: UTF8.self), type: "application/yaml")
    }

    func publish(_ call: Call) async throws -> Reply {
        guard let number = Int(call.parameter("version")) else {
            throw Problem(404, "unknown-flow", "a version is a whole number")
        }
        let version = try await catalogue.publish(call.body, name: call.parameter("name"), version: number)
        return try .json(Entry(version))
    }

    func validate(_ call: Call) async throws -> Reply {
        let (program, _, findings) = await catalogue.check(call.body)
        if findings.hasErrors { throw Problem.findings(findings) }
        struct Valid: Encodable {
            var flow: String
            var version: Int
            var warnings: [Problem.Detail]
        }
        let warnings = Problem.findings(findings).errors
        return try .json(Valid(flow: program?.flow ?? "", version: program?.version ?? 0, warnings: warnings))
    }
}
