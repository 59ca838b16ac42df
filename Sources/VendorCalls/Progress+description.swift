import FlowMachine
import Vendors
import Vocabulary

/// Safe to log: names and numbers only. Events and requests hold what is personal, so no mirror shows them either.
extension Progress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        let text =
            switch content {
            case .applied(let event, let transitions, _): "\(event.fact.name), \(transitions.count) transitions"
            case .sent(let activity, let number, let request): "\(activity.name) call \(number) sent, \(request.method)"
            case .received(let activity, let number, let outcome): "\(activity.name) call \(number) came to \(outcome)"
            case .waiting(let activity, let until): "\(activity.name) waits until \(until.milliseconds)"
            }
        return "\(run) at \(at.milliseconds): \(text)"
    }

    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Progress.Content: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        switch self {
        case .applied: "applied"
        case .sent: "sent"
        case .received: "received"
        case .waiting: "waiting"
        }
    }

    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
