public import Vocabulary

/// Deliveries in memory.
struct MemoryDeliveries {
    private var rows: [String: DeliveryRow] = [:]
    private var changedAt: [String: Moment] = [:]
    private var last: Int64 = 0

    var all: some Collection<DeliveryRow> { rows.values }

    subscript(id: String) -> DeliveryRow? { rows[id] }

    mutating func put(_ notice: Notice, at moment: Moment) throws(StoreError) {
        guard rows[notice.id] == nil else { throw .known(notice) }
        last += 1
        rows[notice.id] = DeliveryRow(position: last, notice: notice, createdAt: moment, due: moment)
        changedAt[notice.id] = moment
    }

    mutating func update(_ delivery: DeliveryRow, at moment: Moment) throws(StoreError) {
        let id = delivery.notice.id
        guard var row = rows[id], row.revision == delivery.revision else { throw .moved(delivery) }
        row.state = delivery.state
        row.due = delivery.due
        row.tries = delivery.tries
        row.log = delivery.log
        row.revision += 1
        rows[id] = row
        changedAt[id] = moment
    }

    /// Gives how many there were.
    mutating func remove(limit: Int = .max, where condition: (DeliveryRow, _ changedAt: Moment) -> Bool) -> Int {
        let gone = rows.values.filter { condition($0, changedAt[$0.notice.id] ?? $0.createdAt) }.prefix(limit)
        for row in gone {
            rows[row.notice.id] = nil
            changedAt[row.notice.id] = nil
        }
        return gone.count
    }
}

extension MemoryStore {
    public func put(_ notice: Notice, at moment: Moment) throws(StoreError) {
        try requireOpen()
        try notice.check()
        try deliveries.put(notice, at: moment)
    }

    public func awaitedEndpoints() throws(StoreError) -> [String] {
        try requireOpen()
        return Set(deliveries.all.filter { $0.due != nil }.map(\.notice.endpoint)).sorted()
    }

    public func waiting(for endpoint: String, limit: Int) throws(StoreError) -> [DeliveryRow] {
        try requireOpen()
        let found = deliveries.all.compactMap { row in
            row.notice.endpoint == endpoint ? row.due.map { (due: $0, row: row) } : nil
        }
        let sorted = found.sorted { ($0.due, $0.row.position) < ($1.due, $1.row.position) }
        return sorted.prefix(max(0, limit)).map(\.row)
    }

    public func deliveries(to endpoint: String, before position: Int64?, limit: Int) throws(StoreError) -> [DeliveryRow]
    {
        try requireOpen()
        let found = deliveries.all.filter { $0.notice.endpoint == endpoint && $0.position < position ?? .max }
        return Array(found.sorted { $0.position > $1.position }.prefix(max(0, limit)))
    }

    public func delivery(_ id: String) throws(StoreError) -> DeliveryRow {
        try requireOpen()
        guard let row = deliveries[id] else { throw .noDelivery(id) }
        return row
    }

    public func update(_ delivery: DeliveryRow, at moment: Moment) throws(StoreError) {
        try requireOpen()
        try delivery.check()
        try deliveries.update(delivery, at: moment)
    }

    public func removeDeliveries(to endpoint: String) throws(StoreError) {
        try requireOpen()
        _ = deliveries.remove { row, _ in row.notice.endpoint == endpoint }
    }

    public func removeDeliveries(settledBefore moment: Moment, limit: Int) throws(StoreError) -> Int {
        try requireOpen()
        return deliveries.remove(limit: max(0, limit)) { row, changedAt in row.due == nil && changedAt < moment }
    }
}

extension StoreError {
    package static func known(_ notice: Notice) -> StoreError {
        StoreError(.conflict, "there is a delivery `\(notice.id)` already")
    }

    package static func moved(_ delivery: DeliveryRow) -> StoreError {
        StoreError(.conflict, "the delivery `\(delivery.notice.id)` is not at revision \(delivery.revision)")
    }

    package static func noDelivery(_ id: String) -> StoreError {
        StoreError(.notFound, "there is no delivery `\(id)`")
    }
}
