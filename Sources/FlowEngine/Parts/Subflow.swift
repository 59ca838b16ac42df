public import EngineStore
public import Expressions
public import FlowIR
public import FlowMachine
public import Vocabulary

/// What is to be done for a step that starts another flow.
public enum Subflow: Sendable {
    /// Values are checked (`Intake`) and converted to what the flow declares.
    case start(StoredFlow, packs: [StoredPack], applicant: [String: Value], flags: [String: Value])
    /// Known without a run, as scenarios have it.
    case answered(RunStatus)
    /// It cannot be started: the child counts as failed. The words are shown, so they hold nothing personal.
    case refused(String)
}

extension Subflow {
    /// A child of a known flow, refused where what it is given does not fit; the words name fields, never values.
    public init(_ child: ChildRun, of program: FlowProgram, _ flow: StoredFlow, _ packs: [StoredPack]) {
        let intake = Intake(program)
        let problems = intake.problems(ofApplicant: child.applicant) + intake.problems(ofFlags: child.flags)
        if let problem = problems.first {
            self = .refused("\(problem.path): \(problem.code)")
        } else {
            self = .start(flow, packs: packs, applicant: child.applicant, flags: child.flags)
        }
    }
}
