public import Expressions
public import Vocabulary

/// A compiled flow: everything that a run needs, and no text of the flow beyond places for messages.
///
/// A run is pinned to the digest of the canonical JSON of its program, so a field added here is a new format.
public struct FlowProgram: Codable, Hashable, Sendable {
    /// The shape of this structure.
    public static let currentFormat = 1
    /// The meaning that the machine gives to it; a binary that lacks a live run's number is not ready.
    public static let currentSemantics = 1

    public var format = FlowProgram.currentFormat
    public var semantics = FlowProgram.currentSemantics
    public var flow: String
    public var version: Int
    public var title: String?
    public var profile: String?
    public var applicant: [ApplicantField]
    public var flags: [Flag]
    public var vendors: [VendorUse]
    /// In order; a step begins when the one before it has ended.
    public var steps: [Step]
    public var metadata: [MetadataEntry]
    /// The first rule that holds decides; the last has no condition.
    public var rules: [StatusRule]
    /// Judged at every decision, a person's too.
    public var invariants: [Invariant]
    public var expiresAfter: Interval?
    /// What a run that started this one may read; `nil` for nothing.
    public var outputs: [MetadataEntry]?
    /// `nil` for none, so that a program without any keeps the bytes, and the digest, of the time before there were some.
    public var notify: [NotifyTarget]?
    /// Who ends `review_needed`; `nil` where any one person does.
    public var review: FlowReview?
    /// `nil` where verifications are closed as soon as all steps have ended.
    public var hold: FinalizeHold?
    /// `nil` where runs are kept until somebody erases them.
    public var keep: Retention?
    /// What is done once the status is final, in order: first what takes acts back, the latest first. `nil` for nothing.
    public var after: [CheckStep]?

    public init(
        flow: String, version: Int, title: String? = nil, profile: String? = nil, applicant: [ApplicantField] = [],
        flags: [Flag] = [], vendors: [VendorUse] = [], steps: [Step] = [], metadata: [MetadataEntry] = [],
        rules: [StatusRule] = [], invariants: [Invariant] = [], expiresAfter: Interval? = nil
    ) {
        self.flow = flow
        self.version = version
        self.title = title
        self.profile = profile
        self.applicant = applicant
        self.flags = flags
        self.vendors = vendors
        self.steps = steps
        self.metadata = metadata
        self.rules = rules
        self.invariants = invariants
        self.expiresAfter = expiresAfter
    }

    public func vendor(_ name: String) -> VendorUse? { vendors.first { $0.name == name } }

    /// All steps, also those inside others, in the order of the text.
    public var allSteps: [Step] { steps.flatMap(\.withAllInside) }

    /// All checks, in the order of the text.
    public var checks: [CheckStep] { allSteps.compactMap(\.check) }

    /// The fields that some step collects, and that a run may therefore be created without.
    public var collected: Set<String> {
        Set(
            allSteps.flatMap { step -> [String] in
                guard case .collect(let collect) = step else { return [] }
                return collect.fields
            })
    }

    /// The check, or act, of an id; `nil` for a step of another kind.
    public func step(_ id: String) -> CheckStep? { node(id)?.check ?? after?.first { $0.id == id } }

    /// The step of an id, of any kind, however deep it stands; those of `after` are none.
    public func node(_ id: String) -> Step? { Self.find(id, in: steps) }

    private static func find(_ id: String, in steps: [Step]) -> Step? {
        for step in steps {
            if step.id == id { return step }
            for list in step.lists {
                if let found = find(id, in: list) { return found }
            }
        }
        return nil
    }
}

/// Where something was written, for messages: `flow.yaml:41`.
public struct SourceNote: Codable, Hashable, Sendable, CustomStringConvertible {
    public var file: String
    public var line: Int

    public init(file: String, line: Int) {
        self.file = file
        self.line = line
    }

    public var description: String { "\(file):\(line)" }
}

/// A typed field of the applicant, with what its values must satisfy.
public struct ApplicantField: Codable, Hashable, Sendable {
    public var name: String
    public var type: FieldType
    public var isOptional: Bool
    public var isPersonal: Bool
    public var defaultValue: Value?
    public var limits: ValueLimits

    public init(
        name: String, type: FieldType, isOptional: Bool = false, isPersonal: Bool = true, defaultValue: Value? = nil,
        limits: ValueLimits = ValueLimits()
    ) {
        self.name = name
        self.type = type
        self.isOptional = isOptional
        self.isPersonal = isPersonal
        self.defaultValue = defaultValue
        self.limits = limits
    }
}

/// A switch with a default that a profile may change within its limits, and a request where the flow opens it.
public struct Flag: Codable, Hashable, Sendable {
    public var name: String
    public var type: FieldType
    public var value: Value
    public var limits: ValueLimits
    /// The limits within which a request may set it; `nil` when it may not.
    public var open: ValueLimits?

    public init(
        name: String, type: FieldType, value: Value, limits: ValueLimits = ValueLimits(), open: ValueLimits? = nil
    ) {
        self.name = name
        self.type = type
        self.value = value
        self.limits = limits
        self.open = open
    }
}

/// What a value must satisfy beyond its type. Numbers are compared as doubles; lengths count Unicode scalars.
public struct ValueLimits: Codable, Hashable, Sendable {
    public var oneOf: [Value]?
    /// RE2 syntax, matched anywhere unless anchored.
    public var pattern: String?
    public var minimum: Double?
    public var maximum: Double?
    public var minimumLength: Int?
    public var maximumLength: Int?

    public init(
        oneOf: [Value]? = nil, pattern: String? = nil, minimum: Double? = nil, maximum: Double? = nil,
        minimumLength: Int? = nil, maximumLength: Int? = nil
    ) {
        self.oneOf = oneOf
        self.pattern = pattern
        self.minimum = minimum
        self.maximum = maximum
        self.minimumLength = minimumLength
        self.maximumLength = maximumLength
    }
}

/// One key of the metadata that vendors are given before finalize.
public struct MetadataEntry: Codable, Hashable, Sendable {
    public var key: String
    public var value: Template

    public init(key: String, value: Template) {
        self.key = key
        self.value = value
    }
}

/// One rule of `status`.
public struct StatusRule: Codable, Hashable, Sendable {
    public enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
        case verify, review, reject, cancel, expire

        public var status: RunStatus {
            switch self {
            case .verify: .verified
            case .review: .reviewNeeded
            case .reject: .rejected
            case .cancel: .cancelled
            case .expire: .expired
            }
        }
    }

    public var outcome: Outcome
    /// `nil` for `otherwise`.
    public var condition: CheckedExpression?
    public var reason: String?
    /// With `review`, other people than the flow's own; `nil` for those.
    public var route: ReviewRoute?
    public var note: SourceNote

    public init(
        outcome: Outcome, condition: CheckedExpression?, reason: String? = nil, route: ReviewRoute? = nil,
        note: SourceNote
    ) {
        self.route = route
        self.outcome = outcome
        self.condition = condition
        self.reason = reason
        self.note = note
    }
}

/// What must hold of every decision, whatever the rules say.
public struct Invariant: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// The condition may not hold.
        case never
        /// The condition has to hold.
        case always
    }

    public var kind: Kind
    /// Reads `status` beside what status rules read.
    public var condition: CheckedExpression
    public var because: String?
    public var note: SourceNote

    public init(kind: Kind, condition: CheckedExpression, because: String? = nil, note: SourceNote) {
        self.kind = kind
        self.condition = condition
        self.because = because
        self.note = note
    }
}
