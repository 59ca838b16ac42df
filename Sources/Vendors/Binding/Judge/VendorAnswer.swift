/// What came back over HTTP.
public struct VendorAnswer: Hashable, Sendable, Codable {
    public struct Header: Hashable, Sendable, Codable {
        /// Lower case.
        public var name: String
        public var value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public var status: Int
    public var headers: [Header]
    public var body: [UInt8]

    public init(status: Int, headers: [Header] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of that name (in lower case).
    public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// Why no complete answer came back.
public enum TransportFailure: String, Error, Hashable, Sendable, Codable, CaseIterable {
    /// Nothing was sent.
    case connect
    case timeout
    /// The connection broke before the answer was complete.
    case cut
    /// The answer was larger than we take.
    case tooLarge = "too_large"
}
