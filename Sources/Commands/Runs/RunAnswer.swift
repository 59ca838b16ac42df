import EngineStore
import Foundation
import Vocabulary

/// What the service says of a run.
struct RunAnswer: Decodable {
    struct Page: Decodable {
        struct Item: Decodable {
            var id: String
            var flow: String
            var version: String
            var status: String
            var reason: String?
            var decidedBy: String?
            var waitingOn: String?
            var incident: String?
            var createdAt: String
        }
        var runs: [Item]
        var next: String?
    }

    struct Decided: Decodable {
        var by: String
        var at: String?
        var notKnown: [String]
    }

    struct Waiting: Decodable {
        var `for`: String
        var on: String
        var until: String?
    }

    struct Ask: Decodable {
        var step: String
        var fields: [String]
        var reason: String
    }

    struct Step: Decodable {
        var id: String
        var ended: String?
        var verdict: String
        var by: String?
        var attempts: Int
        var reasons: [String]
    }

    struct Incident: Decodable {
        var id: String
        var at: String
        var problem: String
        var vendorMayHaveActed: Bool
        var verbs: [String]
    }

    struct Doubt: Decodable {
        var at: String
        var allowedBy: String
    }

    /// An event of the history.
    struct Event: Decodable {
        var at: String
        var kind: String
        var activity: String?
        var calls: Int?
        var outcome: String?
        var step: String?
        var fields: [String]?
        var timer: String?
        var by: String?

        func line(on terminal: Terminal) -> String {
            let parts = [
                activity, step, timer, fields.map { $0.joined(separator: ", ") }, outcome,
                calls.flatMap { $0 > 1 ? "\($0) calls" : nil }, by.map { "by \($0)" },
            ]
            let text = parts.compactMap(\.self).joined(separator: " · ")
            return terminal.paint(at, .dim) + "  " + terminal.paint(kind.padded(to: 18), .bold) + text + "\n"
        }
    }

    var id: String
    var flow: String
    var version: Int
    var status: String
    var reason: String?
    var decided: Decided?
    var waiting: Waiting?
    var asks: [Ask]
    var steps: [Step]
    var incidents: [Incident]
    var possibleOrphans: [Doubt]
    var calls: Int

    static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }

    /// A run's name as it stands in a path.
    static func path(_ run: String) throws(CommandFailure) -> String {
        guard let id = RunID(run) else {
            throw CommandFailure(.usage, "`\(run)` is no name of a run; such a name is `run_` and 26 characters")
        }
        return id.text
    }

    /// Why this status, and what it waits for.
    func text(on terminal: Terminal) -> String {
        var headline = status + (reason.map { " (\($0))" } ?? "")
        if let decided {
            headline += " by \(decided.by)" + (decided.at.map { ", \($0)" } ?? "")
            if !decided.notKnown.isEmpty { headline += "; not known: \(decided.notKnown.joined(separator: ", "))" }
        }
        var text = terminal.tint(headline, RunStatus(rawValue: status)?.tone ?? .plain) + "\n"
        if let waiting {
            text += "waits for the \(waiting.for): \(waiting.on)" + (waiting.until.map { ", until \($0)" } ?? "") + "\n"
        }
        for ask in asks { text += "  asks for \(ask.fields.joined(separator: ", ")) again (\(ask.reason))\n" }
        for incident in incidents {
            let doubt = incident.vendorMayHaveActed ? "; the vendor may have acted" : ""
            text +=
                "  incident at \(incident.at): \(incident.problem)\(doubt) · \(incident.verbs.joined(separator: ", "))\n"
        }
        text += "\n"
        text += terminal.table(
            steps.map { step in
                [
                    step.id, step.verdict, step.ended ?? "not reached", step.by.map { "by \($0)" } ?? "",
                    step.attempts > 1 ? "\(step.attempts) attempts" : "", step.reasons.joined(separator: ", "),
                ]
            }, indent: "  ")
        for doubt in possibleOrphans {
            text += "  possibly left behind at \(doubt.at), allowed by \(doubt.allowedBy)\n"
        }
        return text + "\n\(calls) vendor call\(calls == 1 ? "" : "s") · \(id) · \(flow) version \(version)\n"
    }
}
