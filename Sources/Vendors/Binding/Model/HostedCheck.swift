public import Expressions
public import Vocabulary

/// A check that the applicant makes on the vendor's own page.
///
/// The check's operation opens the session; its answer comes later, as news or by reading.
public struct HostedCheck: Hashable, Sendable {
    /// Whether the session is better opened when the applicant follows our link, since the vendor's own does not live.
    public var opensOnClick: Bool
    /// How long after its link's end a session may still bring an answer.
    public var runsOn: Interval
    public var answers: [SessionAnswer]
    /// The operation that gives each page, where several tries are made in one verification; `nil` where the check's own
    /// does, and each try is a verification of its own.
    public var attempt: String?
    /// The server that the page is on, where the binding makes its address: another address for it holds for the page.
    public var page: String?
    /// False where nobody goes to a page: the vendor is sent what there is, and answers later.
    public var hasPage = true
    /// Whether each try is a verification of its own, though ``attempt`` follows its opening.
    public var opensAnew = false

    public init(opensOnClick: Bool, runsOn: Interval, answers: [SessionAnswer], attempt: String? = nil) {
        self.attempt = attempt
        self.opensOnClick = opensOnClick
        self.runsOn = runsOn
        self.answers = answers
    }

    /// The operation that reads what became of a session, where the vendor has one.
    public var read: String? {
        answers.lazy.compactMap { if case .operation(let name) = $0.origin { name } else { nil } }.first
    }

    public func answer(from origin: SessionAnswer.Origin) -> SessionAnswer? { answers.first { $0.origin == origin } }
}

/// How one source tells what became of a session.
public struct SessionAnswer: Hashable, Sendable {
    public enum Origin: Hashable, Sendable {
        case operation(String)
        /// A webhook, by the binding's name for it.
        case webhook(String)
    }

    public var origin: Origin
    /// The vendor's status, looked up in the pack's table.
    public var status: CheckedExpression
    /// What is not settled is kept and never acted upon; `nil` where everything is.
    public var settled: CheckedExpression?
    /// Where this holds, no reason asks for another try: what the vendor found is no bad capture.
    public var againUnless: CheckedExpression?
    /// The vendor's words for captures that may be repeated.
    public var again: [CheckBinding.ReasonRule]
    /// The reason where none of them is there, in place of the status table's; `nil` for that.
    public var againOtherwise: String?
    public var result: [NamedExpression]
    public var verdict: [CheckBinding.VerdictRule]
    public var reasons: [CheckBinding.ReasonRule]

    public init(
        origin: Origin, status: CheckedExpression, settled: CheckedExpression? = nil,
        againUnless: CheckedExpression? = nil, again: [CheckBinding.ReasonRule] = [], result: [NamedExpression] = [],
        verdict: [CheckBinding.VerdictRule] = [], reasons: [CheckBinding.ReasonRule] = []
    ) {
        self.origin = origin
        self.status = status
        self.settled = settled
        self.againUnless = againUnless
        self.again = again
        self.result = result
        self.verdict = verdict
        self.reasons = reasons
    }
}
