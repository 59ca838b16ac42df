public import FlowMachine
import Vocabulary

extension Expectation {
    /// What of a run is not as expected: one sentence each, empty when all is.
    ///
    /// `profile` is what the run was started under, `calls` counts the calls sent so far, by `vendor.check`.
    public func mismatches(in state: RunState, profile run: String?, calls sent: [String: Int]) -> [String] {
        var mismatches: [String] = []
        func compare(_ what: String, _ expected: String?, _ actual: String?) {
            guard let expected, expected != actual else { return }
            mismatches.append("\(what) is \(actual ?? "none"), expected \(expected)")
        }
        compare("status", status?.rawValue, state.status.rawValue)
        compare("reason", reason, state.reason)
        compare("profile", profile, run ?? "base")
        for id in steps.keys.sorted() {
            guard let expected = steps[id], let step = state.steps[id] else { continue }
            compare("verdict of \(id)", expected.verdict?.rawValue, step.verdict.rawValue)
            compare("end of \(id)", expected.ended?.rawValue, step.ended?.rawValue)
            compare("attempts of \(id)", expected.attempts.map(String.init), String(step.attempts))
            compare("vendor of \(id)", expected.by, step.by)
        }
        for name in calls.keys.sorted() {
            compare("number of calls to \(name)", calls[name].map(String.init), String(sent[name, default: 0]))
        }
        if let hasIncident, hasIncident != !state.incidents.isEmpty {
            mismatches.append(
                hasIncident ? "there is no incident, expected one" : "there is an incident, expected none")
        }
        if let incidentAt { compare("the incident", incidentAt, state.incidents.first?.at) }
        return mismatches
    }
}
