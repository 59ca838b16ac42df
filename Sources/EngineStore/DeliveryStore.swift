public import Vocabulary

/// The part of a store that keeps notices until they are delivered, and for a while after.
///
/// Notices of runs come in with ``EngineStore/commit(_:)``, in the same transaction as what they tell.
public protocol DeliveryStore: Sendable {
    /// Keeps a notice that is about no run, to be delivered at `moment`.
    ///
    /// - Throws: `conflict` when there is one of its id; `full`; `invalid`.
    func put(_ notice: Notice, at moment: Moment) async throws(StoreError)

    /// The endpoints that something waits for, in order. Its cost grows with their number, not with that of deliveries.
    func awaitedEndpoints() async throws(StoreError) -> [String]

    /// What waits for an endpoint, the earliest due first, whether due by now or later.
    func waiting(for endpoint: String, limit: Int) async throws(StoreError) -> [DeliveryRow]

    /// All that is kept of an endpoint, the newest first, beginning before the given position.
    func deliveries(to endpoint: String, before position: Int64?, limit: Int) async throws(StoreError) -> [DeliveryRow]

    /// - Throws: `notFound`.
    func delivery(_ id: String) async throws(StoreError) -> DeliveryRow

    /// Keeps what became of a delivery: state, due, tries and log of the row, whose revision must be the stored one.
    ///
    /// - Throws: `conflict` when somebody changed it meanwhile, or it is gone; `invalid`.
    func update(_ delivery: DeliveryRow, at moment: Moment) async throws(StoreError)

    /// Forgets everything that was for an endpoint.
    func removeDeliveries(to endpoint: String) async throws(StoreError)

    /// Forgets up to `limit` deliveries that wait for nothing and were last changed before `moment`; gives their number.
    func removeDeliveries(settledBefore moment: Moment, limit: Int) async throws(StoreError) -> Int
}
