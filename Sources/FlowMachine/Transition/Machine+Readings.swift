import FlowIR
import Vocabulary

/// Reading what became of a session: regularly, upon a hint, and once all the time there was is over.
extension Machine {
    /// A vendor says that something happened. What it was is read, now rather than at the next regular time.
    mutating func takeHint(_ hint: Hint) {
        takeAnnouncement(hint)
        guard let step = program.checks.first(where: { state.steps[$0.id]?.session?.vendor == hint.vendor }),
            let verification = state.verifications[hint.vendor], verification.id == hint.verification,
            let progress = state.steps[step.id]
        else { return }
        switch progress.phase {
        case .awaitingVendor: read(step, regularly: true)
        // Without a page that is alive, whatever it was is known.
        case .awaitingApplicant: if progress.session?.access.isEmpty == false { read(step, regularly: true) }
        case .halted: read(step)
        case .concluded, .skipped: if hint.mayOverturn, verification.status != nil { read(step) }
        case .idle, .opening, .calling, .waiting, .awaitingReviewer, .awaitingFlow, .underway: break
        }
    }

    /// How long a vendor is left alone whose status could not be read, retries and all.
    static let convalescence = Interval.seconds(900)

    /// The next regular reading, where the vendor is read regularly and none is under way.
    mutating func goOnReading(_ step: CheckStep, afterFailure: Bool = false) {
        guard let progress = state.steps[step.id], let polling = step.vendors[progress.vendorIndex].hosted?.polling,
            progress.phase == .awaitingApplicant || progress.phase == .awaitingVendor
        else { return }
        read(step, regularly: true, after: afterFailure ? Self.convalescence : polling.usual.first)
    }

    /// Reads the status; what is under way of earlier readings is of an older state, and nobody waits for it.
    mutating func read(_ step: CheckStep, regularly: Bool = false, after delay: Interval = .zero) {
        guard let progress = state.steps[step.id], let session = progress.session else { return }
        let call = step.vendors[progress.vendorIndex]
        guard let hosted = call.hosted, let read = hosted.read else { return }
        dropReadings(of: step.id)
        let verification = state.verifications[call.vendor]
        var poll = hosted.polling.map { Poll(polling: $0, isCaptured: progress.phase == .awaitingVendor) }
        if hosted.reviewWait != nil, session.isReviewed != true { poll?.awaitsReview = true }
        state.steps[step.id]?.session?.reads += 1
        perform(
            Activity(
                id: "read/\(step.id)/\(call.vendor)/\(progress.attempts)/\(session.unused + session.reads + 1)",
                role: .read(step: step.id, kind: step.kind), vendor: call.vendor, operation: read.operation,
                policy: read.policy, delay: delay, attempt: progress.attempts, input: [:],
                options: options(of: call) ?? [:],
                variedOptions: call.variedOptions?.map(\.name),
                objects: objects(of: call.vendor), poll: regularly ? poll : nil, verification: verification?.id,
                verificationOpenedAt: verification?.openedAt, metadata: [:]))
    }

    mutating func dropReadings(of step: String) {
        for id in state.activities.keys.sorted() {
            guard case .read(step, _)? = state.activities[id]?.role else { continue }
            state.activities[id] = nil
            orders.append(.abandon(activity: id))
        }
    }

    mutating func takeReadEnd(
        _ outcome: ActivityEnd.Outcome, of activity: Activity, _ step: CheckStep
    ) throws(RefusedEvent) {
        guard let progress = state.steps[step.id], let session = progress.session,
            state.verifications[session.vendor]?.id == activity.verification
        else { return }
        switch progress.phase {
        case .concluded, .skipped: try takeLateWord(outcome, step, of: session.vendor)
        case .halted: try takeBelatedAnswer(outcome, step)
        case .awaitingApplicant, .awaitingVendor:
            if session.patientUntil.map({ $0 <= state.now }) ?? true {
                try takeLastReading(outcome, of: activity, step, progress, session)
            } else {
                try takeReading(outcome, of: activity, step)
            }
        case .idle, .opening, .calling, .waiting, .awaitingReviewer, .awaitingFlow, .underway: break
        }
    }

    private mutating func takeReading(
        _ outcome: ActivityEnd.Outcome, of activity: Activity, _ step: CheckStep
    ) throws(RefusedEvent) {
        switch outcome {
        case .exhausted(let problem) where problem.kind.isTransient || problem.kind == .notReady:
            // It is read again; that the vendor gives no answer for long is for the end of patience.
            goOnReading(step, afterFailure: true)
        case .pending:
            try takeSessionOutcome(outcome, step, activity)
            goOnReading(step)
        default: try takeSessionOutcome(outcome, step, activity)
        }
    }

    private mutating func takeLastReading(
        _ outcome: ActivityEnd.Outcome, of activity: Activity, _ step: CheckStep, _ progress: StepState,
        _ session: SessionState
    ) throws(RefusedEvent) {
        switch (outcome, progress.phase) {
        case (.pending(.applicant), .awaitingApplicant):
            // Where a page is opened by a click, another click opens the next one.
            let isOnClick = step.vendors[progress.vendorIndex].hosted?.opening == .onClick
            try ranOut(step, isOnClick || session.linkUntil <= state.now ? "link_expired" : "session_expired")
        case (.pending, .awaitingVendor) where session.isReviewed == true:
            // Their people look, and nobody waits for them any longer: ours look too.
            try conclude(step, Ended(.late), verdict: .review, on: .overdue)
        case (.pending, .awaitingVendor): try exhaust(step, .late, activity: activity, on: .overdue)
        default:
            try takeSessionOutcome(outcome, step, activity)
            // The applicant came through in the last moment; the vendor's time begins.
            goOnReading(step)
        }
    }
}
