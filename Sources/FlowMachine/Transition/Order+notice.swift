import FlowIR
public import Vocabulary

extension Order {
    /// What it tells those who asked to be notified of the run; `nil` for an order that nobody is told of.
    public var notice: NoticeKind? {
        switch self {
        case .announce(let status, _): NoticeKind(status)
        case .askApplicant(let ask): ask.source == .caller ? .callerNeeded : .applicantNeeded
        case .askReviewer: .reviewerNeeded
        case .remind: .reminder
        case .raiseIncident: .incident
        case .perform, .abandon, .setTimer, .cancelTimer, .startChild, .tellParent, .erase, .alert: nil
        }
    }
}
