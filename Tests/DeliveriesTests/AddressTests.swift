import Deliveries
import EngineStore
import HookListener
import NIOCore
import NIOPosix
import Notifications
import Testing
import Vocabulary

/// Where a notification may not lead, whatever its address looks like.
@Suite(.timeLimit(.minutes(10))) struct AddressTests {
    @Test func aNameThatLeadsIntoOurNetworkIsRefused() async throws {
        let inside = ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "::ffff:127.0.0.1"]
        for text in inside {
            let sender = HookSender(resolver: { _ in [IPAddress("93.184.215.14"), IPAddress(text)].compactMap(\.self) })
            let post = try await Post(sender: sender)
            _ = try await post.endpoint("https://hooks.example.com/x")
            try await post.working {
                _ = try await post.commit()
                let report = try #require(await post.report())
                #expect(report.attempt.problem == "url-forbidden" && report.state == .waiting, "\(text)")
            }
        }
    }

    /// The connection goes to the address that was judged, under the name that was asked for.
    @Test func theJudgedAddressIsTheOneThatIsCalled() async throws {
        try await HookListener.with { hook in
            let sender = HookSender(
                guarded: Post.loopback,
                resolver: { $0 == "hooks.example.com" ? [IPAddress("127.0.0.1")].compactMap(\.self) : [] })
            let post = try await Post(sender: sender)
            // Another letter case and a dot at the end must not lead past the look-up.
            let (_, secret) = try await post.endpoint("http://Hooks.Example.COM.:\(hook.port)/hook?key=1")
            try await post.working {
                _ = try await post.commit()
                let delivery = try #require(await hook.next().first)
                #expect(delivery["host"] == "hooks.example.com:\(hook.port)" && delivery.path == "/hook?key=1")
                #expect(delivery.isSigned(secret, at: post.clock.now))
            }
        }
    }

    /// Under TLS too the name is the one that was asked for: it is in the first message of the handshake, in clear.
    @Test func theNameStaysInTheHandshake() async throws {
        let (greetings, out) = AsyncStream.makeStream(of: ByteBuffer.self)
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Hearing(out: out))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = server.localAddress?.port ?? 0
        let sender = HookSender(
            guarded: Post.loopback, resolver: { _ in [IPAddress("127.0.0.1")].compactMap(\.self) })
        let post = try await Post(sender: sender)
        _ = try await post.endpoint("https://hooks.example.com:\(port)/x")
        try await post.working {
            _ = try await post.commit()
            for await greeting in greetings {
                let text = String(decoding: greeting.readableBytesView, as: UTF8.self)
                #expect(text.contains("hooks.example.com"))
                break
            }
            let report = try #require(await post.report())
            #expect(report.state == .waiting && report.attempt.status == nil)
        }
        try await server.close()
    }

    @Test func withoutTLSOnlyNamedNetworksAreCalled() async throws {
        let sender = HookSender(
            guarded: Post.loopback, resolver: { _ in [IPAddress("93.184.215.14")].compactMap(\.self) })
        let post = try await Post(sender: sender)
        _ = try await post.endpoint("http://hooks.example.com/x")
        try await post.working {
            _ = try await post.commit()
            #expect(await post.report()?.attempt.problem == "url-forbidden")
        }
    }

    @Test func aNameWithoutAnAddressIsTriedAgain() async throws {
        let post = try await Post(sender: HookSender(resolver: { _ in [] }))
        _ = try await post.endpoint("https://hooks.example.com/x")
        try await post.working {
            _ = try await post.commit()
            let report = try #require(await post.report())
            #expect(report.attempt.problem == "no-such-name" && report.state == .waiting)
        }
    }

    @Test(arguments: [
        "http://127.0.0.1/x", "https://127.0.0.1/x", "https://2130706433/x", "https://0x7f.1/x", "https://[::1]/x",
        "https://user:word@example.com/x", "https://exa mple.com/x", "ftp://example.com", "https:///x",
    ]) func addressesThatAreNotTaken(_ text: String) {
        #expect(throws: NotificationURL.Problem.self) { _ = try NotificationURL(text, guarded: AddressGuard()) }
    }

    @Test func theSystemFindsLoopback() async throws {
        let found = try await SystemResolver.addresses(of: "localhost")
        #expect(found.contains { $0.description == "127.0.0.1" || $0.description.hasSuffix(":1") })
        await #expect(throws: (any Error).self) { _ = try await SystemResolver.addresses(of: "no-such-name.invalid") }
    }
}

/// Hears the first bytes and hangs up.
private final class Hearing: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let out: AsyncStream<ByteBuffer>.Continuation

    init(out: AsyncStream<ByteBuffer>.Continuation) { self.out = out }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        out.yield(unwrapInboundIn(data))
        context.close(promise: nil)
    }
}
