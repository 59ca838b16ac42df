import EngineStore
import Vocabulary

/// Deliveries are passed on as they are.
extension FaultyStore {
    func put(_ notice: Notice, at moment: Moment) async throws(StoreError) {
        try await inner.put(notice, at: moment)
    }

    func awaitedEndpoints() async throws(StoreError) -> [String] { try await inner.awaitedEndpoints() }

    func waiting(for endpoint: String, limit: Int) async throws(StoreError) -> [DeliveryRow] {
        try await inner.waiting(for: endpoint, limit: limit)
    }

    func deliveries(to endpoint: String, before position: Int64?, limit: Int) async throws(StoreError) -> [DeliveryRow]
    {
        try await inner.deliveries(to: endpoint, before: position, limit: limit)
    }

    func delivery(_ id: String) async throws(StoreError) -> DeliveryRow { try await inner.delivery(id) }

    func update(_ delivery: DeliveryRow, at moment: Moment) async throws(StoreError) {
        try await inner.update(delivery, at: moment)
    }

    func removeDeliveries(to endpoint: String) async throws(StoreError) {
        try await inner.removeDeliveries(to: endpoint)
    }

    func removeDeliveries(settledBefore moment: Moment, limit: Int) async throws(StoreError) -> Int {
        try await inner.removeDeliveries(settledBefore: moment, limit: limit)
    }
}
