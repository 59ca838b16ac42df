public import Expressions
public import Vocabulary

/// How a vendor answers one kind of check.
public struct CheckBinding: Hashable, Sendable {
    /// Who judges the answer.
    public enum Judge: String, Hashable, Sendable, Codable, CaseIterable {
        /// The vendor does: a flow may only worsen its verdict.
        case vendor
        /// The pack's rules do: a flow's verdict replaces theirs.
        case pack
        /// Nobody but the flow: it must give a verdict.
        case flow
    }

    /// One line of a check's `verdict`.
    public struct VerdictRule: Hashable, Sendable {
        public enum Conclusion: Hashable, Sendable {
            case verdict(Verdict)
            /// That of the vendor's status table.
            case status
        }

        public var conclusion: Conclusion
        /// `nil` for `otherwise`.
        public var condition: CheckedExpression?

        public init(_ conclusion: Conclusion, when condition: CheckedExpression? = nil) {
            self.conclusion = conclusion
            self.condition = condition
        }
    }

    /// A word of the answer that explains the verdict.
    public struct ReasonRule: Hashable, Sendable {
        public var pointer: JSONPointer
        public var arms: [ReasonArm]
        public var otherwise: String?

        public init(pointer: JSONPointer, arms: [ReasonArm], otherwise: String?) {
            self.pointer = pointer
            self.arms = arms
            self.otherwise = otherwise
        }
    }

    public var kind: CheckKind
    public var operation: String
    /// Whether the check belongs to a verification that has to be created first.
    public var insideVerification: Bool
    public var judge: Judge
    public var result: [NamedExpression]
    public var verdict: [VerdictRule]
    public var reasons: [ReasonRule]
    /// The inputs of the kind that the operation sends on.
    public var takes: Set<String>
    /// Those without which there is no request.
    public var needs: Set<String>
    /// Where the applicant goes to the vendor's page; `operation` opens the session then.
    public var hosted: HostedCheck?
    /// The vendor's own switches that a flow may set.
    public var options: [CheckOption]
    /// Paths into the options that any request may set: `theme`, `steps.*.questions.*.answer`, where `*` is any key.
    public var requestsMay: [String] = []
    /// Where the vendor goes on looking once it has answered.
    public var monitor: PackMonitor?
    /// What erases its verifications, where they are of another nature than the pack's; `nil` for the pack's own.
    public var erasure: [String]?
    /// What can be had of them; `nil` for what the pack says.
    public var evidence: [PackEvidence]?
    /// Settings that may be left out, and without which this check cannot be made.
    public var neededSettings: Set<String> = []

    public init(
        kind: CheckKind, operation: String, insideVerification: Bool, judge: Judge, result: [NamedExpression],
        verdict: [VerdictRule], reasons: [ReasonRule], takes: Set<String>, needs: Set<String>,
        hosted: HostedCheck? = nil, options: [CheckOption] = []
    ) {
        self.kind = kind
        self.operation = operation
        self.insideVerification = insideVerification
        self.judge = judge
        self.result = result
        self.verdict = verdict
        self.reasons = reasons
        self.takes = takes
        self.needs = needs
        self.hosted = hosted
        self.options = options
    }
}

/// One of a vendor's own switches, as flows name it and as the contract does.
public struct CheckOption: Hashable, Sendable {
    /// `check_liveness`
    public var name: String
    /// `checkLiveness`
    public var member: String
    public var schema: Schema

    public init(name: String, member: String, schema: Schema) {
        self.name = name
        self.member = member
        self.schema = schema
    }
}
