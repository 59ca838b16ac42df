public import FlowMachine
public import Vendors
import Vocabulary

extension Judgement {
    /// The same as the machine takes it; a failure as `exhausted`, though calls may be left.
    public var outcome: ActivityEnd.Outcome {
        switch self {
        case .succeeded(let success):
            .answered(
                Answer(
                    result: success.result, verdict: success.verdict, reasons: success.reasons,
                    status: success.vendorStatus?.status))
        case .applicant(let reason, let field): .unusable(reason: reason, field: field)
        case .pending(let holder): .pending(holder)
        case .ended(let cause): .ended(cause)
        case .failed(let failure):
            if let missing = failure.incomplete {
                .incomplete(missing: missing)
            } else {
                .exhausted(
                    CallProblem(kind: failure.kind, detail: failure.detail, retryAfter: failure.retryAfter))
            }
        }
    }
}
