import NIOCore
import Synchronization

/// Whether the client has begun to take the body, which it does once it has a connection.
final class SendProgress: Sendable {
    private let begun = Atomic<Bool>(false)

    var hasBegun: Bool { begun.load(ordering: .acquiring) }

    func begin() { begun.store(true, ordering: .releasing) }
}

/// A body in one piece that notes when it is asked for.
struct ObservedBody: AsyncSequence, Sendable {
    var bytes: ByteBuffer
    var progress: SendProgress

    func makeAsyncIterator() -> Iterator { Iterator(bytes: bytes, progress: progress) }

    struct Iterator: AsyncIteratorProtocol {
        var bytes: ByteBuffer?
        var progress: SendProgress

        mutating func next() async -> ByteBuffer? {
            progress.begin()
            defer { bytes = nil }
            return bytes
        }
    }
}
