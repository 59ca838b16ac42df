public import Expressions
public import FlowMachine
public import Vendors
public import Vocabulary

/// One thing that somebody does while the run is at rest.
public enum Move: Sendable {
    /// The applicant gives what a step asks for.
    case submit(step: String, values: [String: Value])
    /// The applicant follows the link of a step.
    case open(step: String)
    /// The applicant goes through the vendor's page.
    case finish(step: String)
    /// The applicant leaves a step that asks for something; a page is opened first.
    case abandon(step: String)
    /// The applicant says on the vendor's page that they will not take part.
    case refuse(step: String)
    /// Time goes by; timers that fall due run in order.
    case advance(Interval)
    /// Time goes by until something holds.
    case until(Waiting)
    /// A vendor tells of a session by itself.
    case vendor(String, StoryDelivery)
    case operate(at: String, verb: IncidentVerb)
    case cancel
    /// The caller lets verifications be closed.
    case finalize
    /// The caller has the run erased.
    case erase
    case patchMetadata([String: Value])
    /// A person ends the review of the run; `refused` is the word for why that must be refused.
    case review(ReviewDecision, refused: String?)
    /// A person answers the question of a step.
    case answer(ReviewAnswer, refused: String?)
    /// The service dies here and comes back.
    case crash
    /// What has to hold now.
    case expect(Expectation)

    /// The step at which the script moves the applicant; `nil` for a move of somebody else.
    var applicantsStep: String? {
        switch self {
        case .submit(let step, _), .open(let step), .finish(let step), .abandon(let step), .refuse(let step): step
        default: nil
        }
    }
}

extension Move {
    /// What time goes by for.
    public struct Waiting: Sendable {
        /// As it is written.
        public var text: String
        public var condition: CheckedExpression
        /// `nil` for as long as anything is to come by itself.
        public var atMost: Interval?

        public init(text: String, condition: CheckedExpression, atMost: Interval?) {
            self.text = text
            self.condition = condition
            self.atMost = atMost
        }

        /// The last moment at which it may begin to hold.
        public func end(from now: Moment) -> Moment { atMost.map { now + $0 } ?? Moment(milliseconds: .max) }

        /// What is said when it never holds.
        public var failure: String {
            "`\(text)` does not hold " + (atMost.map { "within \($0)" } ?? "and nothing more is to come")
        }

        /// Whether it holds of a run as it stands; where the run waits for several, it has to hold of one of them.
        public func isOver(in machine: Machine) -> Bool {
            let waits = WaitingOn.all(of: machine).map(\.rawValue)
            let incident = Value.bool(!machine.state.incidents.isEmpty)
            return (waits.isEmpty ? [""] : waits).contains { wait in
                machine.holds(condition, knowing: ["waiting_on": .string(wait), "incident": incident])
            }
        }
    }
}

extension Incident {
    /// Whether a name is that of the call in doubt, `idmeta.create` or `create/idmeta/2`, or of the step that wants it.
    public func isAt(_ name: String) -> Bool { at == name || activity == name || subject == .step(name) }
}
