import EngineStore
import Expressions
import FlowEngine
import FlowMachine
import Foundation
import Vocabulary

/// What an app needs to take the applicant to a vendor's page by itself: for a token that may see it, and nowhere else.
struct SessionDesk: Sendable {
    let engine: Engine

    /// An open session; the members of `access` are the vendor's own: `url`, and what its SDK takes.
    struct SessionView: Encodable {
        var vendor: String
        var attempt: Int
        var endsAt: String?
        var access: [String: String]
    }

    func show(_ call: Call) async throws -> Reply {
        guard let run = RunID(call.parameter("id")) else { throw Problem.unknownRun }
        guard let step = try await engine.state(of: run).steps[call.parameter("step")], let session = step.session,
            !session.access.isEmpty
        else {
            throw Problem(
                409, "no-session", "no session is open at this step",
                detail: "the run says whom it waits for; a link of ours opens the session when it is followed")
        }
        var access: [String: String] = [:]
        for (name, value) in try await engine.access(of: run, step: call.parameter("step")) {
            if case .string(let text) = value { access[name] = text }
        }
        return try .json(
            SessionView(
                vendor: session.vendor, attempt: step.attempts, endsAt: session.endsAt?.rfc3339, access: access))
    }
}
