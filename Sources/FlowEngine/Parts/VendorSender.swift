public import VendorConnectors
public import Vendors
public import Vocabulary

/// Whatever carries a request to a vendor and brings back what came of it.
public protocol VendorSender: Sendable {
    /// Sends one request and waits for the whole answer; never sends it twice.
    ///
    /// - Parameter timeout: for the call from connecting to the last byte.
    /// - Throws: ``ConnectorProblem`` when nothing was sent; with the code `cancelled`, when nobody knows.
    func send(
        _ request: VendorRequest, media: @escaping MediaLoader, timeout: Interval?
    ) async throws(ConnectorProblem) -> Result<VendorAnswer, TransportFailure>

    /// Sends one request whose answer may be too large to be held.
    func open(_ request: VendorRequest) async throws(ConnectorProblem) -> Result<VendorDownload, TransportFailure>

    /// Gets what stands at an address that a vendor gave, without credentials.
    func open(link: String) async throws(ConnectorProblem) -> Result<VendorDownload, TransportFailure>

    /// Where a page of a vendor really is, when another address is given for the server that it is on.
    func address(of page: String, vendor: String, pack: String, server: String) -> String
}

extension VendorSender {
    public func open(
        _ request: VendorRequest
    ) async throws(ConnectorProblem) -> Result<VendorDownload, TransportFailure> {
        try await send(request, media: { _ in throw CancellationError() }, timeout: nil).map(VendorDownload.init)
    }

    public func open(link: String) async throws(ConnectorProblem) -> Result<VendorDownload, TransportFailure> {
        .failure(.connect)
    }

    public func address(of page: String, vendor: String, pack: String, server: String) -> String { page }
}

extension VendorConnector: VendorSender {}
