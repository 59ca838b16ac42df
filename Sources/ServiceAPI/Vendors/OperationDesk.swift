import Expressions
import FlowEngine
import Foundation
import VendorConnectors
import Vendors
import Vocabulary

/// Calls of vendors that belong to no flow, for those who may operate vendors.
struct OperationDesk: Sendable {
    let engine: Engine
    private let packs: [String: Pack]

    init(engine: Engine, packs: [Pack]) {
        self.engine = engine
        self.packs = Dictionary(packs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    struct OperationList: Encodable {
        struct Operation: Encodable {
            struct Parameter: Encodable {
                var name: String
                var required: Bool
            }

            var name: String
            var parameters: [Parameter]
        }

        var operations: [Operation]
    }

    func list(_ call: Call) async throws -> Reply {
        let pack = try pack(call)
        let operations = pack.operatorCalls.compactMap { name in
            pack.operatorCall(name).map { call in
                OperationList.Operation(
                    name: name,
                    parameters: pack.operatorParameters(of: call).map {
                        OperationList.Operation.Parameter(name: $0.name, required: $0.isRequired)
                    })
            }
        }
        return try .json(OperationList(operations: operations))
    }

    func perform(_ call: Call) async throws -> Reply {
        let pack = try pack(call)
        guard let operation = pack.operatorCall(call.parameter("operation")) else {
            throw Problem(404, "unknown-operation", "the vendor's contract has no such call")
        }
        var arguments: [String: Value] = [:]
        if !call.body.isEmpty {
            guard let json = try? JSONText.parse(call.body), case .map(let members) = json else {
                throw Problem(
                    400, "bad-json", "the body is no JSON object", detail: "it holds the call's values by name")
            }
            for case (.string(let name), let value) in members { arguments[name] = value }
        }
        let settings = pack.readSettings([:]).values
        switch pack.request(calling: operation, arguments: arguments, settings: settings) {
        case .failure(let problem):
            throw Problem.invalid([Problem.Detail(code: problem.code.rawValue, detail: problem.detail)])
        case .success(let request):
            let outcome: Result<VendorAnswer, TransportFailure>
            do throws(ConnectorProblem) {
                outcome = try await engine.send(request)
            } catch {
                throw Problem(409, error.code.rawValue, "the call cannot be made", detail: error.detail)
            }
            return try Self.reply(pack.answer(outcome, to: operation))
        }
    }

    private static func reply(_ answer: Result<OperatorAnswer, CallFailure>) throws -> Reply {
        switch answer {
        case .failure(let failure):
            throw Problem(502, failure.kind.rawValue, "the vendor did not do it", detail: failure.detail)
        case .success(.json(let value)):
            return .json(200, Data(JSONText.encode(.map(["answer": value]))))
        case .success(.nothing): return .json(200, Data("{}".utf8))
        case .success(.file(let bytes)):
            let type = ["image", "video", "file"].lazy.compactMap { Media(sniffing: bytes, as: $0)?.contentType }.first
            let members: [MapKey: Value] = [
                "file": .string(Data(bytes).base64EncodedString()),
                "content_type": .string(type ?? "application/octet-stream"),
            ]
            return .json(200, Data(JSONText.encode(.map(members))))
        }
    }

    private func pack(_ call: Call) throws -> Pack {
        guard let pack = packs[call.parameter("vendor")] else {
            throw Problem(
                404, "unknown-vendor", "no published flow uses this vendor",
                detail: "vendors are known by the flows that use them, with their addresses and secrets")
        }
        return pack
    }
}
