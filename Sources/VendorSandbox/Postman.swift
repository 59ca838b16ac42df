import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Privacy
import Synchronization
import Vendors
import Vocabulary
import WebhookSignatures

/// Carries the vendors' news: signed, as often and as late as the story says, or never.
final class Postman: Sendable {
    private struct Round {
        var tasks: [Int: Task<Void, Never>] = [:]
        var next = 0
        var isClosed = false
    }

    private let client = HTTPClient(eventLoopGroupProvider: .singleton)
    /// By pack and route.
    private let keys: [String: BodySignature]
    private let forger: BodySignature?
    private let round = Mutex(Round())

    /// - Parameter secrets: by environment variable; a key without one is `sandbox`.
    init(_ packs: [Pack], secrets: [String: String]) {
        var keys: [String: BodySignature] = [:]
        for pack in packs {
            for webhook in pack.webhooks {
                let names = pack.settings.compactMap { setting -> String? in
                    guard webhook.signature.keys.contains(setting.name), case .secret(let name) = setting.kind else {
                        return nil
                    }
                    return name
                }
                let secret = names.lazy.compactMap { secrets[$0] }.first ?? "sandbox"
                keys["\(pack.name)/\(webhook.name)"] = try? BodySignature(secret: Secret(secret))
            }
        }
        self.keys = keys
        forger = try? BodySignature(secret: Secret("somebody else"))
    }

    /// Takes news to an address when their time has come; `nil` for a caller who gave none.
    func deliver(_ news: [StagedNews], of vendor: PlayedVendor, to address: String?) {
        for one in news {
            round.withLock { round in
                guard !round.isClosed else { return }
                let number = round.next
                round.next += 1
                round.tasks[number] = Task {
                    try? await Task.sleep(for: .milliseconds(one.delivery.after.milliseconds))
                    guard !Task.isCancelled else { return }
                    if !one.delivery.isForged { vendor.happened(one) }
                    if let address, !one.delivery.isLost {
                        for _ in 0..<one.delivery.times { await self.send(one, of: vendor, to: address) }
                    }
                    _ = self.round.withLock { $0.tasks.removeValue(forKey: number) }
                }
            }
        }
    }

    private func send(_ news: StagedNews, of vendor: PlayedVendor, to address: String) async {
        guard let route = vendor.routes[news.route],
            let key = news.delivery.isForged ? forger : keys["\(vendor.name)/\(news.route)"]
        else { return }
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        request.headers.add(name: route.kindHeader, value: news.kind)
        request.headers.add(name: route.signature.header, value: key.signature(of: news.body))
        request.body = .bytes(ByteBuffer(bytes: news.body))
        // Sent again once, as vendors do; what does not arrive then is lost.
        for _ in 0..<2 {
            if let response = try? await client.execute(request, timeout: .seconds(10)),
                (200...299).contains(response.status.code)
            {
                return
            }
            try? await Task.sleep(for: .milliseconds(500))
        }
    }

    func stop() async {
        let tasks = round.withLock { round in
            round.isClosed = true
            return Array(round.tasks.values)
        }
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
        try? await client.shutdown()
    }
}
