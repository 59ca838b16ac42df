import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Vendors

/// A vendor on loopback that answers each path at once, always the same: what is measured is whoever calls it.
final class VendorServer: Sendable {
    let port: Int
    private let channel: any Channel

    /// - Parameter answers: by path.
    init(_ answers: [String: VendorAnswer]) async throws {
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(ChannelOptions.backlog, value: 1024)
            .serverChannelOption(ChannelOptions.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Desk(answers: answers))
                }
            }.bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    func close() async throws { try await channel.close() }

    private final class Desk: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let answers: [String: VendorAnswer]
        private var path = ""

        init(answers: [String: VendorAnswer]) { self.answers = answers }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): path = String(head.uri.prefix { $0 != "?" })
            case .body: break
            case .end: answer(context)
            }
        }

        private func answer(_ context: ChannelHandlerContext) {
            let known = answers[path]
            let body = known?.body ?? []
            var headers = HTTPHeaders([("content-length", "\(body.count)")])
            headers.add(name: "content-type", value: "application/json")
            let head = HTTPResponseHead(
                version: .http1_1, status: .init(statusCode: known?.status ?? 404), headers: headers)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}
