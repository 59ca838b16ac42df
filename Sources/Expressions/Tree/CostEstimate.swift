/// What an evaluation will cost, in steps of an evaluation's budget.
public struct CostEstimate: Hashable, Sendable {
    /// What it takes at the least.
    public let least: Int
    /// What it takes at the most; `Int.max` when a size that matters has no bound.
    public let most: Int

    init(_ least: Int, _ most: Int) {
        self.least = least
        self.most = most
    }

    static let nothing = CostEstimate(0, 0)

    static func + (left: CostEstimate, right: CostEstimate) -> CostEstimate {
        CostEstimate(sum(left.least, right.least), sum(left.most, right.most))
    }

    static func * (left: CostEstimate, right: CostEstimate) -> CostEstimate {
        CostEstimate(product(left.least, right.least), product(left.most, right.most))
    }

    /// One of two ways is gone.
    func either(_ other: CostEstimate) -> CostEstimate {
        CostEstimate(min(least, other.least), max(most, other.most))
    }

    private static func sum(_ left: Int, _ right: Int) -> Int {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }

    private static func product(_ left: Int, _ right: Int) -> Int {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? .max : product
    }
}

extension CheckedExpression {
    /// What evaluating the expression costs at the least and at the most.
    ///
    /// - Parameter sizes: how many elements, entries, characters or bytes the value at a path can have
    ///   (`["checks", "aml", "hits"]`; the elements of a list have the path with `*` after it); `nil` when there is no
    ///   bound.
    public func estimatedCost(sizes: @escaping ([String]) -> ClosedRange<Int>?) -> CostEstimate {
        CostEstimator(expression: self, sizes: sizes).estimate(root).cost
    }
}
