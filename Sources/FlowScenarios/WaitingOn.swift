import FlowIR
public import FlowMachine
import Vocabulary

/// Who or what a run is waiting for.
public enum WaitingOn: String, Hashable, Sendable, CaseIterable {
    case applicant, caller, reviewer, vendor, time, flow, `operator`

    /// All that a run at rest waits for.
    public static func all(of machine: Machine) -> Set<WaitingOn> {
        let state = machine.state
        var waits: Set<WaitingOn> = []
        for ask in state.asks.values { waits.insert(ask.source == .caller ? .caller : .applicant) }
        if !machine.questions.isEmpty || state.phase == .reviewNeeded { waits.insert(.reviewer) }
        if !state.incidents.isEmpty { waits.insert(.operator) }
        for step in state.steps.values {
            if step.phase == .waiting { waits.insert(.time) }
            if step.phase == .awaitingVendor { waits.insert(.vendor) }
            if step.phase == .awaitingFlow { waits.insert(.flow) }
        }
        return waits
    }
}
