public import Expressions
public import FlowIR
public import FlowMachine
public import Vendors
public import Vocabulary

/// A scripted run with what is expected of it, compiled from a scenario file.
///
/// Dry run and engine perform the same scenario: one in virtual time, the other over HTTP against the sandbox.
public struct Scenario: Sendable {
    public var name: String
    public var flow: String
    public var profile: String?
    public var applicant: [String: Value]
    public var flags: [String: Value]
    /// The applicant's photos and files, by the handle that stands for each.
    public var media: [String: MediaFile]
    /// What each vendor answers, by the flow's vendor name.
    public var vendors: [String: VendorScript]
    /// What becomes of the runs of other flows, by step; the last answer holds for all that follow.
    public var flows: [String: [RunStatus]] = [:]
    /// Whether the applicant gives at once whatever is asked for.
    public var applicantResponds: Bool
    public var moves: [Move]
    public var expectation: Expectation
    public var note: SourceNote

    public init(
        name: String, flow: String, profile: String? = nil, applicant: [String: Value] = [:],
        flags: [String: Value] = [:],
        media: [String: MediaFile] = [:], vendors: [String: VendorScript] = [:], applicantResponds: Bool = true,
        moves: [Move] = [], expectation: Expectation = Expectation(), note: SourceNote
    ) {
        self.name = name
        self.flow = flow
        self.profile = profile
        self.applicant = applicant
        self.flags = flags
        self.media = media
        self.vendors = vendors
        self.applicantResponds = applicantResponds
        self.moves = moves
        self.expectation = expectation
        self.note = note
    }
}

extension Scenario {
    /// What becomes of a run that a step starts, from 0; `nil` where the scenario does not say.
    public func answer(of step: String, _ index: Int) -> RunStatus? {
        flows[step].flatMap { $0.indices.contains(index) ? $0[index] : $0.last }
    }
}

extension Scenario {
    /// Someone who might have started a run of a flow that is only ever started by another; `nil` for any other flow.
    public static func parent(of program: FlowProgram) -> ParentLink? {
        let packs = program.parentPacks
        guard !packs.isEmpty else { return nil }
        let verifications = packs.map { ($0, "\($0)-parent") }
        return ParentLink(
            run: "run_0000000000000000000000000000000000", step: "parent", child: "parent/1",
            verifications: Dictionary(verifications, uniquingKeysWith: { first, _ in first }))
    }
}

/// A file that stands for a photo, a video or a document.
public struct MediaFile: Hashable, Sendable {
    /// As the scenario or applicant file names it, made absolute or relative to the working folder.
    public var path: String
    public var kind: FieldType

    public init(path: String, kind: FieldType) {
        self.path = path
        self.kind = kind
    }
}

/// One thing that somebody does while the run is at rest.
public enum Move: Sendable {
    /// The applicant gives what a step asks for.
    case submit(step: String, values: [String: Value])
    /// The applicant follows the link of a step.
    case open(step: String)
    /// The applicant goes through the vendor's page.
    case finish(step: String)
    /// Time goes by; timers that fall due run in order.
    case advance(Interval)
    case operate(at: String, verb: IncidentVerb)
    case cancel
    /// The caller lets verifications be closed.
    case finalize
    case patchMetadata([String: Value])
    /// A person ends the review of the run; `refused` is the word for why that must be refused.
    case review(ReviewDecision, refused: String?)
    /// A person answers the question of a step.
    case answer(ReviewAnswer, refused: String?)
    /// What has to hold now.
    case expect(Expectation)
}

/// What a scenario expects of its run. What is `nil` or not named is not looked at.
public struct Expectation: Sendable, Equatable {
    public struct Step: Sendable, Equatable {
        public var verdict: Verdict?
        public var ended: Ended?
        public var attempts: Int?
        public var by: String?

        public init(verdict: Verdict? = nil, ended: Ended? = nil, attempts: Int? = nil, by: String? = nil) {
            self.verdict = verdict
            self.ended = ended
            self.attempts = attempts
            self.by = by
        }
    }

    public var status: RunStatus?
    public var reason: String?
    /// `base` for none.
    public var profile: String?
    public var steps: [String: Step]
    /// Whether joins were met, by step.
    public var joins: [String: Bool] = [:]
    public var waitingOn: WaitingOn?
    /// Calls sent, by `vendor.check`.
    public var calls: [String: Int]
    /// The call in doubt: `idmeta.create`; empty for any incident.
    public var incidentAt: String?
    public var hasIncident: Bool?
    /// The flow's time for keeping the run is over.
    public var isErased: Bool?

    public init(
        status: RunStatus? = nil, reason: String? = nil, steps: [String: Step] = [:], calls: [String: Int] = [:],
        incidentAt: String? = nil, hasIncident: Bool? = nil
    ) {
        self.status = status
        self.reason = reason
        self.steps = steps
        self.calls = calls
        self.incidentAt = incidentAt
        self.hasIncident = hasIncident
    }
}
