import EngineStore
import FlowMachine
public import VendorCalls
import Vocabulary

/// What the service counts, as Prometheus reads it (text exposition format 0.0.4). Labels are words of flows and packs.
public final class Metrics: Sendable {
    private struct Family: Sendable {
        var help: String
        var values: [String: Double] = [:]
    }

    private let families = Locked<[String: Family]>([:])

    public init() {}

    /// Counts what happens to runs.
    public func take(_ progress: VendorCalls.Progress) {
        switch progress.content {
        case .applied(let event, _, let orders):
            add("trustflow_events_total", "Events of runs.", [("kind", event.fact.name)])
            for order in orders {
                switch order {
                case .announce(let status, _):
                    add("trustflow_statuses_total", "Statuses that runs were given.", [("status", status.rawValue)])
                case .raiseIncident(let incident):
                    add(
                        "trustflow_incidents_total", "Incidents by the call that they are about.", [("at", incident.at)]
                    )
                default: break
                }
            }
        case .received(let activity, _, let outcome):
            add(
                "trustflow_vendor_calls_total", "Calls to vendors that ended, by HTTP status or failure.",
                [("call", activity.name), ("outcome", outcome)])
        case .sent, .waiting: break
        }
    }

    func request(_ route: String, status: Int, seconds: Double) {
        add("trustflow_requests_total", "Requests to the API.", [("route", route), ("status", String(status))])
        add("trustflow_request_seconds_total", "Time spent on requests.", [("route", route)], seconds)
    }

    /// - Parameter outcome: `taken`, `repeated`, `late`, `foreign` or `forged`.
    func news(_ vendor: String, _ outcome: String) {
        add(
            "trustflow_vendor_webhooks_total", "Webhooks of vendors, by what became of them.",
            [("vendor", vendor), ("outcome", outcome)])
    }

    private func add(_ name: String, _ help: String, _ labels: [(String, String)], _ amount: Double = 1) {
        let text = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        families.withLock { $0[name, default: Family(help: help)].values[text, default: 0] += amount }
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    var text: String {
        families.withLock { families in
            families.sorted { $0.key < $1.key }.map { name, family in
                let lines = family.values.sorted { $0.key < $1.key }.map { "\(name){\($0.key)} \($0.value)\n" }
                return "# HELP \(name) \(family.help)\n# TYPE \(name) counter\n" + lines.joined()
            }.joined()
        }
    }
}
