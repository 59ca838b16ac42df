import Dispatch
import EngineStore

/// Does the same to many things, on all processors.
enum Parallel {
    /// In the order of the items. A few are done here: a thread would cost more than it saves.
    static func map<Item: Sendable, Result: Sendable>(
        _ items: [Item], _ body: @Sendable (Item) -> Result
    ) -> [Result] {
        let size = 4
        guard items.count > 16 else { return items.map(body) }
        let count = (items.count + size - 1) / size
        let done = Locked<[Int: [Result]]>([:])
        DispatchQueue.concurrentPerform(iterations: count) { @Sendable chunk in
            let part = items[chunk * size..<min((chunk + 1) * size, items.count)].map(body)
            done.withLock { $0[chunk] = part }
        }
        return done.withLock { parts in (0..<count).flatMap { parts[$0] ?? [] } }
    }
}
