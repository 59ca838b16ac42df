import Diagnostics
import Expressions
import FlowIR
import FlowSyntax
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

extension Lowering {
    /// How the applicant gets to a vendor's page; `nil` for a vendor that answers the call itself.
    mutating func hosted(_ by: ByTree, of step: StepTree, _ offer: CheckOffer) -> HostedSession? {
        if offer.hasPage != true {
            for session in [by.session].compactMap(\.self) {
                findings.report(
                    Finding(
                        "no-session", "\(by.vendor.value) has no page of its own for this check", at: session.place,
                        help: "leave `session` out", fix: .removing(valueAt: session.place, from: document)))
            }
        }
        guard let hosted = offer.hosted else { return nil }
        checkAlone(by, of: step)
        let layers = [by.session, step.session].compactMap(\.self)
        let opening = layers.lazy.compactMap(\.opening).first ?? (hosted.opensOnClick ? .onClick : .atOnce)
        let linkFor = layers.lazy.compactMap(\.linkFor).first
        let finishIn = layers.lazy.compactMap(\.finishIn).first
        if let linkFor { check(linkFor, "`link_for`", within: .seconds(60)...(.seconds(30 * 86_400))) }
        if let finishIn, hosted.hasPage { check(finishIn, "`finish_in`", within: .seconds(60)...hosted.runsOn) }
        let remind = layers.lazy.map(\.remind).first { !$0.isEmpty } ?? []
        checkReminders(remind, linkFor)
        let returnTo = layers.lazy.compactMap(\.returnTo).first
        if let returnTo, !returnTo.value.hasPrefix("https://"), !returnTo.value.hasPrefix("http://") {
            findings.report(
                Finding(
                    "bad-address", "`return_to` is no web address", at: returnTo.place,
                    help: "write it with its scheme, such as `https://app.example.com/done`",
                    fix: returnTo.value.contains("://") || !returnTo.value.contains(".")
                        ? nil : .replace(returnTo.place, with: "\"https://\(returnTo.value)\"")))
        }
        var session = HostedSession(
            opening: opening, linkFor: linkFor?.value ?? .seconds(7 * 86_400), finishIn: finishIn?.value,
            runsOn: hosted.runsOn, returnTo: returnTo?.value,
            answerWithin: step.answerWithin?.value ?? .seconds(86_400),
            read: hosted.read.map { OperationUse(operation: $0.name, policy: policy([tree.defaults], $0)) },
            polling: hosted.polling,
            attempt: hosted.attempt.map {
                OperationUse(operation: $0.name, policy: policy([tree.defaults, step.call, by.call], $0))
            },
            page: hosted.page, remind: remind.isEmpty ? nil : remind.map(\.value))
        session.opensAnew = hosted.opensAnew ? true : nil
        session.isUnattended = hosted.hasPage ? nil : true
        session.reviewWait = vendors[by.vendor.value]?.tree.reviewWait?.value
        return session
    }

    private mutating func check(_ value: Located<Interval>, _ what: String, within range: ClosedRange<Interval>) {
        guard !range.contains(value.value) else { return }
        findings.report(
            Finding(
                "out-of-range", "\(what) is between \(range.lowerBound) and \(range.upperBound)", at: value.place,
                help: "the vendor takes nothing else"))
    }

    /// A session is a verification of its own, so nothing else of that entry can be made in it.
    private mutating func checkAlone(_ by: ByTree, of step: StepTree) {
        let others = tree.steps.filter { other in
            other.id.place != step.id.place && other.by.contains { $0.vendor.value == by.vendor.value }
        }
        guard let other = others.first, other.id.place.line < step.id.place.line else { return }
        findings.report(
            Finding(
                "session-shared", "`\(by.vendor.value)` already makes step `\(other.id.value)`", at: by.vendor.place,
                help: "each session is a verification of its own: add a second entry to `vendors`, such as "
                    + "`\(by.vendor.value)_2: { pack: \(vendors[by.vendor.value]?.pack.name ?? "…") }`",
                related: [.init("the other step", at: other.id.place)]))
    }
}
