import Expressions
import FlowEngine
import Foundation
import VendorConnectors
import Vendors
import Vocabulary

/// A vendor that answers at once, each call as it answered the first of its kind; so only the engine is measured.
final class InstantSender: VendorSender, @unchecked Sendable {
    // Sendable because the lock guards both variables.
    private let lock = NSLock()
    private var teller: Storyteller
    private var answers: [String: VendorAnswer] = [:]

    init(_ pack: Pack, script: VendorScript = VendorScript()) throws {
        guard let stories = pack.stories else { throw CancellationError() }
        teller = Storyteller(stories: stories, contract: pack.contract, script: script)
    }

    func send(
        _ request: VendorRequest, media: @escaping MediaLoader, timeout: Interval?
    ) async throws(ConnectorProblem) -> Result<VendorAnswer, TransportFailure> {
        lock.withLock {
            if let known = answers[request.operation] { return .success(known) }
            guard case .respond(let answer, _) = teller.answer(to: request.operation, body: request.body) else {
                return .failure(.connect)
            }
            answers[request.operation] = answer
            return .success(answer)
        }
    }
}
