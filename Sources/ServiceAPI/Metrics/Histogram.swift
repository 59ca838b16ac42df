/// Counts by upper bounds, as Prometheus has histograms: each bucket holds all that is not above its bound.
struct Histogram: Sendable {
    /// Seconds.
    static let bounds: [Double] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private var counts = [Int](repeating: 0, count: bounds.count)
    private var count = 0
    private var sum = 0.0

    mutating func add(_ value: Double) {
        count += 1
        sum += value
        for (index, bound) in Self.bounds.enumerated() where value <= bound { counts[index] += 1 }
    }

    func lines(_ name: String, labels: String) -> String {
        let buckets = zip(Self.bounds, counts).map { ($0.formattedPlainly, $1) } + [("+Inf", count)]
        return buckets.map { "\(name)_bucket{\(labels),le=\"\($0.0)\"} \($0.1)\n" }.joined()
            + "\(name)_sum{\(labels)} \(sum.formattedPlainly)\n\(name)_count{\(labels)} \(count)\n"
    }
}

extension Double {
    /// `1` rather than `1.0`.
    var formattedPlainly: String {
        self == rounded() && magnitude < 1e15 ? String(Int64(self)) : String(self)
    }
}
