import EngineStore
import Foundation

/// Lets a handler keep its answer in the very commit of what it does, sealed for the shelf. Whatever a handler does not
/// keep itself, the shelf keeps afterwards, in a commit more.
final class AnswerKeeper: Sendable {
    private struct State {
        var run: String?
        var body: Data?
    }

    private let state = Locked(State())
    private let seal: @Sendable (Data) -> StoredDocument?

    init(_ seal: @escaping @Sendable (Data) -> StoredDocument?) { self.seal = seal }

    /// What the run that is about to be made is answered with; `nil` where that is not known before it is stored.
    func document(_ body: Data?, for run: String) -> StoredDocument? {
        state.withLock { $0 = State(run: run, body: body) }
        return body.flatMap(seal)
    }

    /// The answer as it was kept with a run; `nil` when it has still to be made.
    ///
    /// - Throws: a `Problem` when that run was not made, because another request under the same key was first.
    func answer(with run: String) throws(Problem) -> Data? {
        let (made, body) = state.withLock { ($0.run, $0.body) }
        guard made == run else { throw Problem(409, "duplicate", "somebody else was first") }
        return body
    }

    func hasKept(_ body: Data) -> Bool { state.withLock { $0.body == body } }
}
