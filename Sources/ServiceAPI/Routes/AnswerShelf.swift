import Crypto
import EngineStore
import Foundation

/// Answers a repeated request as the first time: `Idempotency-Key` (IETF draft-ietf-httpapi-idempotency-key-header).
///
/// A key belongs to a token and a path. With another body it is refused, so that a mistake is not taken for a repeat.
struct AnswerShelf: Sendable {
    let store: any EngineStore

    private struct Kept: Codable {
        var request: Data
        var status: Int
        var body: Data
    }

    private static let kind = "answer"

    /// The mark that a run is started under, so that two equal requests at once start one run.
    static func mark(of call: Call) -> InboxMark? {
        name(of: call).map { InboxMark(source: "api", id: $0) }
    }

    func once(_ call: Call, _ handle: @Sendable (Call) async throws -> Reply) async throws -> Reply {
        guard let key = call.headers["idempotency-key"] else { return try await handle(call) }
        guard (1...255).contains(key.utf8.count), let name = Self.name(of: call) else {
            throw Problem(400, "bad-idempotency-key", "an Idempotency-Key has 1 to 255 characters")
        }
        let request = Data(SHA256.hash(data: Data(call.body)))
        do {
            let kept = try JSONDecoder().decode(Kept.self, from: try await store.document(Self.kind, name).bytes)
            guard kept.request == request else {
                throw Problem(422, "idempotency-key-reused", "this Idempotency-Key came with another body")
            }
            return .json(kept.status, kept.body)
        } catch let error as StoreError where error.code == .notFound {
            let reply = try await handle(call)
            guard case .json(let status, let body) = reply else { return reply }
            let kept = try JSONEncoder().encode(Kept(request: request, status: status, body: body))
            // Whoever comes at the same time is answered by the same run; the first answer stays.
            try? await store.putDocument(StoredDocument(kind: Self.kind, name: name, bytes: kept), over: nil)
            return reply
        }
    }

    private static func name(of call: Call) -> String? {
        guard let key = call.headers["idempotency-key"] else { return nil }
        let path = call.parameters.sorted { $0.key < $1.key }.map(\.value).joined(separator: "/")
        let text = "\(call.token?.id ?? "")\n\(call.route)\n\(path)\n\(key)"
        return SHA256.hash(data: Data(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
