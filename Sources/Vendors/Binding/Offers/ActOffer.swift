public import Vocabulary

/// How a pack does an act, as a flow's compiler needs to know it.
public struct ActOffer: Hashable, Sendable {
    public var kind: ActKind
    public var operation: OperationOffer
    public var insideVerification: Bool
    /// The inputs that this vendor can use, or knows of itself; giving it another is a mistake of the flow.
    public var takes: Set<String>
    /// Those of them that a flow has to give, even where the kind leaves them open.
    public var needs: Set<String>
    /// The result fields that this vendor gives, in the kind's order.
    public var gives: [Field]
    /// Fields of the result that let in whoever has them.
    public var secret: Set<String>
    /// The applicant reasons that an answer may carry: another capture is needed.
    public var reasons: Set<String>
    /// `nil` where the vendor cannot take it back.
    public var undo: OperationOffer?
}

/// How a pack goes on looking.
public struct MonitorOffer: Hashable, Sendable, Codable {
    public var start: OperationOffer
    public var stop: OperationOffer
    /// `nil` where only news tell of a hit.
    public var read: OperationOffer?
    /// How often `read` is asked.
    public var each: Interval?
}

extension Pack {
    /// The acts that the pack binds, as flows name them: `denylist_add`, `riskapi.card_block`.
    public var actNames: [String] {
        acts.map { ActKind.named($0.kind.name) == nil ? "\(name).\($0.kind.name)" : $0.kind.name }
    }

    /// What the pack offers for an act, as flows name it; `nil` when it cannot do it.
    public func actOffer(_ name: String) -> ActOffer? {
        guard let act = act(name), let bound = operations[act.operation], let offer = operationOffer(act.operation)
        else { return nil }
        let given = Set(bound.result.map(\.name))
        return ActOffer(
            kind: act.kind, operation: offer, insideVerification: act.insideVerification, takes: act.takes,
            needs: act.needs, gives: act.kind.result.filter { given.contains($0.name) }, secret: bound.secret,
            reasons: Set(bound.errors.flatMap(\.reasons) + errors.flatMap(\.reasons)),
            undo: act.undo.flatMap(operationOffer))
    }

    /// How the vendor goes on looking after this check; `nil` where it does not.
    public func monitorOffer(_ check: String) -> MonitorOffer? {
        guard let monitor = self.check(check)?.monitor, let start = operationOffer(monitor.start),
            let stop = operationOffer(monitor.stop)
        else { return nil }
        return MonitorOffer(
            start: start, stop: stop, read: monitor.read.flatMap { operationOffer($0.operation) },
            each: monitor.read?.each)
    }
}
