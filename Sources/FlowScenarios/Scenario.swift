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
    /// What the caller gives with the run, beside the flow's own.
    public var metadata: [String: Value] = [:]
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
