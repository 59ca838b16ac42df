import Expressions
import FlowIR
import Vocabulary

/// Checks that the applicant makes on the vendor's own page.
extension Machine {
    /// Sessions that ran out unused and are opened again without counting as attempts, at most.
    static let unusedLimit = 10
    /// How long a vendor has, after everything has ended, to say so by itself.
    static let patience = Interval.seconds(300)

    // MARK: Opening

    /// Offers our link, or opens the session at once.
    mutating func openSession(
        _ step: CheckStep, _ call: VendorCall, _ hosted: HostedSession, on trigger: StepPhase.Trigger
    ) throws(RefusedEvent) {
        let session = state.steps[step.id]?.session
        if session == nil || session?.vendor != call.vendor || trigger == .operatorRetried {
            var fresh = SessionState(vendor: call.vendor, linkUntil: state.now + hosted.linkFor)
            // Readings go on being counted: no two of them have one name.
            if let session, session.vendor == call.vendor { fresh.reads = session.reads + session.unused }
            state.steps[step.id]?.session = fresh
        }
        if hosted.opening == .onClick, trigger != .linkFollowed {
            try move(step: step.id, to: .awaitingApplicant, on: trigger == .called ? .linkOffered : trigger)
            try discardVerification(of: call.vendor, hosted)
            return try askToFollow(step.id)
        }
        try openAtVendor(step, call, hosted, on: trigger)
    }

    private mutating func openAtVendor(
        _ step: CheckStep, _ call: VendorCall, _ hosted: HostedSession, on trigger: StepPhase.Trigger
    ) throws(RefusedEvent) {
        guard let input = input(of: call), options(of: call) != nil, let use = program.vendor(call.vendor) else {
            return try exhaust(step, .undetermined, on: .undetermined)
        }
        try move(step: step.id, to: .opening, on: trigger == .called ? .verificationDue : trigger)
        try discardVerification(of: call.vendor, hosted)
        if let attempt = hosted.attempt, state.verifications[call.vendor]?.phase == .open {
            return performAttempt(step, call, hosted, attempt, input)
        }
        switch state.verifications[call.vendor]?.phase ?? .unopened {
        case .unopened:
            try move(verification: call.vendor, to: .creating, on: .firstCheckReached)
            performOpening(step, call, hosted, use, input)
        case .creating: break
        case .halted:
            if let held = state.verifications[call.vendor]?.heldIncident {
                state.verifications[call.vendor]?.heldIncident = nil
                raise(held)
            }
        case .open, .sendingMetadata, .finalizing, .closed, .abandoned:
            throw RefusedEvent(subject: "verification \(call.vendor)", state: "closed", event: "session")
        }
    }

    /// A new session is a new verification; what the vendor said of the last one counts for nothing more. One that the
    /// vendor has not closed takes further tries where it takes several.
    private mutating func discardVerification(of vendor: String, _ hosted: HostedSession) throws(RefusedEvent) {
        guard state.verifications[vendor]?.phase == .open else { return }
        if hosted.attempt != nil, hosted.opensAnew != true, state.verifications[vendor]?.status == nil { return }
        try move(verification: vendor, to: .unopened, on: .attemptEnded)
        let verification = state.verifications[vendor]
        state.verifications[vendor]?.formerIDs = (verification?.formerIDs ?? []) + (verification?.id.map { [$0] } ?? [])
        state.verifications[vendor]?.id = nil
        state.verifications[vendor]?.openedAt = nil
        state.verifications[vendor]?.status = nil
    }

    /// Opens a session once more, as an operator or a setting of the flow lets it.
    mutating func performOpening(of vendor: String) {
        guard let use = program.vendor(vendor), let create = use.create else { return }
        for step in stepsOpening(vendor) {
            let call = step.vendors[state.steps[step.id]?.vendorIndex ?? 0]
            guard let hosted = call.hosted, let input = input(of: call) else { continue }
            return performOpening(step, call, hosted, use, input)
        }
        performCreate(use, create)
    }

    private mutating func performOpening(
        _ step: CheckStep, _ call: VendorCall, _ hosted: HostedSession, _ use: VendorUse, _ input: [String: Value]
    ) {
        let progress = state.steps[step.id] ?? StepState()
        if let object = missingObject(of: use) { return performObject(object, use, call.policy, progress) }
        let number = createNumber(of: use.name)
        perform(
            Activity(
                id: "create/\(use.name)" + (number > 0 ? "/\(number + 1)" : ""), role: .create, vendor: use.name,
                operation: call.operation, policy: call.policy, delay: delay(call.policy, progress.round),
                attempt: progress.attempts, input: input, options: options(of: call) ?? [:],
                variedOptions: call.variedOptions?.map(\.name),
                session: sessionWishes(progress, hosted),
                objects: objects(of: use.name),
                metadata: use.metadataTime == .create ? readableMetadata() : [:]))
    }

    /// What a vendor is told of a session that it is to open.
    func sessionWishes(_ progress: StepState, _ hosted: HostedSession) -> [String: Value] {
        var session: [String: Value] = [:]
        let rest = (progress.session?.linkUntil ?? state.now + hosted.linkFor) - state.now
        session["link_for"] = .duration(CELDuration(clamping: max(rest, .seconds(1)).milliseconds))
        if let finishIn = hosted.finishIn {
            session["finish_in"] = .duration(CELDuration(clamping: finishIn.milliseconds))
        }
        if let returnTo = hosted.returnTo { session["return_to"] = .string(returnTo) }
        return session
    }

    /// The vendor gave its page: the applicant may go there.
    mutating func sessionOpened(_ step: CheckStep, _ result: [String: Value]) throws(RefusedEvent) {
        let call = step.vendors[state.steps[step.id]?.vendorIndex ?? 0]
        guard let hosted = call.hosted, let until = state.steps[step.id]?.session?.linkUntil else { return }
        guard hosted.hasPage else { return try allSent(step, call, hosted) }
        var endsAt = until
        if case .timestamp(let moment)? = result["ends_at"] { endsAt = Moment(milliseconds: moment.milliseconds) }
        state.steps[step.id]?.session?.access = result.filter { !["id", "ends_at"].contains($0.key) }
        state.steps[step.id]?.session?.endsAt = endsAt
        try move(step: step.id, to: .awaitingApplicant, on: .sessionOpened)
        if state.asks[step.id] == nil { try askToFollow(step.id) }
        let latest = endsAt + min(hosted.finishIn ?? hosted.runsOn, hosted.runsOn) + Self.patience
        state.steps[step.id]?.session?.patientUntil = latest
        orders.append(.setTimer(.session(step: step.id), at: latest))
        goOnReading(step)
        try applyEarlyNews(step, call)
    }

    /// The vendor has all that it needs, and nobody goes to a page: its answer is waited for.
    private mutating func allSent(
        _ step: CheckStep, _ call: VendorCall, _ hosted: HostedSession
    ) throws(RefusedEvent) {
        try move(step: step.id, to: .awaitingVendor, on: .sessionOpened)
        let latest = state.now + hosted.answerWithin
        state.steps[step.id]?.session?.patientUntil = latest
        orders.append(.setTimer(.session(step: step.id), at: latest))
        goOnReading(step)
        try applyEarlyNews(step, call)
    }

    /// Waits for the applicant to follow our link.
    private mutating func askToFollow(_ id: String) throws(RefusedEvent) {
        guard let session = state.steps[id]?.session else { return }
        let ask = Ask(step: id, fields: [], reason: session.reason, until: session.linkUntil)
        guard state.asks[id] != ask else { return }
        try self.ask(ask)
        if let step = program.step(id) { setReminders(reminders(of: step, ask), at: id) }
    }

    /// The applicant followed our link.
    mutating func takeClick(at id: String) throws(RefusedEvent) {
        guard let step = program.step(id), let progress = state.steps[id], progress.phase == .awaitingApplicant,
            let session = progress.session, session.access.isEmpty, session.linkUntil > state.now
        else {
            throw RefusedEvent(
                subject: "step \(id)", state: state.steps[id]?.phase.rawValue ?? "unknown", event: "link_followed")
        }
        try open(step, on: .linkFollowed)
    }

    // MARK: What becomes of it

    mutating func takeNews(_ news: News) throws(RefusedEvent) {
        guard let step = program.checks.first(where: { state.steps[$0.id]?.session?.vendor == news.vendor }),
            let verification = state.verifications[news.vendor]
        else { return }
        guard verification.id == news.verification else {
            // Faster than the answer of the call that opened it.
            if verification.phase == .creating, verification.id == nil {
                state.earlyNews = Array(((state.earlyNews ?? []) + [news]).suffix(8))
            }
            return
        }
        switch state.steps[step.id]?.phase {
        case .awaitingApplicant, .awaitingVendor: try takeSessionOutcome(news.outcome, step, nil)
        case .halted: try takeBelatedAnswer(news.outcome, step)
        case .concluded, .skipped: try takeLateWord(news.outcome, step, of: news.vendor)
        case .idle, .opening, .calling, .waiting, .awaitingReviewer, .awaitingFlow, .underway, nil: break
        }
    }

    /// What the operator was asked about has come after all.
    mutating func takeBelatedAnswer(_ outcome: ActivityEnd.Outcome, _ step: CheckStep) throws(RefusedEvent) {
        guard case .answered = outcome else { return }
        state.incidents.removeAll { $0.subject == .step(step.id) }
        state.steps[step.id]?.haltedBy = nil
        try takeSessionOutcome(outcome, step, nil)
    }

    private mutating func applyEarlyNews(_ step: CheckStep, _ call: VendorCall) throws(RefusedEvent) {
        let id = state.verifications[call.vendor]?.id
        let mine = (state.earlyNews ?? []).filter { $0.vendor == call.vendor && $0.verification == id }
        state.earlyNews = nil
        for news in mine where state.steps[step.id]?.hasEnded == false { try takeNews(news) }
    }

    /// What a vendor says of a session after the step has ended.
    mutating func takeLateWord(
        _ outcome: ActivityEnd.Outcome, _ step: CheckStep, of vendor: String
    ) throws(RefusedEvent) {
        if noteOverturn(outcome, of: vendor), program.review?.reopens == true {
            try reopen(reason: "vendor_overturned", by: "vendor \(vendor)")
        }
        try follow(outcome, step, of: vendor)
    }

    /// A final word that comes after another one changes no status by itself, and is not silent either.
    private mutating func noteOverturn(_ outcome: ActivityEnd.Outcome, of vendor: String) -> Bool {
        guard case .answered(let answer) = outcome, let status = answer.status,
            let known = state.verifications[vendor]?.status, status != known,
            state.overturned?.last.map({ $0.status != status || $0.vendor != vendor }) ?? true
        else { return false }
        state.overturned = (state.overturned ?? []) + [Overturn(vendor: vendor, status: status, at: state.now)]
        return true
    }

    mutating func takeSessionOutcome(
        _ outcome: ActivityEnd.Outcome, _ step: CheckStep, _ activity: Activity?
    ) throws(RefusedEvent) {
        guard let vendor = state.steps[step.id]?.session?.vendor else { return }
        try progressed()
        switch outcome {
        case .pending(.applicant): break
        case .pending(let holder):
            try captured(step)
            if holder == .vendorReviewer { vendorReviews(step) }
        case .answered(let answer):
            state.verifications[vendor]?.hasAnswered = true
            state.verifications[vendor]?.status = answer.status
            try judge(answer, by: vendor, step, activity)
        case .unusable(let reason, _):
            if ApplicantReason.named(reason)?.group == "session" { return try ranOut(step, reason) }
            state.verifications[vendor]?.hasAnswered = true
            if isFree(reason, step) {
                state.steps[step.id]?.reasons.append(reason)
                return try openFreeSession(step, reason)
            }
            try unusable(reason, step, activity)
        case .ended(let cause): try exhaust(step, cause, activity: activity, on: .usedUp)
        case .incomplete:
            let problem = CallProblem(kind: .contract, detail: "a session answered like finalize")
            try exhaust(step, .contract, problem: problem, activity: activity, on: .usedUp)
        case .exhausted(let problem) where problem.kind == .vendorFault && isFree(problem.kind.rawValue, step):
            try openFreeSession(step, problem.kind.rawValue)
        case .exhausted(let problem), .lost(let problem, _):
            if step.failsOverAfterStart == true, step.failsOver(after: problem.kind), try failOver(step) { return }
            try exhaust(step, problem.kind.cause, problem: problem, activity: activity, on: .usedUp)
        }
    }

    /// The applicant is through; from now on the vendor's work is waited for.
    private mutating func captured(_ step: CheckStep) throws(RefusedEvent) {
        guard state.steps[step.id]?.phase == .awaitingApplicant,
            let hosted = step.vendors[state.steps[step.id]?.vendorIndex ?? 0].hosted
        else { return }
        try move(step: step.id, to: .awaitingVendor, on: .captured)
        if let ask = state.asks[step.id] { try endAsk(ask) }
        let latest = state.now + hosted.answerWithin
        state.steps[step.id]?.session?.patientUntil = latest
        orders.append(.setTimer(.session(step: step.id), at: latest))
    }

    /// The vendor's people look: they have the time that the flow gives them, counted once.
    private mutating func vendorReviews(_ step: CheckStep) {
        guard let progress = state.steps[step.id], progress.phase == .awaitingVendor,
            progress.session?.isReviewed != true, let wait = step.vendors[progress.vendorIndex].hosted?.reviewWait
        else { return }
        let latest = state.now + wait
        state.steps[step.id]?.session?.isReviewed = true
        state.steps[step.id]?.session?.patientUntil = latest
        orders.append(.setTimer(.session(step: step.id), at: latest))
    }

    /// Whether a session that ended so is no try.
    private func isFree(_ reason: String, _ step: CheckStep) -> Bool {
        guard let progress = state.steps[step.id], let session = progress.session, session.unused < Self.unusedLimit,
            session.linkUntil > state.now
        else { return false }
        if let free = step.attempts.free { return free.contains(reason) }
        return reason == "link_expired" && step.vendors[progress.vendorIndex].hosted?.opening == .onClick
    }

    private mutating func openFreeSession(_ step: CheckStep, _ reason: String) throws(RefusedEvent) {
        state.steps[step.id]?.session?.unused += 1
        try openNextSession(step, reason: reason)
    }

    /// A session that ended before the applicant was through.
    mutating func ranOut(_ step: CheckStep, _ reason: String) throws(RefusedEvent) {
        guard let progress = state.steps[step.id], let session = progress.session else { return }
        state.steps[step.id]?.reasons.append(reason)
        let isOpen = session.linkUntil > state.now
        if isFree(reason, step) {
            try openFreeSession(step, reason)
        } else if isOpen, step.attempts.reasons.contains(reason), progress.attempts < step.attempts.maximum {
            state.steps[step.id]?.attempts += 1
            try openNextSession(step, reason: reason)
        } else {
            try exhaust(step, .abandoned, on: .usedUp)
        }
    }

    mutating func openNextSession(_ step: CheckStep, reason: String) throws(RefusedEvent) {
        state.steps[step.id]?.round = 0
        state.steps[step.id]?.session?.access = [:]
        state.steps[step.id]?.session?.endsAt = nil
        state.steps[step.id]?.session?.reason = reason
        orders.append(.cancelTimer(.session(step: step.id)))
        dropReadings(of: step.id)
        // Asked anew, for there is something new to be done.
        if let ask = state.asks[step.id] { try endAsk(ask) }
        try open(step, on: .unusable)
    }

    // MARK: Silence

    /// No news in all the time there was: the vendor is asked, once for each end of patience.
    mutating func sessionOverdue(at id: String) throws(RefusedEvent) {
        guard let step = program.step(id), let progress = state.steps[id], let session = progress.session,
            progress.phase == .awaitingVendor || (progress.phase == .awaitingApplicant && !session.access.isEmpty)
        else { return }
        guard step.vendors[progress.vendorIndex].hosted?.read != nil else {
            return try exhaust(step, progress.phase == .awaitingVendor ? .late : .abandoned, on: .usedUp)
        }
        read(step)
    }

    // MARK: Its end

    /// The step needs the session no more: what it gave for the applicant is forgotten.
    mutating func endSession(at id: String) throws(RefusedEvent) {
        guard state.steps[id]?.session != nil else { return }
        forgetSession(at: id)
        if let ask = state.asks[id] { try endAsk(ask) }
    }

    mutating func forgetSession(at id: String) {
        guard let session = state.steps[id]?.session else { return }
        dropReadings(of: id)
        if !session.access.isEmpty || state.steps[id]?.phase == .awaitingVendor {
            orders.append(.cancelTimer(.session(step: id)))
        }
        state.steps[id]?.session?.access = [:]
        state.steps[id]?.session?.endsAt = nil
    }
}
