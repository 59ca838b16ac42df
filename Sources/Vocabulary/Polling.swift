/// How often a vendor is asked that may not tell by itself.
public struct Polling: Codable, Hashable, Sendable {
    /// Waits that grow up to a limit.
    public struct Pace: Codable, Hashable, Sendable {
        public var first: Interval
        public var multiplier: Double
        public var cap: Interval

        public init(first: Interval, multiplier: Double, cap: Interval) {
            self.first = first
            self.multiplier = multiplier
            self.cap = cap
        }

        /// The wait after so many readings, from 0.
        public func wait(after readings: Int) -> Interval {
            var wait = Double(first.milliseconds)
            for _ in 0..<min(readings, 64) where wait < Double(cap.milliseconds) { wait *= multiplier }
            return min(Interval(milliseconds: Int64(wait)), cap)
        }
    }

    public var usual: Pace
    /// While people of the vendor's own look.
    public var reviewed: Pace?

    public init(usual: Pace, reviewed: Pace? = nil) {
        self.usual = usual
        self.reviewed = reviewed
    }

    public func pace(while holder: Holder) -> Pace { holder == .vendorReviewer ? reviewed ?? usual : usual }
}
