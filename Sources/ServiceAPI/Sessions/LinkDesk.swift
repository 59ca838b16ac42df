import EngineStore
import Expressions
import FlowEngine
import FlowMachine
import Foundation
import Vocabulary

/// Our own link to a vendor's page: the same over all attempts, and the only one that applicants are given.
///
/// Following it changes nothing while a session has still to be opened: those who look at links in mails follow them
/// too. The applicant then presses a button.
struct LinkDesk: Sendable {
    let engine: Engine

    static let path = "/go/{run}/{step}/{token}"

    func show(_ call: Call) async throws -> Reply {
        guard let (run, step) = try await step(of: call), let session = step.session else {
            return LinkPage.unknown.reply
        }
        switch step.phase {
        case .awaitingApplicant:
            let access = try await engine.access(of: run, step: call.parameter("step"))
            if case .string(let url)? = access["url"] { return .redirect(url) }
            return session.linkUntil > SystemClock().now ? LinkPage.start.reply : LinkPage.over.reply
        case .opening: return LinkPage.opening.reply
        case .awaitingVendor: return LinkPage.waiting.reply
        case .halted: return LinkPage.later.reply
        case .concluded, .skipped, .idle, .calling, .waiting, .awaitingReviewer, .awaitingFlow, .underway:
            return LinkPage.done.reply
        }
    }

    func follow(_ call: Call) async throws -> Reply {
        guard let (run, step) = try await step(of: call) else { return LinkPage.unknown.reply }
        if step.phase == .awaitingApplicant, step.session?.access.isEmpty == true {
            // Somebody else may have pressed the same button.
            try await follow(run, call.parameter("step"))
        }
        return .redirect("/go/\(run.text)/\(call.parameter("step"))/\(call.parameter("token"))")
    }

    private func follow(_ run: RunID, _ step: String) async throws(EngineError) {
        do {
            try await engine.take(.linkFollowed(step: step), of: run)
        } catch {
            guard error.code == .refused else { throw error }
        }
    }

    /// The step that the link is for; `nil` for a link that we never gave, and for a run that was erased.
    private func step(of call: Call) async throws -> (RunID, StepState)? {
        guard let run = RunID(call.parameter("run")) else { return nil }
        let step = call.parameter("step")
        guard let (token, state) = try await look(at: run, step), Self.isSame(token, call.parameter("token")),
            let found = state.steps[step]
        else { return nil }
        return (run, found)
    }

    private func look(at run: RunID, _ step: String) async throws(EngineError) -> (token: String, state: RunState)? {
        do {
            return (try await engine.linkToken(of: run, step: step), try await engine.state(of: run))
        } catch {
            guard error.code == .unknownRun || error.code == .erased else { throw error }
            return nil
        }
    }

    /// Compares without telling by the time it takes how far two texts are the same.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return zip(left.utf8, right.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// What an applicant sees who follows our link and cannot be sent on at once.
enum LinkPage {
    case start, opening, waiting, later, over, done, unknown

    private var words: (title: String, text: String) {
        switch self {
        case .start:
            ("Verify your identity", "You will be taken to the page of our partner. Have your document at hand.")
        case .opening: ("One moment", "The page is being opened.")
        case .waiting: ("Thank you", "Your documents are being checked. There is nothing more to do here.")
        case .later: ("Not now", "The page cannot be opened at the moment. Please come back later.")
        case .over: ("This link has run out", "Please ask whoever sent it to you for another one.")
        case .done: ("Thank you", "There is nothing more to do here.")
        case .unknown: ("Unknown link", "This link is not known. Please use it as you were given it.")
        }
    }

    var reply: Reply {
        let status = self == .unknown ? 404 : self == .over ? 410 : 200
        let button = self == .start ? "<form method=post><button autofocus>Continue</button></form>" : ""
        let refresh = self == .opening ? "<meta http-equiv=refresh content=2>" : ""
        return .page(
            status,
            """
            <!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content="width=device-width">\(refresh)
            <title>\(words.title)</title>
            <style>body{font:1.1rem/1.5 system-ui;max-width:32rem;margin:4rem auto;padding:0 1rem}
            button{font:inherit;padding:.6rem 1.4rem}@media(prefers-color-scheme:dark){body{background:#111;color:#eee}}
            </style><main><h1>\(words.title)</h1><p>\(words.text)</p>\(button)</main></html>

            """)
    }
}
