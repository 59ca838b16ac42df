import FlowIR
public import FlowMachine
import Vocabulary

extension Expectation {
    /// What of a run is not as expected: one sentence each, empty when all is.
    ///
    /// `calls` counts the calls sent so far, by `vendor.check`.
    public func mismatches(in machine: Machine, calls sent: [String: Int], erased: Bool = false) -> [String] {
        let state = machine.state
        var mismatches: [String] = []
        func compare(_ what: String, _ expected: String?, _ actual: String?) {
            guard let expected, expected != actual else { return }
            mismatches.append("\(what) is \(actual ?? "none"), expected \(expected)")
        }
        compare("status", status?.rawValue, state.status.rawValue)
        compare("reason", reason, state.reason)
        compare("profile", profile, machine.program.profile ?? "base")
        for id in steps.keys.sorted() {
            guard let expected = steps[id], let step = state.steps[id] else { continue }
            compare("verdict of \(id)", expected.verdict?.rawValue, step.verdict.rawValue)
            compare("end of \(id)", expected.ended?.rawValue, step.ended?.rawValue)
            compare("attempts of \(id)", expected.attempts.map(String.init), String(step.attempts))
            compare("vendor of \(id)", expected.by, step.by)
        }
        for id in joins.keys.sorted() {
            guard let expected = joins[id] else { continue }
            compare("join \(id)", expected ? "met" : "unmet", state.steps[id]?.join.map { $0.met ? "met" : "unmet" })
        }
        if let waitingOn {
            let waits = WaitingOn.all(of: machine)
            if !waits.contains(waitingOn) {
                let words = waits.map(\.rawValue).sorted().joined(separator: " and ")
                mismatches.append(
                    "the run waits for \(words.isEmpty ? "nothing" : words), expected \(waitingOn.rawValue)")
            }
        }
        for name in calls.keys.sorted() {
            compare("number of calls to \(name)", calls[name].map(String.init), String(sent[name, default: 0]))
        }
        if let hasIncident, hasIncident != !state.incidents.isEmpty {
            mismatches.append(
                hasIncident ? "there is no incident, expected one" : "there is an incident, expected none")
        }
        if let isErased, isErased != erased {
            mismatches.append(
                isErased ? "the run is still kept, expected it erased" : "the run is erased, expected it kept")
        }
        if let incidentAt { compare("the incident", incidentAt, state.incidents.first?.at) }
        return mismatches
    }
}
