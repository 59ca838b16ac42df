internal import ExpressionSyntax
internal import Expressions
internal import FlowIR
internal import Vocabulary

/// What happens when all steps have ended, in the words of a picture.
enum EndBox {
    static func lines(of hold: FinalizeHold) -> [String] {
        ["the caller has the last word", "within \(hold.within), else \(hold.onTimeout.rawValue)"]
    }

    /// The statuses that a step may end the run with, each with the reasons why; what a vendor's silence leads to stands in
    /// the step's box.
    static func earlyEnds(of step: Step) -> [(RunStatus, String?)] {
        guard case .decide(let decide) = step else { return [] }
        var ends: [(RunStatus, [String])] = []
        for rule in decide.rules {
            let reasons = rule.reason.map { [$0] } ?? []
            if let index = ends.firstIndex(where: { $0.0 == rule.outcome.status }) {
                ends[index].1 += reasons
            } else {
                ends.append((rule.outcome.status, reasons))
            }
        }
        return ends.map { ($0.0, $0.1.isEmpty ? nil : $0.1.joined(separator: ", ")) }
    }

    static func lines(of review: FlowReview) -> [String] {
        let people = review.eyes == 1 ? "a person" : "\(review.eyes) people"
        let limit = review.within.map { ["within \($0), else \(review.onTimeout.rawValue)"] } ?? []
        return ["\(people) in queue \(review.queue)"] + limit
    }

    static func words(of route: ReviewRoute) -> String {
        [route.eyes.map { "\($0) people" }, route.queue.map { "in queue \($0)" }].compactMap(\.self)
            .joined(separator: " ")
    }

    /// Empty where nothing follows a status.
    static func afterwards(_ program: FlowProgram) -> [String] {
        let acts = (program.after ?? []).map { step in
            let condition = step.condition.map {
                " if \($0.root.text(width: 400).replacing("\n", with: " "))"
            }
            return words(of: step) + (condition ?? "")
        }
        let kept = program.keep.map { keep in
            RunStatus.allCases.compactMap { status in
                keep.time(for: status).map { "\(status.rawValue) \($0.inYearsOrDays)" }
            }
        }
        let times = kept.map { ["kept: \($0.joined(separator: ", "))"] } ?? []
        return acts.isEmpty && times.isEmpty ? [] : ["once the status is final"] + acts + times
    }

    private static func words(of step: CheckStep) -> String {
        switch step.act {
        case .undo(let act): "\(act) is taken back"
        case .monitor(let check, let monitoring): "\(check) is watched for \(monitoring.lasts.inYearsOrDays)"
        case .effect, nil:
            "\(step.kind.replacing("_", with: " ")) by \(step.vendors.map(\.vendor).joined(separator: ", then "))"
        }
    }
}

extension EarlyRule.Outcome {
    fileprivate var status: RunStatus {
        switch self {
        case .reject: .rejected
        case .review: .reviewNeeded
        case .cancel: .cancelled
        case .expire: .expired
        case .fail: .failed
        }
    }
}
