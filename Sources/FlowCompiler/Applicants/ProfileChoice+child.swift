public import FlowMachine
public import FlowSyntax

extension ProfileChoice {
    /// The profile under which a flow runs that a step of another one starts.
    ///
    /// - Throws: ``NoProfile`` where its data choose none, or another than the step names.
    public func profile(of child: ChildRun) throws(NoProfile) -> String? {
        switch chosen(by: child.applicant[field]?.profileName) {
        case .refused: throw NoProfile(description: "the flow has no profile for this `applicant.\(field)`")
        case .base where child.profile == nil: return nil
        case .profile(let name) where child.profile == nil || child.profile == name: return name
        case .base, .profile:
            throw NoProfile(description: "the profile is chosen by `applicant.\(field)`, and it is another")
        }
    }

    /// Why a child is not started; names a field, never a value.
    public struct NoProfile: Error, CustomStringConvertible {
        public let description: String
    }
}
