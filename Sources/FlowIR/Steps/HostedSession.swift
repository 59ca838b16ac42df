public import Vocabulary

/// How a check sends the applicant to the vendor's own page, and how long everybody is waited for.
///
/// One attempt is one session, and one session is one verification at the vendor unless ``attempt`` says otherwise.
public struct HostedSession: Codable, Hashable, Sendable {
    public enum Opening: String, Codable, Hashable, Sendable, CaseIterable {
        /// When the applicant first follows our link: for vendors whose own link does not live long.
        case onClick = "on_click"
        /// When the step begins.
        case atOnce = "at_once"
    }

    public var opening: Opening
    /// How long our link may be followed, over all attempts.
    public var linkFor: Interval
    /// What the vendor is told that one attempt may take, where it lets us choose.
    public var finishIn: Interval?
    /// How long after its link's end a session may still bring an answer.
    public var runsOn: Interval
    /// Where the vendor sends the applicant afterwards.
    public var returnTo: String?
    /// When whoever asked to be told is reminded of the link, counted from its beginning; `nil` for never.
    public var remind: [Interval]?
    /// From the applicant's last capture to the vendor's verdict.
    public var answerWithin: Interval
    /// How long the vendor's own people are waited for, from when they begin to look; then the step is in review. `nil`
    /// where their time is part of `answerWithin`.
    public var reviewWait: Interval?
    /// How the session's status is read when no news came. Without it, silence is the end of the session.
    public var read: OperationUse?
    /// How often it is read while no news comes; `nil` where only silence is asked about.
    public var polling: Polling?
    /// Gives each page, where several tries are made in one verification.
    public var attempt: OperationUse?
    /// The pack's server that the page is on, where its address is made and not given by the vendor.
    public var page: String?
    /// The vendor is sent what the run has, and nobody goes to a page: the answer is waited for; `nil` for no.
    public var isUnattended: Bool?

    /// Each try is a verification of its own, though a call of its own follows the opening; `nil` for no.
    public var opensAnew: Bool?

    /// Whether the applicant goes to the vendor's page.
    public var hasPage: Bool { isUnattended != true }

    public init(
        opening: Opening, linkFor: Interval, finishIn: Interval? = nil, runsOn: Interval, returnTo: String? = nil,
        answerWithin: Interval, read: OperationUse? = nil, polling: Polling? = nil, attempt: OperationUse? = nil,
        page: String? = nil, remind: [Interval]? = nil
    ) {
        self.opening = opening
        self.linkFor = linkFor
        self.finishIn = finishIn
        self.runsOn = runsOn
        self.returnTo = returnTo
        self.answerWithin = answerWithin
        self.read = read
        self.polling = polling
        self.attempt = attempt
        self.page = page
        self.remind = remind
    }
}
