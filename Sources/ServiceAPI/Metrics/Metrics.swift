public import Deliveries
import EngineStore
import FlowMachine
public import VendorCalls
import Vocabulary

/// What the service counts, as Prometheus reads it (text exposition format 0.0.4). Labels are words of flows, packs and
/// the table of routes; nothing that a caller or an applicant gave.
public final class Metrics: Sendable {
    private struct Family: Sendable {
        var help: String
        var values: [String: Double] = [:]
    }

    private struct State: Sendable {
        var counters: [String: Family] = [:]
        var latencies: [String: Histogram] = [:]
    }

    private let state = Locked(State())
    private let samples: @Sendable () -> [Sample]

    /// A counter that somebody else keeps.
    public struct Sample: Sendable {
        public var name: String
        public var help: String
        public var value: Double

        public init(_ name: String, _ help: String, _ value: Double) {
            self.name = name
            self.help = help
            self.value = value
        }
    }

    /// - Parameter samples: read anew each time that the metrics are.
    public init(samples: @escaping @Sendable () -> [Sample] = { [] }) { self.samples = samples }

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
                case .alert(let alert):
                    add(
                        "trustflow_alerts_total", "Vendors that work for nobody until somebody mends it, by call.",
                        [("vendor", alert.vendor), ("kind", alert.kind.rawValue)])
                default: break
                }
            }
        case .received(let activity, _, let outcome):
            add(
                "trustflow_vendor_calls_total", "Calls to vendors that ended, by HTTP status or failure.",
                [("vendor", activity.vendor), ("operation", activity.operation), ("outcome", outcome)])
        case .sent, .waiting: break
        }
    }

    func request(method: String, route: String, status: Int, seconds: Double) {
        let labels = [("method", method), ("route", route)]
        add("trustflow_http_requests_total", "Requests to the API.", labels + [("status", String(status))])
        state.withLock { $0.latencies[Self.text(labels), default: Histogram()].add(seconds) }
    }

    /// - Parameter outcome: `taken`, `repeated`, `late`, `foreign`, `broken` or `forged`.
    func news(_ vendor: String, _ outcome: String) {
        add(
            "trustflow_vendor_webhooks_total", "Webhooks of vendors, by what became of them.",
            [("vendor", vendor), ("outcome", outcome)])
    }

    /// Counts the tries to tell others of runs.
    public func take(_ report: CourierReport) {
        add(
            "trustflow_notifications_total", "Tries to deliver notifications, by HTTP status or problem.",
            [("outcome", report.attempt.status.map(String.init) ?? report.attempt.problem ?? "")])
    }

    private func add(_ name: String, _ help: String, _ labels: [(String, String)]) {
        let text = Self.text(labels)
        state.withLock { $0.counters[name, default: Family(help: help)].values[text, default: 0] += 1 }
    }

    private static func text(_ labels: [(String, String)]) -> String {
        labels.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",")
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    /// - Parameter runs: by status; `nil` where they cannot be counted now.
    func text(runs: [RunStatus: Int]?) -> String {
        let state = state.withLock { $0 }
        var families = state.counters.map { name, family in
            (name, "counter", family.help, Self.lines(name, family.values))
        }
        families += samples().map { ($0.name, "counter", $0.help, "\($0.name) \($0.value.formattedPlainly)\n") }
        let latency = "trustflow_http_request_duration_seconds"
        let latencies = state.latencies.sorted { $0.key < $1.key }.map { $1.lines(latency, labels: $0) }
        families.append((latency, "histogram", "Time until a request was answered.", latencies.joined()))
        if let runs {
            // A status that no run has is 0, so that an alert can tell it from a service that does not answer.
            let values = RunStatus.allCases.map { (Self.text([("status", $0.rawValue)]), Double(runs[$0] ?? 0)) }
            let lines = Self.lines("trustflow_runs", Dictionary(values) { $1 })
            families.append(("trustflow_runs", "gauge", "Runs by their present status.", lines))
        }
        return families.sorted { $0.0 < $1.0 }.map { name, kind, help, lines in
            "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n" + lines
        }.joined()
    }

    private static func lines(_ name: String, _ values: [String: Double]) -> String {
        values.sorted { $0.key < $1.key }.map { "\(name){\($0.key)} \($0.value.formattedPlainly)\n" }.joined()
    }
}
