import Expressions
import FlowIR
import Foundation
import Testing
import VendorCalls
import Vendors
import Vocabulary

@testable import FlowEngine
@testable import FlowMachine

/// A create whose answer was lost, and the vendor's webhook that tells of what it made.
@Suite struct RecoveryNewsTests {
    private let pack: Pack
    private let route: WebhookBinding
    private let start = Moment(milliseconds: 1_767_225_600_000)
    private let settings: VendorSettings = [
        "host": "https://vendor.invalid", "user_journey": "usj_1",
        "key": .opaque(Opaque(kind: "secret", id: "CHECKOUT_SECRET_KEY")),
    ]

    init() throws {
        pack = try #require(try ScenarioFiles.packs()["checkout"])
        route = try #require(pack.webhook("events"))
    }

    private func news(
        _ type: String = "identity_verification_created", applicant: String = "aplt_1", id: String = "idv_1"
    ) throws -> ReceivedNews {
        let text = """
            {"id": "evt_1", "type": "\(type)", "data": {"applicant_id": "\(applicant)", "status": "created",
             "identity_verification_id": "\(id)"}}
            """
        return try #require(pack.news(Array(text.utf8), kind: nil, on: route))
    }

    /// A create that was sent.
    private func sent() throws -> ActivityProcess {
        let activity = Activity(
            id: "create/checkout", role: .create, vendor: "checkout", operation: "create",
            policy: CallPolicy(timeout: .seconds(15), effect: .once), delay: .zero, attempt: 1,
            input: ["declared": .map(["last_name": "Example"])], objects: ["applicant": "aplt_1"], metadata: [:])
        var process = ActivityProcess(activity, run: "run_1", key: "k")
        guard case .send = process.begun(at: start, pack: pack, settings: settings) else {
            throw CancellationError()
        }
        return process
    }

    private func hear(_ news: ReceivedNews, _ process: inout ActivityProcess) -> ActivityProcess.Next? {
        process.heard(news, on: "events", at: start, pack: pack, settings: settings)
    }

    private func lose(_ process: inout ActivityProcess) -> ActivityProcess.Next {
        process.received(.failure(.timeout), at: start, roll: 0.5, pack: pack, settings: settings)
    }

    private func id(_ next: ActivityProcess.Next?) -> Value? {
        guard case .end(let end)? = next, case .answered(let answer) = end.outcome else { return nil }
        return answer.result["id"]
    }

    @Test func newsAfterTheLossMakesItGood() throws {
        var process = try sent()
        #expect(lose(&process) == .wait(until: start + .seconds(360)))
        #expect(id(hear(try news(), &process)) == "idv_1")
    }

    @Test func newsBeforeTheLossIsKept() throws {
        var process = try sent()
        #expect(hear(try news(), &process) == .nothing)
        #expect(id(lose(&process)) == "idv_1")
    }

    /// News of another kind, of somebody else, or of another product tells nothing of it.
    @Test func otherNewsTellsNothing() throws {
        var process = try sent()
        _ = lose(&process)
        for other in [
            try news("identity_verification_opened"), try news(applicant: "aplt_2"),
            try news("face_authentication_created"),
        ] {
            #expect(hear(other, &process) == nil)
        }
    }

    @Test func withoutNewsItStaysLost() throws {
        var process = try sent()
        _ = lose(&process)
        guard
            case .end(let end) = process.waitEnded(at: start + .seconds(360), pack: pack, settings: settings),
            case .lost(let problem, _) = end.outcome
        else { return #expect(Bool(false), "it was not lost") }
        #expect(problem.detail == "no news came of it")
        guard case .nothing? = hear(try news(), &process) else { return #expect(Bool(false), "it was taken up again") }
    }

    /// The process died while it waited: what it waits for is part of what is kept of it.
    @Test func whatIsWaitedForIsKept() throws {
        var process = try sent()
        _ = lose(&process)
        var kept = try JSONDecoder().decode(ActivityProcess.self, from: JSONEncoder().encode(process))
        #expect(id(hear(try news(), &kept)) == "idv_1")
    }
}
