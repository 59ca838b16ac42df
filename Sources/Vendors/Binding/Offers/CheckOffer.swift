public import Expressions
public import Vocabulary

/// What a call costs and risks, for whoever plans it.
public struct OperationOffer: Hashable, Sendable, Codable {
    public var name: String
    public var effect: Effect
    /// Whether it can be found out what became of a call whose answer was lost.
    public var canRecover: Bool
    /// One call.
    public var timeout: Interval

    public init(name: String, effect: Effect, canRecover: Bool = false, timeout: Interval) {
        self.name = name
        self.effect = effect
        self.canRecover = canRecover
        self.timeout = timeout
    }
}

/// How a pack answers a kind of check, as a flow's compiler needs to know it.
public struct CheckOffer: Hashable, Sendable {
    public var kind: CheckKind
    public var operation: OperationOffer
    public var insideVerification: Bool
    public var judge: CheckBinding.Judge
    /// The result fields that this vendor gives, in the kind's order; one that it may leave out is optional.
    public var gives: [Field]
    /// The inputs that this vendor can use; giving it another is a mistake of the flow.
    public var takes: Set<String>
    /// Those of them that a flow has to give, even where the kind leaves them open: `image` or `video`, say.
    public var needs: Set<String>
    /// The applicant reasons that an answer may carry.
    public var reasons: Set<String>
    /// Where the applicant goes to the vendor's page.
    public var hosted: HostedOffer?
    /// The vendor's own switches that a flow may set.
    public var options: [CheckOption]
    /// Paths into the options that any request may set, with `*` for any key.
    public var requestsMay: [String] = []
    /// Where the vendor goes on looking once it has answered.
    public var monitor: MonitorOffer?
    /// Settings that a flow has to give for this check, though others do without.
    public var neededSettings: Set<String> = []
    /// Whether the applicant goes to the vendor's page.
    public var hasPage: Bool { hosted?.hasPage == true }

    public init(
        kind: CheckKind, operation: OperationOffer, insideVerification: Bool, judge: CheckBinding.Judge,
        gives: [Field], takes: Set<String>, needs: Set<String>, reasons: Set<String>, hosted: HostedOffer? = nil,
        options: [CheckOption] = []
    ) {
        self.kind = kind
        self.operation = operation
        self.insideVerification = insideVerification
        self.judge = judge
        self.gives = gives
        self.takes = takes
        self.needs = needs
        self.reasons = reasons
        self.hosted = hosted
        self.options = options
    }
}

/// How a session on the vendor's page is opened and followed.
public struct HostedOffer: Hashable, Sendable {
    public var opensOnClick: Bool
    public var runsOn: Interval
    /// How the status is read when no news came; `nil` where it cannot be.
    public var read: OperationOffer?
    /// Gives each page where several tries are made in one verification.
    public var attempt: OperationOffer?
    /// How often the status is read by itself.
    public var polling: Polling?
    /// The server that the page is on, where the binding makes its address.
    public var page: String?
    /// False where nobody goes to a page: the vendor is sent what there is, and answers later.
    public var hasPage = true
    /// Whether each try is a verification of its own, though ``attempt`` follows its opening.
    public var opensAnew = false
}

/// Something that the vendor keeps beside verifications, and what makes it.
public struct ObjectOffer: Hashable, Sendable, Codable {
    public var name: String
    public var operation: OperationOffer
}

/// How a verification is opened, told and closed under a flow's settings.
public struct VerificationOffer: Hashable, Sendable, Codable {
    public enum Metadata: Hashable, Sendable, Codable {
        case never
        case atCreate
        case operation(OperationOffer)
    }

    public var create: OperationOffer
    public var metadata: Metadata
    public var finalize: OperationOffer?
    /// `nil` where leaving is a note of ours only.
    public var abandon: OperationOffer?
    /// Whether the vendor's id lets in whoever has it.
    public var hasSecretID = false
    /// What has to be opened before, by name.
    public var objects: [ObjectOffer] = []
    /// Whether a status outside the vendor's list stops the run for an operator.
    public var unknownStatusIsIncident: Bool

    public init(
        create: OperationOffer, metadata: Metadata, finalize: OperationOffer?, abandon: OperationOffer?,
        unknownStatusIsIncident: Bool
    ) {
        self.create = create
        self.metadata = metadata
        self.finalize = finalize
        self.abandon = abandon
        self.unknownStatusIsIncident = unknownStatusIsIncident
    }
}

extension Pack {
    /// The kinds of check that the pack binds, as flows name them: `document`, `riskapi.score`.
    public var checkNames: [String] {
        checks.map { binding in
            let isOwn = kinds.contains { $0.name == binding.kind.name }
            return isOwn ? "\(name).\(binding.kind.name)" : binding.kind.name
        }
    }

    /// What the pack offers for a check, as flows name it; `nil` when it cannot do it.
    public func offer(_ name: String) -> CheckOffer? {
        guard let binding = check(name), let operation = operationOffer(binding.operation) else { return nil }
        let sources = binding.hosted.map { $0.answers.map(\.result) } ?? [binding.result]
        let given = Set(sources.joined().map(\.name))
        var again = binding.hosted?.answers.flatMap(\.again).flatMap(\.arms).map(\.reason) ?? []
        again += binding.hosted?.answers.compactMap(\.againOtherwise) ?? []
        if binding.hosted?.answers.contains(where: { $0.againOtherwise == nil }) == true {
            again += statuses?.arms.compactMap(\.againOtherwise) ?? []
        }
        let hosted = binding.hosted.map {
            HostedOffer(
                opensOnClick: $0.opensOnClick, runsOn: $0.runsOn, read: $0.read.flatMap(operationOffer),
                attempt: $0.attempt.flatMap(operationOffer), polling: verification?.polling, page: $0.page,
                hasPage: $0.hasPage, opensAnew: $0.opensAnew)
        }
        var offer = CheckOffer(
            kind: binding.kind, operation: operation, insideVerification: binding.insideVerification,
            judge: binding.judge,
            gives: binding.kind.result.filter { given.contains($0.name) }.map { field in
                var field = field
                field.isOptional = field.isOptional && !sources.allSatisfy { $0.isCertain(of: field.name) }
                return field
            }, takes: binding.takes,
            needs: binding.needs,
            reasons: Set(
                (operations[binding.operation]?.errors ?? []).flatMap(\.reasons) + errors.flatMap(\.reasons) + again),
            hosted: hosted, options: binding.options)
        offer.monitor = monitorOffer(name)
        offer.neededSettings = binding.neededSettings
        offer.requestsMay = binding.requestsMay
        return offer
    }

    /// How verifications live under these settings; `nil` for a pack that has none.
    public func verificationOffer(settings: [String: Value]) -> VerificationOffer? {
        guard let verification, let create = operationOffer(verification.create) else { return nil }
        var scope = Scope()
        scope.set("settings", .record(settings))
        var metadata = VerificationOffer.Metadata.never
        for rule in verification.metadata {
            if let condition = rule.condition {
                guard case .value(.bool(true)) = scope.evaluate(condition) else { continue }
            }
            switch rule.timing {
            case .never: metadata = .never
            case .atCreate: metadata = .atCreate
            case .operation(let name): metadata = operationOffer(name).map { .operation($0) } ?? .never
            }
            break
        }
        var offer = VerificationOffer(
            create: create, metadata: metadata, finalize: verification.finalize.flatMap(operationOffer),
            abandon: verification.abandon.flatMap(operationOffer),
            unknownStatusIsIncident: statuses?.unknownIsIncident ?? false)
        offer.hasSecretID = operations[verification.create]?.secret.contains("id") ?? false
        offer.objects = objects.compactMap { object in
            operationOffer(object.operation).map { ObjectOffer(name: object.name, operation: $0) }
        }
        return offer
    }

    /// What is known of an operation, by the binding's name.
    public func operationOffer(_ name: String) -> OperationOffer? {
        operations[name].map {
            OperationOffer(name: name, effect: $0.effect, canRecover: $0.recovery != .none, timeout: $0.timeout)
        }
    }
}

extension [NamedExpression] {
    /// Whether a field has a value in every answer that is one.
    fileprivate func isCertain(of name: String) -> Bool {
        guard let type = first(where: { $0.name == name })?.expression.type else { return false }
        return switch type {
        case .optional, .wrapper, .null: false
        default: !type.isDynamic
        }
    }
}

extension StatusTable.Arm {
    /// The reason that the status gives where the answer's words are none of those that are known.
    fileprivate var againOtherwise: String? {
        if case .codes(let otherwise) = again { otherwise } else { nil }
    }
}

extension ErrorMatcher {
    /// Every applicant reason that this line can give.
    public var reasons: [String] {
        guard meaning == .applicant else { return [] }
        let own = reason.map { [$0] } ?? []
        return switch test {
        case .starts(let arms): own + arms.map(\.reason)
        case .map(let arms, let otherwise): own + arms.map(\.reason) + (otherwise.map { [$0] } ?? [])
        case .always, .any, .among, .text: own
        }
    }
}
