/// One step that a call may take.
public struct CallEdge: Hashable, Sendable, CustomStringConvertible {
    public enum Trigger: String, Hashable, Sendable {
        case begun, waitEnded, answered, failed, lost, unready
        /// What became of a lost call: it did what it asks for, or it never came.
        case found, absent
    }

    public var from: CallMachine.Phase
    public var trigger: Trigger
    public var to: CallMachine.Phase

    init(_ from: CallMachine.Phase, _ trigger: Trigger, _ to: CallMachine.Phase) {
        self.from = from
        self.trigger = trigger
        self.to = to
    }

    public var description: String { "call: \(from) --\(trigger)--> \(to)" }

    /// All of them.
    public static let table: Set<CallEdge> = [
        CallEdge(.idle, .begun, .sending),
        CallEdge(.idle, .begun, .backingOff),
        CallEdge(.sending, .answered, .concluded),
        CallEdge(.sending, .failed, .backingOff),
        CallEdge(.sending, .failed, .concluded),
        CallEdge(.sending, .lost, .concluded),
        CallEdge(.sending, .lost, .recovering),
        CallEdge(.recovering, .found, .concluded),
        CallEdge(.recovering, .absent, .backingOff),
        CallEdge(.recovering, .absent, .concluded),
        CallEdge(.recovering, .lost, .concluded),
        CallEdge(.sending, .unready, .backingOff),
        CallEdge(.backingOff, .waitEnded, .sending),
    ]
}
