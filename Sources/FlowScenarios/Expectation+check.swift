import FlowIR
public import FlowMachine
import Vocabulary

extension Expectation {
    /// What of a run is not as expected: one sentence each, empty when all is.
    ///
    /// - Parameter seen: what was seen of the run so far.
    public func mismatches(in machine: Machine, _ seen: Sightings) -> [String] {
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
            compare("reasons of \(id)", expected.reasons.map(Self.words), Self.words(step.reasons))
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
        for id in flows.keys.sorted() {
            let children = state.steps[id]?.children ?? []
            let ends = children.map { $0.status?.rawValue ?? "under way" }
            compare("outcome of \(id)", Self.words(flows[id]?.map(\.rawValue) ?? []), Self.words(ends))
        }
        for name in calls.keys.sorted() {
            compare("number of calls to \(name)", calls[name].map(String.init), String(seen.calls[name, default: 0]))
        }
        for expected in sent where !seen.hasSent(expected) {
            let members = Self.words(expected.members.keys.sorted())
            mismatches.append("no call to \(expected.call) had \(members) as expected")
        }
        if let untold = seen.firstUntold(of: events) {
            let told = Self.words(seen.notices.map(\.rawValue))
            mismatches.append("\(untold.rawValue) was not told where it is expected; told was \(told)")
        }
        if let alerts {
            let told = Self.words(seen.alerts.map(\.rawValue))
            if let untold = seen.firstUntold(of: alerts) {
                mismatches.append("no alert said \(untold.rawValue) where it is expected; there was \(told)")
            } else if alerts.isEmpty, !seen.alerts.isEmpty {
                mismatches.append("there was an alert: \(told), expected none")
            }
        }
        if let byThen, seen.timeToStatus > byThen {
            mismatches.append("status is \(state.status.rawValue) after \(seen.timeToStatus), expected by \(byThen)")
        }
        mismatches += incidentMismatches(in: state)
        if let isErased, isErased != seen.isErased {
            mismatches.append(
                isErased ? "the run is still kept, expected it erased" : "the run is erased, expected it kept")
        }
        return mismatches
    }

    private func incidentMismatches(in state: RunState) -> [String] {
        guard let hasIncident else { return [] }
        guard let incident = state.incidents.first(where: { incidentAt == nil || $0.at == incidentAt }) else {
            let there = state.incidents.map(\.at)
            if !hasIncident { return [] }
            let expected = incidentAt.map { "one at \($0)" } ?? "one"
            return [
                there.isEmpty
                    ? "there is no incident, expected \(expected)"
                    : "the incident is at \(Self.words(there)), expected \(expected)"
            ]
        }
        guard hasIncident else { return ["there is an incident at \(incident.at), expected none"] }
        guard let incidentVerbs, Set(incidentVerbs) != Set(incident.verbs) else { return [] }
        let (actual, expected) = (Self.words(incident.verbs.map(\.rawValue)), Self.words(incidentVerbs.map(\.rawValue)))
        return ["an operator may \(actual), expected \(expected)"]
    }

    private static func words(_ words: [String]) -> String { words.isEmpty ? "none" : words.joined(separator: ", ") }
}
