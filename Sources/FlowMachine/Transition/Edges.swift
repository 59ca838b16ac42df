/// One step that a run, a step of it, or a verification may take.
///
/// Edges are data: ``Machine/apply(_:)`` refuses one that is not in these tables, and a test holds the tables and checks
/// each off as it is walked.
public struct Edge<Phase: RawRepresentable & Hashable & Sendable, Trigger: RawRepresentable & Hashable & Sendable>:
    Hashable,
    Sendable, CustomStringConvertible
where Phase.RawValue == String, Trigger.RawValue == String {
    public var from: Phase
    public var trigger: Trigger
    public var to: Phase

    init(_ from: Phase, _ trigger: Trigger, _ to: Phase) {
        self.from = from
        self.trigger = trigger
        self.to = to
    }

    public var description: String { "\(from.rawValue) --\(trigger.rawValue)--> \(to.rawValue)" }
}

/// The life of a run.
public enum RunPhase: String, Codable, Hashable, Sendable, CaseIterable {
    /// No vendor has answered yet.
    case created
    case inProgress = "in_progress"
    case awaitingInput = "awaiting_input"
    /// Every step has ended; verifications are given their metadata and closed.
    case finalizing
    /// A person ends it.
    case reviewNeeded = "review_needed"
    case verified, rejected, expired, cancelled, failed

    public enum Trigger: String, Hashable, Sendable {
        case progressed, inputAsked, inputEnded, stepsEnded, ruleDecided, decidedEarly, remedied, expiryReached,
            cancelled,
            operatorFailed,
            personDecided, reviewOverdue, vendorResolved, reopened
    }

    public static let edges: Set<Edge<RunPhase, Trigger>> = {
        var edges: Set<Edge<RunPhase, Trigger>> = [
            Edge(.created, .progressed, .inProgress),
            Edge(.inProgress, .inputAsked, .awaitingInput),
            Edge(.awaitingInput, .inputEnded, .inProgress),
            Edge(.inProgress, .stepsEnded, .finalizing),
            Edge(.created, .expiryReached, .expired),
            Edge(.inProgress, .expiryReached, .expired),
            Edge(.awaitingInput, .expiryReached, .expired),
            Edge(.created, .cancelled, .cancelled),
            Edge(.inProgress, .cancelled, .cancelled),
            Edge(.awaitingInput, .cancelled, .cancelled),
            Edge(.created, .operatorFailed, .failed),
            Edge(.inProgress, .operatorFailed, .failed),
            Edge(.finalizing, .operatorFailed, .failed),
            Edge(.inProgress, .remedied, .expired),
            Edge(.inProgress, .remedied, .cancelled),
            Edge(.inProgress, .remedied, .failed),
            Edge(.reviewNeeded, .personDecided, .verified),
            Edge(.reviewNeeded, .personDecided, .rejected),
            Edge(.reviewNeeded, .reviewOverdue, .rejected),
            Edge(.reviewNeeded, .reviewOverdue, .expired),
            Edge(.verified, .reopened, .reviewNeeded),
            Edge(.rejected, .reopened, .reviewNeeded),
        ]
        for resolved: RunPhase in [.verified, .rejected, .expired, .cancelled] {
            edges.insert(Edge(.reviewNeeded, .vendorResolved, resolved))
        }
        for decided: RunPhase in [.verified, .rejected, .reviewNeeded, .expired, .cancelled] {
            edges.insert(Edge(.finalizing, .ruleDecided, decided))
        }
        for decided: RunPhase in [.rejected, .reviewNeeded, .expired, .cancelled, .failed] {
            edges.insert(Edge(.inProgress, .decidedEarly, decided))
        }
        return edges
    }()
}

/// The life of a step. One that is no check is passed at once, or waits.
public enum StepPhase: String, Codable, Hashable, Sendable, CaseIterable {
    case idle
    case skipped
    /// Waits for the vendor's verification to be created.
    case opening
    case calling
    case awaitingApplicant = "awaiting_applicant"
    /// The applicant is through the vendor's page, and its verdict is awaited.
    case awaitingVendor = "awaiting_vendor"
    /// An operator has to act.
    case halted
    /// A time that the flow lets go by.
    case waiting
    /// People have been asked.
    case awaitingReviewer = "awaiting_reviewer"
    /// Runs that it started are on their way.
    case awaitingFlow = "awaiting_flow"
    /// Steps inside it are on their way.
    case underway
    case concluded

    public enum Trigger: String, Hashable, Sendable {
        case passed, waited, timeCame, conditionFalse, undetermined, verificationDue, called, verificationReady,
            answered, unusable, failedOver,
            usedUp, lost, captured, overdue, operatorRetried, operatorSkipped, runEnded, linkOffered, linkFollowed,
            sessionOpened, overtaken, asked, entered, joined, raceLost, repeated
    }

    public static let edges: Set<Edge<StepPhase, Trigger>> = {
        var edges = table
        // A race is lost wherever a step stands.
        for phase in StepPhase.allCases where phase != .concluded && phase != .skipped {
            edges.insert(Edge(phase, .raceLost, .skipped))
        }
        return edges
    }()

    private static let table: Set<Edge<StepPhase, Trigger>> = [
        Edge(.idle, .entered, .underway),
        Edge(.underway, .passed, .concluded),
        Edge(.underway, .joined, .concluded),
        Edge(.underway, .runEnded, .concluded),
        Edge(.underway, .waited, .waiting),
        Edge(.waiting, .timeCame, .underway),
        Edge(.concluded, .repeated, .idle),
        Edge(.skipped, .repeated, .idle),
        Edge(.idle, .asked, .awaitingApplicant),
        Edge(.awaitingApplicant, .captured, .concluded),
        Edge(.idle, .asked, .awaitingReviewer),
        Edge(.awaitingReviewer, .answered, .concluded),
        Edge(.awaitingReviewer, .overdue, .concluded),
        Edge(.awaitingReviewer, .overdue, .halted),
        Edge(.awaitingReviewer, .runEnded, .concluded),
        Edge(.halted, .operatorRetried, .awaitingReviewer),
        Edge(.idle, .asked, .awaitingFlow),
        Edge(.awaitingFlow, .answered, .concluded),
        Edge(.awaitingFlow, .overdue, .concluded),
        Edge(.awaitingFlow, .passed, .concluded),
        Edge(.awaitingFlow, .runEnded, .concluded),
        Edge(.idle, .passed, .concluded),
        Edge(.idle, .waited, .waiting),
        Edge(.waiting, .timeCame, .concluded),
        Edge(.waiting, .runEnded, .concluded),
        Edge(.idle, .linkOffered, .awaitingApplicant),
        Edge(.opening, .sessionOpened, .awaitingApplicant),
        Edge(.opening, .sessionOpened, .awaitingVendor),
        Edge(.opening, .overtaken, .awaitingVendor),
        Edge(.opening, .unusable, .awaitingApplicant),
        Edge(.awaitingApplicant, .captured, .opening),
        Edge(.opening, .failedOver, .awaitingApplicant),
        Edge(.calling, .failedOver, .awaitingApplicant),
        Edge(.halted, .operatorRetried, .awaitingApplicant),
        Edge(.awaitingApplicant, .linkFollowed, .opening),
        Edge(.awaitingApplicant, .captured, .awaitingVendor),
        Edge(.awaitingApplicant, .answered, .concluded),
        Edge(.awaitingApplicant, .failedOver, .opening),
        Edge(.awaitingApplicant, .failedOver, .calling),
        Edge(.awaitingApplicant, .failedOver, .awaitingApplicant),
        Edge(.awaitingVendor, .failedOver, .opening),
        Edge(.awaitingVendor, .failedOver, .calling),
        Edge(.awaitingVendor, .failedOver, .awaitingApplicant),
        Edge(.awaitingApplicant, .unusable, .opening),
        Edge(.awaitingApplicant, .unusable, .awaitingApplicant),
        Edge(.awaitingApplicant, .usedUp, .concluded),
        Edge(.awaitingApplicant, .usedUp, .halted),
        Edge(.halted, .answered, .concluded),
        Edge(.halted, .unusable, .opening),
        Edge(.halted, .unusable, .awaitingApplicant),
        Edge(.awaitingVendor, .answered, .concluded),
        Edge(.awaitingVendor, .undetermined, .concluded),
        Edge(.awaitingVendor, .unusable, .opening),
        Edge(.awaitingVendor, .unusable, .awaitingApplicant),
        Edge(.awaitingVendor, .usedUp, .concluded),
        Edge(.awaitingVendor, .usedUp, .halted),
        Edge(.awaitingVendor, .overdue, .concluded),
        Edge(.awaitingVendor, .overdue, .halted),
        Edge(.awaitingVendor, .runEnded, .concluded),
        Edge(.idle, .conditionFalse, .skipped),
        Edge(.idle, .undetermined, .concluded),
        Edge(.idle, .verificationDue, .opening),
        Edge(.idle, .called, .calling),
        Edge(.opening, .verificationReady, .calling),
        Edge(.opening, .undetermined, .concluded),
        Edge(.opening, .failedOver, .opening),
        Edge(.opening, .failedOver, .calling),
        Edge(.opening, .usedUp, .concluded),
        Edge(.opening, .usedUp, .halted),
        Edge(.opening, .operatorSkipped, .concluded),
        Edge(.opening, .runEnded, .concluded),
        Edge(.calling, .answered, .concluded),
        Edge(.calling, .waited, .waiting),
        Edge(.calling, .overdue, .concluded),
        Edge(.calling, .overdue, .halted),
        Edge(.opening, .overdue, .concluded),
        Edge(.opening, .overdue, .halted),
        Edge(.idle, .undetermined, .halted),
        Edge(.idle, .overdue, .concluded),
        Edge(.idle, .overdue, .halted),
        Edge(.opening, .undetermined, .halted),
        Edge(.calling, .undetermined, .concluded),
        Edge(.calling, .unusable, .awaitingApplicant),
        Edge(.calling, .failedOver, .opening),
        Edge(.calling, .failedOver, .calling),
        Edge(.calling, .usedUp, .concluded),
        Edge(.calling, .usedUp, .halted),
        Edge(.calling, .lost, .calling),
        Edge(.calling, .lost, .halted),
        Edge(.calling, .runEnded, .concluded),
        Edge(.awaitingApplicant, .captured, .calling),
        Edge(.awaitingApplicant, .undetermined, .concluded),
        Edge(.halted, .undetermined, .concluded),
        Edge(.awaitingApplicant, .overdue, .concluded),
        Edge(.awaitingApplicant, .overdue, .halted),
        Edge(.awaitingApplicant, .runEnded, .concluded),
        Edge(.halted, .operatorRetried, .opening),
        Edge(.halted, .operatorRetried, .calling),
        Edge(.halted, .operatorSkipped, .concluded),
        Edge(.halted, .runEnded, .concluded),
    ]
}

/// The life of a verification at a vendor.
public enum VerificationPhase: String, Codable, Hashable, Sendable, CaseIterable {
    case unopened
    case creating
    case open
    case sendingMetadata = "sending_metadata"
    case finalizing
    /// An operator has to act.
    case halted
    case closed
    /// Left without a final word; it counts for nothing.
    case abandoned

    public enum Trigger: String, Hashable, Sendable {
        case firstCheckReached, created, createFailed, lost, stepsEnded, metadataAccepted, metadataFailed, finalized,
            finalizeFailed, left, operatorRetried, operatorSkipped, runEnded, attemptEnded
    }

    public static let edges: Set<Edge<VerificationPhase, Trigger>> = [
        Edge(.unopened, .firstCheckReached, .creating),
        Edge(.creating, .created, .open),
        Edge(.creating, .createFailed, .unopened),
        Edge(.creating, .lost, .creating),
        Edge(.creating, .lost, .halted),
        Edge(.creating, .runEnded, .abandoned),
        Edge(.creating, .left, .abandoned),
        Edge(.open, .stepsEnded, .sendingMetadata),
        Edge(.open, .stepsEnded, .finalizing),
        Edge(.open, .stepsEnded, .closed),
        Edge(.open, .attemptEnded, .unopened),
        Edge(.open, .left, .abandoned),
        Edge(.open, .runEnded, .abandoned),
        Edge(.sendingMetadata, .metadataAccepted, .finalizing),
        Edge(.sendingMetadata, .metadataAccepted, .closed),
        Edge(.sendingMetadata, .metadataFailed, .halted),
        Edge(.finalizing, .finalized, .closed),
        Edge(.finalizing, .finalizeFailed, .closed),
        Edge(.halted, .operatorRetried, .creating),
        Edge(.halted, .operatorRetried, .sendingMetadata),
        Edge(.halted, .operatorSkipped, .unopened),
        Edge(.halted, .operatorSkipped, .finalizing),
        Edge(.halted, .operatorSkipped, .closed),
        Edge(.halted, .left, .abandoned),
        Edge(.halted, .runEnded, .abandoned),
    ]
}

/// One edge as it was walked, in words, for timelines and for the test that counts edges.
public struct Transition: Hashable, Sendable, CustomStringConvertible {
    public enum Subject: Hashable, Sendable {
        case run
        case step(String)
        case verification(String)
    }

    public var subject: Subject
    public var from: String
    public var trigger: String
    public var to: String

    public var description: String { "\(from) --\(trigger)--> \(to)" }
}
