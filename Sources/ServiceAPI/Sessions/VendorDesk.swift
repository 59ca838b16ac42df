import Crypto
import EngineStore
import FlowEngine
import Foundation
import PackCompiler
import VendorConnectors
import Vendors

/// Takes in what vendors tell by themselves.
///
/// The sender is proved over the raw bytes before anything is read. What follows is durable before the answer leaves.
/// A vendor that hears an error may send the applicant to a page of failure, so what is well signed and of no use to us
/// is accepted too.
struct VendorDesk: Sendable {
    let engine: Engine
    let metrics: Metrics
    /// By pack and route.
    private let routes: [String: (binding: WebhookBinding, proof: WebhookProof)]
    private let packs: [String: Pack]

    init(engine: Engine, metrics: Metrics, packs: [Pack], secrets: SecretSource?) {
        self.engine = engine
        self.metrics = metrics
        var routes: [String: (binding: WebhookBinding, proof: WebhookProof)] = [:]
        for pack in packs {
            for webhook in pack.webhooks {
                let proof = WebhookProof(webhook, of: pack, secrets: secrets)
                routes["\(pack.name)/\(webhook.name)"] = (webhook, proof)
            }
        }
        self.routes = routes
        self.packs = Dictionary(packs.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func receive(_ call: Call) async throws -> Reply {
        let vendor = call.parameter("vendor")
        guard let pack = packs[vendor], let route = routes["\(vendor)/\(call.parameter("route"))"] else {
            throw Problem(404, "unknown-webhook", "there is no such webhook")
        }
        guard route.proof.holds({ call.headers[$0] }, body: call.body) else {
            metrics.news(vendor, "forged")
            throw Problem(401, "bad-signature", "the signature does not fit")
        }
        var kind: String?
        if case .header(let name) = route.binding.kind { kind = call.headers[name] }
        guard case .success(let news) = pack.read(call.body, kind: kind, on: route.binding) else {
            // The vendor's, and not about a session as its contract says it: a refusal would only have it sent again.
            metrics.news(vendor, "broken")
            return Self.accepted
        }
        guard let run = try await run(of: news, at: vendor) else {
            metrics.news(vendor, "foreign")
            return Self.accepted
        }
        let hash = SHA256.hash(data: Data((kind ?? "").utf8) + [0] + call.body)
        let mark = InboxMark(
            source: "webhook/\(vendor)", id: hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        metrics.news(vendor, try await outcome(of: news, vendor, route.binding.name, run, mark))
        return Self.accepted
    }

    /// Our run, as the vendor repeats it, or as the vendor's own id of the session tells.
    private func run(of news: ReceivedNews, at vendor: String) async throws(EngineError) -> RunID? {
        if let text = news.run { return RunID(text) }
        if let run = try await engine.run(of: news.verification, at: vendor) { return run }
        // A session that nobody here has heard of, opened for somebody who is known.
        for object in news.objects {
            if let run = try await engine.run(of: object, at: vendor) { return run }
        }
        return nil
    }

    private static let outcomes: [EngineError.Code: String] = [
        .duplicate: "repeated", .unknownRun: "foreign", .erased: "foreign", .refused: "late",
    ]

    private func outcome(
        of news: ReceivedNews, _ vendor: String, _ route: String, _ run: RunID, _ mark: InboxMark
    ) async throws(EngineError) -> String {
        do {
            try await engine.receive(news, pack: vendor, route: route, of: run, mark: mark)
            return "taken"
        } catch {
            guard let outcome = Self.outcomes[error.code] else { throw error }
            return outcome
        }
    }

    private static let accepted = Reply.text(200, "taken\n", type: "text/plain")
}
