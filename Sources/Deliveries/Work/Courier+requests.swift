public import EngineStore
import Foundation
import Notifications
import Vocabulary

extension Courier {
    /// Sends a message that is about no run, `webhook.test`, to see whether an endpoint takes it.
    public func test(_ endpoint: String) async throws(StoreError) -> DeliveryRow {
        struct Content: Encodable { var webhook: String }
        let now = clock.now()
        let kind = "webhook.test"
        let id = MessageID.of("\(endpoint)\u{0}\(UUID().uuidString)")
        guard let body = try? NotificationBody(type: kind, at: now, data: Content(webhook: endpoint)).encoded() else {
            throw StoreError(.invalid, "a test cannot be written")
        }
        try await store.put(Notice(id: id, endpoint: endpoint, kind: kind, run: nil, body: body), at: now)
        wake()
        return try await store.delivery(id)
    }

    /// Sends a notice again, under its own id, whatever became of it before.
    ///
    /// - Throws: `notFound`; `conflict` when it is being tried just now.
    public func redeliver(_ id: String) async throws(StoreError) -> DeliveryRow {
        var row = try await store.delivery(id)
        try await targets.reopen(row.notice.endpoint)
        let now = clock.now()
        (row.state, row.due, row.tries) = (.waiting, now, 0)
        try await store.update(row, at: now)
        wake()
        return try await store.delivery(id)
    }
}
