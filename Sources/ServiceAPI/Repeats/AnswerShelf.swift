import Crypto
import EngineStore
import FlowEngine
import Foundation
import Vocabulary

/// Answers a repeated request as the first time: `Idempotency-Key` (IETF draft-ietf-httpapi-idempotency-key-header).
///
/// A key belongs to a token and a path. The first answer is kept for a day: that to a start in the commit that makes the
/// run, others right after what they tell of. What a request told a run is marked in the run's own commit, with a hash of
/// the body, and for good: when the answer was never kept, or is gone, a repeat shows the run as it is now, and another
/// body under the same key is still refused.
struct AnswerShelf: Sendable {
    let store: any EngineStore
    let clock: any EngineClock
    /// A run as it is now, under the status of the first answer.
    let show: @Sendable (RunID, _ status: Int) async throws -> Reply

    private struct Kept: Codable {
        var request: String
        var status: Int
        /// Sealed: an answer may hold what only its caller may know, such as an applicant's link.
        var body: Data
        var until: Int64
    }

    /// A request as the store knows it. Both the hash of its body and the seal of its answer are made with the caller's
    /// token and key, of which the store has hashes alone: who reads the store can neither open an answer nor find out a
    /// body by trying.
    private struct Request {
        let mark: InboxMark
        let key: SymmetricKey

        init(_ call: Call, under word: String) {
            let path = call.parameters.sorted { $0.key < $1.key }.map(\.value).joined(separator: "/")
            let name = SHA256.hash(data: Data("\(call.token?.id ?? "")\n\(call.route)\n\(path)\n\(word)".utf8))
            key = SymmetricKey(
                data: HMAC<SHA256>.authenticationCode(
                    for: Data("\(call.route)\n\(path)\n\(word)".utf8), using: SymmetricKey(data: call.bearer)))
            let digest = HMAC<SHA256>.authenticationCode(for: Data(call.body), using: key)
            mark = InboxMark(source: "api", id: Self.hexadecimal(name), digest: Self.hexadecimal(digest))
        }

        private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
            bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }

    private static let kind = "answer"
    static let lifetime = Interval.seconds(86_400)

    /// - Parameter status: of a first answer that was not kept.
    func once(_ call: Call, status: Int, _ handle: @Sendable (Call) async throws -> Reply) async throws -> Reply {
        guard let key = call.headers["idempotency-key"] else { return try await handle(call) }
        guard (1...255).contains(key.utf8.count) else {
            throw Problem(400, "bad-idempotency-key", "an Idempotency-Key has 1 to 255 characters")
        }
        let request = Request(call, under: key)
        if let reply = try await earlier(request, status) { return reply }
        let keeper = AnswerKeeper { body in try? document(status, body, for: request) }
        var marked = call
        marked.mark = request.mark
        marked.keeper = keeper
        let reply: Reply
        do {
            reply = try await handle(marked)
        } catch {
            // Of two at once, the other one may have come first.
            guard let reply = try await earlier(request, status) else { throw error }
            return reply
        }
        guard case .json(let status, let body) = reply, !keeper.hasKept(body) else { return reply }
        return try await keep(status, body, for: request) ?? reply
    }

    /// What the first request was answered, or would have been; `nil` when there was none.
    private func earlier(_ request: Request, _ status: Int) async throws -> Reply? {
        let mark = request.mark
        let (taken, document) = try await store.recall(mark, Self.kind)
        if let kept = try await valid(document) { return try Self.answer(kept, to: request) }
        guard let taken else { return nil }
        // Marks of before this was kept have no digest.
        guard taken.digest ?? mark.digest == mark.digest else { throw Self.reused }
        return try await show(taken.run, status)
    }

    /// `nil` for one whose day is over, which is removed.
    private func valid(_ document: StoredDocument?) async throws(StoreError) -> Kept? {
        guard let document else { return nil }
        if let kept = try? JSONDecoder().decode(Kept.self, from: document.bytes), kept.until > clock.now.milliseconds {
            return kept
        }
        try await store.removeDocument(Self.kind, document.name)
        return nil
    }

    private static func answer(_ kept: Kept, to request: Request) throws -> Reply {
        guard kept.request == request.mark.digest else { throw reused }
        return .json(kept.status, try AES.GCM.open(AES.GCM.SealedBox(combined: kept.body), using: request.key))
    }

    /// An answer as it is kept.
    private func document(_ status: Int, _ body: Data, for request: Request) throws -> StoredDocument? {
        let until = (clock.now + Self.lifetime).milliseconds
        guard let sealed = try AES.GCM.seal(body, using: request.key).combined else { return nil }
        let kept = Kept(request: request.mark.digest ?? "", status: status, body: sealed, until: until)
        return StoredDocument(kind: Self.kind, name: request.mark.id, bytes: try JSONEncoder().encode(kept))
    }

    /// Keeps an answer, or gives the one that another request at the same time has kept.
    private func keep(_ status: Int, _ body: Data, for request: Request) async throws -> Reply? {
        guard let document = try document(status, body, for: request) else { return nil }
        do throws(StoreError) {
            try await store.putDocument(document, over: nil)
            return nil
        } catch {
            // What was done is done and marked; that it cannot be kept must not make it look undone.
            guard error.code == .conflict,
                let first = try await valid(try await store.recall(request.mark, Self.kind).kept)
            else { return nil }
            return try Self.answer(first, to: request)
        }
    }

    /// Removes the answers whose day is over.
    func sweep() async throws(StoreError) {
        let now = clock.now.milliseconds
        var last: String?
        while true {
            let page = try await store.documents(Self.kind, after: last, limit: 100)
            guard let end = page.last else { return }
            last = end.name
            for document in page {
                let kept = try? JSONDecoder().decode(Kept.self, from: document.bytes)
                if kept.map({ $0.until <= now }) ?? true { try await store.removeDocument(Self.kind, document.name) }
            }
        }
    }

    private static let reused = Problem(
        422, "idempotency-key-reused", "this Idempotency-Key came with another body",
        detail: "repeat a request byte for byte, or take a new key")
}
