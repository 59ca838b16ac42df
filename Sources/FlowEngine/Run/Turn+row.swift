import EngineStore
import FlowMachine
import Vocabulary

extension Turn {
    /// What may be said of the run in clear: words of the flow and of the machine. What a person wrote stays sealed.
    func row() -> RunRow {
        let state = live.machine.state
        var row = live.row
        row.status = state.status
        row.decidedBy = state.decision.map(\.inClear)
        row.reason = Self.reason(of: state)
        let ask = state.asks.values.min { $0.step < $1.step }
        row.waitingOn = ask?.step
        row.waitingUntil = ask?.until
        row.incident = state.incidents.first.flatMap { Self.word($0.at) }
        return row
    }

    /// The word behind the status; `nil` for what a person wrote.
    static func reason(of state: RunState) -> String? {
        state.decision?.isOfAPerson == true ? nil : state.reason.flatMap(word)
    }

    /// `nil` for what is not one printable word.
    static func word(_ text: String) -> String? {
        guard (1...200).contains(text.utf8.count), text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
        return text
    }
}

extension Decision {
    fileprivate var isOfAPerson: Bool { by.hasPrefix("person ") || by.hasPrefix("operator ") }

    /// The place of the rule, or who it was without saying who.
    fileprivate var inClear: String {
        if let note { return note }
        if by.hasPrefix("person ") { return "person" }
        if by.hasPrefix("operator ") { return "operator" }
        let isOfTheFlow =
            ["expires_after", "no rule"].contains(by) || ["vendor ", "on_timeout "].contains { by.hasPrefix($0) }
        return isOfTheFlow ? by : "caller"
    }
}
