import EngineStore
import FlowMachine
import VendorConnectors
import Vendors

/// Something that a run has to be told.
struct Letter: Sendable {
    typealias Reply = CheckedContinuation<Result<Void, EngineError>, Never>

    enum Content: Sendable {
        case fact(Fact, media: [String: VendorConnectors.Media], mark: InboxMark?)
        case answer(activity: String, number: Int, Result<Result<VendorAnswer, TransportFailure>, ConnectorProblem>)
        case fetched(activity: String, number: Int, Result<VendorConnectors.Media, ArtifactProblem>)
        case news(ReceivedNews, pack: String, route: String, mark: InboxMark)
        /// Time has gone by; also takes up a run that was left behind by another process.
        case time
    }

    let content: Content
    /// Whoever waits to hear that it was taken in. Without one it is the engine's own, and is kept until it is.
    var reply: Reply?

    init(_ content: Content, reply: Reply? = nil) {
        self.content = content
        self.reply = reply
    }

    var media: [String: VendorConnectors.Media] {
        switch content {
        case .fact(_, let media, _): media
        case .fetched(let activity, _, .success(let media)): [activity: media]
        case .answer, .fetched, .news, .time: [:]
        }
    }

    var mark: InboxMark? {
        switch content {
        case .fact(_, _, let mark): mark
        case .news(_, _, _, let mark): mark
        case .answer, .fetched, .time: nil
        }
    }

    /// The activity that it brings the answer of.
    var answered: String? {
        switch content {
        case .answer(let activity, _, _), .fetched(let activity, _, _): activity
        case .fact, .news, .time: nil
        }
    }

    func apply(to turn: inout Turn, roll: () -> Double) throws(EngineError) {
        do throws(RefusedEvent) {
            switch content {
            case .fact(let fact, _, _): try turn.take(fact)
            case .answer(let id, let number, .success(let answer)):
                try turn.receive(answer, to: id, number: number, roll: roll())
            case .answer(let id, let number, .failure(let problem)): try turn.fail(problem, of: id, number: number)
            case .fetched(let id, let number, let result):
                try turn.receive(result, to: id, number: number, roll: roll())
            case .news(let news, let pack, let route, _): try turn.take(news, pack: pack, route: route)
            case .time: try turn.wake()
            }
        } catch {
            throw EngineError(error)
        }
    }
}
