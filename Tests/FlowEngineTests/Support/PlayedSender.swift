import FlowEngine
import Foundation
import VendorConnectors
import Vendors
import Vocabulary

/// IDmeta played in the process, without a network; it goes on when engines die.
final class PlayedSender: VendorSender, @unchecked Sendable {
    // Sendable because the lock guards the teller and the counts, and the rest is constant.
    private let lock = NSLock()
    private var teller: Storyteller
    private var counts: [String: Int] = [:]
    private let life: Life?
    private let base: PlayedSender?

    init(_ script: VendorScript = VendorScript(), pack: Pack) throws {
        guard let stories = pack.stories else { throw CancellationError() }
        teller = Storyteller(stories: stories, contract: pack.contract, script: script)
        life = nil
        base = nil
    }

    /// The same vendor as a process with a given life reaches it.
    init(_ base: PlayedSender, life: Life) {
        teller = base.teller
        self.base = base
        self.life = life
    }

    /// How often an operation was asked for.
    func sent(_ operation: String) -> Int { lock.withLock { counts[operation, default: 0] } }

    var effects: [StoryEffect] { base?.effects ?? lock.withLock { teller.effects } }

    func send(
        _ request: VendorRequest, media: @escaping MediaLoader, timeout: Interval?
    ) async throws(ConnectorProblem) -> Result<VendorAnswer, TransportFailure> {
        guard let base, let life else { return answer(request) }
        switch life.hasEnded ? .deathBefore : life.nextSend() {
        case nil: return base.answer(request)
        case .deathAfter: _ = base.answer(request)
        default: break
        }
        life.end()
        return .failure(.cut)
    }

    private func answer(_ request: VendorRequest) -> Result<VendorAnswer, TransportFailure> {
        lock.withLock { counts[request.operation, default: 0] += 1 }
        return switch lock.withLock({ teller.answer(to: request.operation, body: request.body, path: request.url) }) {
        case .respond(let answer, _): .success(answer)
        case .timeout: .failure(.timeout)
        case .cut: .failure(.cut)
        case .refuse: .failure(.connect)
        }
    }
}
