public import FlowScenarios
public import VendorCalls
import Vendors

extension Sightings {
    /// What a run shows as it goes on, in a dry run or under an engine.
    public mutating func see(_ progress: Progress) {
        switch progress.content {
        case .applied(let event, _, let orders): took(event, orders)
        case .sent(let activity, _, let request): sent(activity.name(of: request), request.told)
        case .received, .waiting: break
        }
    }
}
