import AsyncHTTPClient
import Expressions
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
    private let keys: [String: String]
    private static let forger = "somebody else"
    private let round = Mutex(Round())

    /// - Parameter secrets: by environment variable; a key without one is `sandbox`.
    init(_ packs: [Pack], secrets: [String: String]) {
        var keys: [String: String] = [:]
        for pack in packs {
            for webhook in pack.webhooks {
                let names = pack.settings.compactMap { setting -> String? in
                    guard webhook.signature.keys.contains(setting.name), case .secret(let name) = setting.kind else {
                        return nil
                    }
                    return name
                }
                keys["\(pack.name)/\(webhook.name)"] = names.lazy.compactMap { secrets[$0] }.first ?? "sandbox"
            }
        }
        self.keys = keys
    }

    /// Takes news to an address when their time has come; `nil` for a caller who gave none.
    func deliver(_ news: [StagedNews], of vendor: PlayedVendor, to callback: String?) {
        for one in news {
            let address = callback ?? vendor.address(for: one.route)
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
            let key = news.delivery.isForged ? Self.forger : keys["\(vendor.name)/\(news.route)"]
        else { return }
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        if case .header(let name) = route.kind { request.headers.add(name: name, value: news.kind) }
        var body = news.body
        switch route.signature.scheme {
        case .hmac(let header):
            guard let signature = try? BodySignature(secret: Secret(key)) else { return }
            request.headers.add(name: header, value: signature.signature(of: body))
        case .shared(let pointer):
            guard let json = try? JSONText.parse(body), let member = pointer.tokens.first,
                pointer.tokens.count == 1, case .map(var members) = json
            else { return }
            members[.string(member)] = .string(key)
            body = JSONText.encode(.map(members))
        }
        request.body = .bytes(ByteBuffer(bytes: body))
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
