import EngineStore
import FlowEngine
import Foundation
import VendorConnectors
import Vendors

/// Photos, videos and reports of runs, fetched from their vendors when they are asked for; nothing of them stays here.
struct ArtifactDesk: Sendable {
    let engine: Engine

    struct List: Encodable {
        struct Item: Encodable {
            var check: String
            var name: String
            var type: String
            var vendor: String
        }

        var artifacts: [Item]
    }

    struct Files: Encodable {
        struct File: Encodable {
            var name: String
            var contentType: String
            var size: Int
        }

        var files: [File]
    }

    func list(_ call: Call) async throws -> Reply {
        let artifacts = try await engine.artifacts(of: try run(of: call))
        return try .json(
            List(
                artifacts: artifacts.map {
                    List.Item(check: $0.step, name: $0.name, type: $0.kind.rawValue, vendor: $0.vendor)
                }))
    }

    func show(_ call: Call) async throws -> Reply {
        let name = call.parameter("name")
        let found: Artifact?
        do {
            found = try await engine.artifact(name, of: call.parameter("check"), in: try run(of: call))
        } catch let problem as ArtifactProblem {
            throw Problem(problem)
        }
        switch found {
        case nil:
            throw Problem(404, "unknown-artifact", "the run has no such artifact", detail: "the list says which it has")
        case .stream(let type, let chunks): return .file(type: type, name: Self.fileName(name, type), chunks)
        case .files(let files):
            if let wanted = call.query["file"] {
                guard let file = files.first(where: { $0.name == wanted }) else {
                    throw Problem(404, "unknown-artifact", "there is no such file among them")
                }
                return Self.reply(file, file.name)
            }
            if files.count == 1, let file = files.first {
                return Self.reply(file, Self.fileName(name, file.contentType))
            }
            return try .json(
                Files(files: files.map { Files.File(name: $0.name, contentType: $0.contentType, size: $0.bytes.count) })
            )
        }
    }

    private static func reply(_ file: ArtifactFile, _ name: String) -> Reply {
        let (stream, held) = AsyncThrowingStream<[UInt8], any Error>.makeStream()
        held.yield(file.bytes)
        held.finish()
        return .file(type: file.contentType, name: name, stream)
    }

    /// `portrait.jpeg`
    private static func fileName(_ name: String, _ type: String) -> String {
        let subtype = type.split(separator: "/").last.map(String.init) ?? ""
        return subtype == "octet-stream" || subtype.isEmpty ? name : "\(name).\(subtype)"
    }

    private func run(of call: Call) throws -> RunID {
        guard let run = RunID(call.parameter("id")) else { throw Problem.unknownRun }
        return run
    }
}

extension Problem {
    init(_ problem: ArtifactProblem) {
        switch problem.code {
        case .gone: self.init(404, "gone", "the vendor has no such artifact", detail: problem.detail)
        case .notReady: self.init(409, "not-ready", "the artifact is not there yet", detail: problem.detail)
        case .wrongKind, .tooLarge:
            self.init(502, problem.code.rawValue, "the vendor gave something that is not taken", detail: problem.detail)
        case .refused: self.init(502, "refused", "the vendor did not give it", detail: problem.detail)
        case .unavailable: self.init(503, "unavailable", "the vendor cannot be reached", detail: problem.detail)
        }
    }
}
