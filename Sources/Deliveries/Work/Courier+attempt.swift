public import EngineStore
import Foundation
import Notifications
import Privacy
import Vocabulary
import WebhookSignatures

/// What became of one try, in words that are safe to log.
public struct CourierReport: Sendable {
    public let endpoint: String
    /// `msg_…`.
    public let delivery: String
    public let state: DeliveryState
    public let attempt: DeliveryTry
}

extension Courier {
    /// Tries once, and keeps what came of it; gives whether the endpoint failed.
    func attempt(_ row: DeliveryRow) async -> Bool {
        let now = clock.now()
        var row = row
        do throws(StoreError) {
            let target = try await targets.target(of: row.notice.endpoint, at: now)
            let result = await result(of: row, at: target, now: now)
            // Given up while under way: nobody knows whether it arrived, so it is sent again.
            guard !Task.isCancelled else { return false }
            let ended = clock.now()
            let attempt = DeliveryTry(at: ended, status: result.status, problem: result.problem)
            row.note(attempt)
            if case .closed = target {
                (row.state, row.due) = (.disabled, nil)
            } else {
                switch DeliveryLadder.next(after: result.outcome, tries: row.tries, roll: clock.roll()) {
                case .delivered: (row.state, row.due) = (.delivered, nil)
                case .again(let wait): (row.state, row.due) = (.waiting, ended + wait)
                case .givenUp: (row.state, row.due) = (.givenUp, nil)
                case .disabled:
                    (row.state, row.due) = (.disabled, nil)
                    try await targets.close(row.notice.endpoint, at: ended)
                }
            }
            try await settle(row, at: ended)
            report(
                CourierReport(
                    endpoint: row.notice.endpoint, delivery: row.notice.id, state: row.state, attempt: attempt))
            return result.problem != nil
        } catch {
            // It stays due; a store that does not answer must not make us send it in a loop.
            if error.code != .conflict { try? await clock.sleep(clock.now() + .seconds(30)) }
            return true
        }
    }

    private func result(of row: DeliveryRow, at target: TargetFinder.Target, now: Moment) async -> HookSender.Result {
        switch target {
        case .closed(let problem), .unset(let problem):
            return HookSender.Result(outcome: .unreachable, problem: problem)
        case .send(let url, let secrets):
            let notice = row.notice
            guard let webhooks = try? StandardWebhooks(secrets: secrets) else {
                return HookSender.Result(outcome: .unreachable, problem: "secret-unusable")
            }
            let seconds = now.milliseconds / 1000
            let signature = webhooks.signature(id: notice.id, timestamp: seconds, body: Array(notice.body))
            let headers = [
                ("content-type", "application/json"), ("user-agent", "trustflow"), ("webhook-id", notice.id),
                ("webhook-timestamp", String(seconds)), ("webhook-signature", signature),
            ]
            return await sender.post(notice.body, headers: headers, to: url, now: now)
        }
    }

    /// Keeps the row; an answer that is known is worth some patience.
    private func settle(_ row: DeliveryRow, at moment: Moment) async throws(StoreError) {
        for _ in 0..<3 {
            do throws(StoreError) {
                return try await store.update(row, at: moment)
            } catch {
                // Changed meanwhile by whoever asked for it again, or removed: theirs counts.
                guard error.code == .unavailable || error.code == .full else { throw error }
                try? await clock.sleep(clock.now() + .seconds(1))
            }
        }
        try await store.update(row, at: moment)
    }
}
