import FlowMachine
import FlowScenarios
import FlowSimulator
import Foundation
import VendorCalls
import Vendors
import Vocabulary

extension DryRun.Report {
    /// Everything that a report shows, as text: equal reports have equal bytes.
    var text: String {
        get throws {
            let lines = try progress.map { progress in
                switch progress.content {
                case .applied(let event, let transitions, let orders):
                    "\(progress.at.milliseconds) \(try json(event)) \(transitions) \(try json(orders))"
                case .sent(let activity, let number, let request):
                    "\(progress.at.milliseconds) \(activity.id) \(number) \(request.redacted)"
                case .received(let activity, let number, let outcome):
                    "\(progress.at.milliseconds) \(activity.id) \(number) \(outcome)"
                case .waiting(let activity, let until):
                    "\(progress.at.milliseconds) \(activity.id) waits \(until.milliseconds)"
                }
            }
            return (lines + [try json(state), try json(seen.calls)] + mismatches).joined(separator: "\n")
        }
    }

    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// How long each wait for a repeat was, in milliseconds.
    var waits: [Int64] {
        progress.compactMap { progress in
            guard case .waiting(_, let until) = progress.content else { return nil }
            return (until - progress.at).milliseconds
        }
    }

    /// What happened, by name and time since the beginning in milliseconds.
    var history: [String] {
        events.map { "\(($0.at - DryRun.epoch).milliseconds) \($0.fact.name)" }
    }
}
