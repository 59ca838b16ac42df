import AsyncHTTPClient
import NIOCore
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import Vendors

/// What an error of the HTTP client means for a call that may have had an effect.
///
/// `connect` promises that the vendor saw nothing, so it is said only where that is certain; what is not known to be
/// earlier than the first byte is `cut`.
enum TransportClassifier {
    static func failure(for error: any Error, anythingSent: Bool) -> TransportFailure {
        if let failure = error as? TransportFailure { return failure }
        if let error = error as? HTTPClientError {
            if neverConnected.contains(error) { return .connect }
            if outOfTime.contains(error) { return .timeout }
        }
        if error is NIOHTTPDecompression.DecompressionError { return .tooLarge }
        if !anythingSent {
            if error is NIOConnectionError || error is NIOSSLError || error is NIOSSLExtraError { return .connect }
            if let error = error as? ChannelError, case .connectTimeout = error { return .connect }
        }
        return .cut
    }

    private static let neverConnected: [HTTPClientError] = [
        .connectTimeout, .tlsHandshakeTimeout, .getConnectionFromPoolTimeout, .socksHandshakeTimeout,
        .httpProxyHandshakeTimeout, .invalidProxyResponse, .proxyAuthenticationRequired, .invalidURL, .emptyHost,
        .emptyScheme, .alreadyShutdown,
    ]

    private static let outOfTime: [HTTPClientError] = [.deadlineExceeded, .readTimeout, .writeTimeout]
}
