import EngineStore
import FlowEngine
import Foundation
import VendorConnectors
import Vendors
import Vocabulary

/// The point at which the process ends itself, as hard as the power going off.
final class Death: @unchecked Sendable {
    // Sendable because the lock guards the counts, and the rest is constant.
    private let lock = NSLock()
    private var counts: [String: Int] = [:]
    private let point: String
    private let number: Int

    init?(_ text: String) {
        let parts = text.split(separator: ":")
        point = String(parts.first ?? "")
        number = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
        guard text == "never" || number > 0 else { return nil }
    }

    func pass(_ point: String) {
        let count = lock.withLock {
            counts[point, default: 0] += 1
            return counts[point, default: 0]
        }
        if point == self.point, count == number { kill(getpid(), SIGKILL) }
    }
}

struct DoomedSender: VendorSender {
    let inner: VendorConnector
    let death: Death

    func send(
        _ request: VendorRequest, media: @escaping MediaLoader, timeout: Interval?
    ) async throws(ConnectorProblem) -> Result<VendorAnswer, TransportFailure> {
        death.pass("send-before")
        let answer = try await inner.send(request, media: media, timeout: timeout)
        death.pass("send-after")
        return answer
    }
}
