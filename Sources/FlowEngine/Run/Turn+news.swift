import EngineStore
import FlowIR
import FlowMachine
import FoundationEssentials
import Notifications
import Vocabulary

extension Turn {
    /// Keeps what the orders of the last event have to tell, as the run is right after it.
    mutating func note(_ orders: [Order]) {
        var index = 0
        for order in orders {
            guard let news = news(of: order, index: index) else { continue }
            self.news.append(news)
            index += 1
        }
    }

    private func news(of order: Order, index: Int) -> RunNews? {
        guard let kind = order.notice else { return nil }
        switch order {
        case .askApplicant(let ask):
            return news(kind, reason: Self.word(ask.reason), step: Self.word(ask.step), index: index)
        case .askReviewer(let question):
            return news(kind, reason: Self.word(question.queue), step: Self.word(question.step), index: index)
        case .remind(let step): return news(kind, reason: nil, step: Self.word(step), index: index)
        case .raiseIncident(let incident):
            return news(kind, reason: incident.problem.kind.rawValue, step: Self.word(incident.at), index: index)
        default: return news(kind, reason: Self.reason(of: live.machine.state), index: index)
        }
    }

    private func news(_ kind: NoticeKind, reason: String?, step: String? = nil, index: Int) -> RunNews {
        let program = live.flow.program
        return RunNews(
            kind: kind, run: live.run.text, flow: program.flow, version: program.version,
            status: live.machine.state.status, reason: reason, step: step, at: now,
            sequence: live.row.sequence + Int64(events.count), index: index)
    }

    /// The turn's news, once for each endpoint that has to hear of them.
    func notices(_ subscribers: EngineParts.Subscribers?) throws(EngineError) -> [Notice] {
        // Without anybody who delivers, nothing may wait to be delivered.
        guard let subscribers else { return [] }
        var notices: [Notice] = []
        for news in news {
            let endpoints = subscribers(news) + FlowEndpoint.all(of: live.flow, for: news.kind)
            guard !endpoints.isEmpty else { continue }
            guard let body = try? news.body() else { throw EngineError(.badRecord, "a notice cannot be written") }
            notices += endpoints.map { endpoint in
                Notice(id: news.id(for: endpoint), endpoint: endpoint, kind: news.type, run: live.run, body: body)
            }
        }
        return notices
    }
}

extension FlowEndpoint {
    fileprivate static func all(of flow: PinnedFlow, for kind: NoticeKind) -> [String] {
        (flow.program.notify ?? []).enumerated().filter { $0.element.events.contains(kind) }
            .map { FlowEndpoint(digest: flow.digest, index: $0.offset).text }
    }
}
