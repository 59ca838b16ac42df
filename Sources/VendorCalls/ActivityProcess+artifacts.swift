import Expressions
public import FlowMachine
public import Vendors
public import Vocabulary

/// Photos and files: what a machine hears of them is a handle, and it goes by the activity's name.
extension ActivityProcess {
    /// What is to be fetched; `nil` for any other activity.
    public func artifact(of pack: Pack) -> PackEvidence? {
        guard case .artifact(_, let name) = activity.role else { return nil }
        return pack.evidence(name, by: activity.operation)
    }

    /// The file was fetched and is kept under ``Activity/id``.
    public mutating func fetched(_ artifact: PackEvidence) -> Next {
        let handle = Value.opaque(Opaque(kind: artifact.kind.rawValue, id: activity.id))
        return conclude(.answered(Answer(result: [artifact.name: handle])))
    }

    /// It was not to be had; it is asked for again as long as the policy says.
    public mutating func notFetched(
        _ problem: CallProblem, at now: Moment, roll: Double, pack: Pack, settings: VendorSettings
    ) -> Next {
        take(.failed(problem, at: now, roll: roll), at: now, pack: pack, settings: settings)
    }

    /// Without the file itself: whether the answer has one.
    mutating func received(
        _ name: String, in answer: Result<VendorAnswer, TransportFailure>, at now: Moment, roll: Double, pack: Pack,
        settings: VendorSettings
    ) -> Next {
        guard let artifact = artifact(of: pack) else {
            let problem = CallProblem(kind: .contract, detail: "the pack has no \(name)")
            return notFetched(problem, at: now, roll: roll, pack: pack, settings: settings)
        }
        switch pack.content(of: artifact, in: answer, context: context(at: now, settings: settings)) {
        case .success: return fetched(artifact)
        case .failure(let failure):
            let problem = CallProblem(kind: failure.kind, detail: failure.detail, retryAfter: failure.retryAfter)
            return notFetched(problem, at: now, roll: roll, pack: pack, settings: settings)
        }
    }
}
