import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTPCompression
import NIOPosix
import Vendors

/// What an error of the HTTP client means for a call that may have had an effect.
///
/// `connect` promises that the vendor saw nothing, so it is said only where that is certain; what is not known to be
/// earlier than the first byte is `cut`.
enum TransportClassifier {
    /// - Parameter begun: whether any of the body was taken; `nil` for a request without one, which leaves with its
    ///   head. A head alone is no request: the vendor waits for the rest of it.
    static func failure(for error: any Error, begun: Bool?) -> TransportFailure {
        if begun == false { return .connect }
        if let failure = error as? TransportFailure { return failure }
        if let error = error as? HTTPClientError {
            if neverConnected.contains(error) { return .connect }
            if outOfTime.contains(error) { return .timeout }
        }
        if error is NIOHTTPDecompression.DecompressionError { return .tooLarge }
        if error is NIOConnectionError { return .connect }
        if let error = error as? ChannelError, case .connectTimeout = error { return .connect }
        if let error = error as? IOError, connecting.contains(error.errnoCode) { return .connect }
        return .cut
    }

    private static let neverConnected: [HTTPClientError] = [
        .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .socksHandshakeTimeout,
        .httpProxyHandshakeTimeout, .invalidProxyResponse, .proxyAuthenticationRequired, .invalidURL, .emptyHost,
        .emptyScheme, .alreadyShutdown,
    ]

    /// What only an attempt to connect can meet.
    private static let connecting = [ECONNREFUSED, ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN, EADDRNOTAVAIL]

    private static let outOfTime: [HTTPClientError] = [.deadlineExceeded, .readTimeout, .writeTimeout]
}
