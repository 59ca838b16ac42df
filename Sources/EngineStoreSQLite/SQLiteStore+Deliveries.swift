public import EngineStore
import GRDB
public import Vocabulary

extension SQLiteStore {
    public func put(_ notice: Notice, at moment: Moment) async throws(StoreError) {
        try notice.check()
        try await queue.perform { database in try database.insert(notice, at: moment) }
    }

    public func awaitedEndpoints() async throws(StoreError) -> [String] {
        try await read { database in
            var endpoints: [String] = []
            while let row = try database.rows(Query.awaitedEndpoint, [endpoints.last ?? ""]).first {
                endpoints.append(try row.get("endpoint"))
            }
            return endpoints
        }
    }

    public func waiting(for endpoint: String, limit: Int) async throws(StoreError) -> [DeliveryRow] {
        try await read { database in
            try database.rows(Query.waiting, [endpoint, max(0, limit)]).map { try $0.delivery() }
        }
    }

    public func deliveries(
        to endpoint: String, before position: Int64?, limit: Int
    ) async throws(StoreError) -> [DeliveryRow] {
        try await read { database in
            try database.rows(Query.deliveries, [endpoint, position ?? .max, max(0, limit)]).map { try $0.delivery() }
        }
    }

    public func delivery(_ id: String) async throws(StoreError) -> DeliveryRow {
        let row = try await read { database in
            try database.rows("SELECT * FROM deliveries WHERE id = ?", [id]).first?.delivery()
        }
        guard let row else { throw .noDelivery(id) }
        return row
    }

    public func update(_ delivery: DeliveryRow, at moment: Moment) async throws(StoreError) {
        try delivery.check()
        try await queue.perform { database in try database.update(delivery, at: moment) }
    }

    public func removeDeliveries(to endpoint: String) async throws(StoreError) {
        try await queue.perform { database in
            try database.write("DELETE FROM deliveries WHERE endpoint = ?", [endpoint])
        }
    }

    public func removeDeliveries(settledBefore moment: Moment, limit: Int) async throws(StoreError) -> Int {
        let gone = Locked(0)
        try await queue.perform { database in
            try database.write(
                "DELETE FROM deliveries WHERE position IN (\(Query.settled))", [moment.milliseconds, max(0, limit)])
            let count = database.changesCount
            gone.withLock { $0 = count }
        }
        return gone.withLock { $0 }
    }
}
