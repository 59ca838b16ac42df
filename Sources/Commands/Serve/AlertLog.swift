import FlowMachine
import Logging
import VendorCalls
import Vocabulary

/// Warns in the service's log of vendors that work for nobody until somebody mends it.
struct AlertLog: Sendable {
    let logger: Logger

    func take(_ progress: VendorCalls.Progress) {
        guard case .applied(_, _, let orders) = progress.content else { return }
        for case .alert(let alert) in orders {
            logger.warning(
                "a vendor works for nobody until somebody mends it",
                metadata: [
                    "vendor": "\(alert.vendor)", "kind": "\(alert.kind.rawValue)", "at": "\(alert.at)",
                    "run": "\(progress.run)",
                ])
        }
    }
}
