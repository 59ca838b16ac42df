/// A set of HTTP status codes: single ones and whole hundreds.
public struct HTTPCodes: Hashable, Sendable {
    public var codes: Set<Int>
    /// The leading digits: 4 for `4xx`.
    public var classes: Set<Int>

    public init(codes: Set<Int> = [], classes: Set<Int> = []) {
        self.codes = codes
        self.classes = classes
    }

    /// Reads `404` and `4xx`; `nil` for anything else.
    public init?(_ text: String) {
        if text.count == 3, text.hasSuffix("xx"), let leading = Int(text.prefix(1)), (1...5).contains(leading) {
            self.init(classes: [leading])
        } else if let code = Int(text), (100...599).contains(code) {
            self.init(codes: [code])
        } else {
            return nil
        }
    }

    public func contains(_ code: Int) -> Bool { codes.contains(code) || classes.contains(code / 100) }

    public func isSuperset(of other: HTTPCodes) -> Bool {
        other.classes.isSubset(of: classes) && other.codes.allSatisfy(contains)
    }

    public mutating func formUnion(_ other: HTTPCodes) {
        codes.formUnion(other.codes)
        classes.formUnion(other.classes)
    }
}
