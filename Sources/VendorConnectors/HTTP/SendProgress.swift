import Synchronization

/// Whether the client has begun to take the body, which it does once it has a connection.
final class SendProgress: Sendable {
    private let begun = Atomic<Bool>(false)

    var hasBegun: Bool { begun.load(ordering: .acquiring) }

    func begin() { begun.store(true, ordering: .releasing) }
}
