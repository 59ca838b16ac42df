public import FlowIR

extension FlowProgram {
    /// The packs at which the run that starts this one has to have a verification.
    public var parentPacks: [String] { vendors.filter { $0.parent == .required }.map(\.pack) }

    /// The first of them that is not among the verifications of that run, by pack; `nil` when a run may begin.
    public func missingParent(in verifications: [String: String]) -> String? {
        parentPacks.first { verifications[$0] == nil }
    }
}
