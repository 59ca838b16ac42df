import EngineStore
import FlowMachine
import VendorCalls
import VendorConnectors
import Vendors
import Vocabulary

extension Engine {
    func tell(_ run: RunID, _ content: Letter.Content) async throws(EngineError) {
        let result = await withCheckedContinuation { reply in desks.post(Letter(content, reply: reply), to: run) }
        try result.get()
    }

    func standing(of run: RunID, _ stillness: Desk.Stillness) async throws(EngineError) -> Desk.Standing {
        guard !desks.isClosing else { throw .shutDown }
        // First whatever is due by now, so that nobody is told of a rest that is over.
        let result = await withCheckedContinuation { waiter in
            desks.post(Letter(.time), to: run, waiter: waiter, for: stillness)
        }
        return try result.get()
    }

    /// Handles a desk's letters until there are none.
    func drain(_ desk: Desk) async {
        while let letter = desk.next() {
            do throws(EngineError) {
                try await handle(letter, at: desk)
                desk.settle(nil)
                letter.reply?.resume(returning: .success(()))
            } catch {
                if let reply = letter.reply {
                    if desk.unsettled != nil { alarm.set(desk.run, parts.clock.now + .seconds(1)) }
                    reply.resume(returning: .failure(error))
                } else if error.isPassing {
                    let stalls = desk.stall(letter, error)
                    let wait = Interval.seconds(min(30, 1 << min(5, Int64(stalls) - 1)))
                    alarm.set(desk.run, parts.clock.now + wait)
                    return
                } else {
                    desk.settle(error)
                }
            }
        }
        desks.tidy(desk)
    }

    private func handle(_ letter: Letter, at desk: Desk) async throws(EngineError) {
        // Another writer may come between reading and writing; each time it did, the run is read again.
        for _ in 0..<5 {
            guard let live = try await opened(desk, for: letter) else { continue }
            var turn = Turn(live, at: parts.clock.now, mayBegin: !desks.isClosing, address: parts.address)
            try letter.apply(to: &turn, roll: parts.chance.roll)
            if !turn.hasChanged { return alarm.set(desk.run, live.due) }
            if try await commit(turn, media: letter.media, mark: letter.mark, at: desk) { return }
        }
        throw EngineError(.conflict, "\(desk.run) was changed by others again and again")
    }

    /// The run, read from the store if need be; `nil` when somebody else changed it meanwhile.
    private func opened(_ desk: Desk, for letter: Letter) async throws(EngineError) -> LiveRun? {
        if let live = desk.live { return live }
        if let (turn, change) = desk.unsettled {
            let isDurable: Bool
            do { isDurable = try await parts.store.has(change) } catch { throw EngineError(error) }
            desk.forgetUnsettled()
            if isDurable { return follow(turn, at: desk) }
        }
        let live = try await load(desk.run)
        var turn = Turn(live, at: parts.clock.now, mayBegin: !desks.isClosing, address: parts.address)
        do {
            // What this engine sent is not lost: its answer is here or on its way.
            try turn.recover(except: desk.sent.union(letter.answered.map { [$0] } ?? []), roll: parts.chance.roll)
        } catch {
            throw EngineError(error)
        }
        guard turn.hasChanged else {
            desk.keep(live)
            return live
        }
        return try await commit(turn, at: desk) ? desk.live : nil
    }

    /// Makes a turn durable and follows it; false when the run was not as the turn expects.
    func commit(
        _ turn: Turn, media: [String: VendorConnectors.Media] = [:], mark: InboxMark? = nil,
        documents: [StoredDocument] = [], at desk: Desk
    ) async throws(EngineError) -> Bool {
        var change = try turn.change(media: media, mark: mark, subscribers: parts.subscribers)
        change.advance?.documents = documents
        do throws(EngineError) {
            guard try await parts.store.keep(change) else {
                desk.keep(nil)
                return false
            }
        } catch {
            // Nobody knows what the store has now.
            if error.code == .store { desk.leaveUnsettled(turn, change) }
            throw error
        }
        follow(turn, at: desk)
        return true
    }

    /// Does what a durable turn orders.
    @discardableResult
    func follow(_ turn: Turn, at desk: Desk) -> LiveRun {
        let live = turn.committed()
        desk.keep(live)
        alarm.set(desk.run, live.due)
        for progress in turn.progress { parts.progress(progress) }
        for send in turn.sends { carry(send, of: live, from: desk) }
        for order in turn.relatives { carry(order, of: live, from: desk) }
        return live
    }

    private func carry(_ send: Turn.Send, of live: LiveRun, from desk: Desk) {
        if let artifact = live.calls[send.activity.id]?.process, let pack = live.flow.packs[send.activity.vendor],
            let evidence = artifact.artifact(of: pack)
        {
            return fetch(send, evidence, artifact, pack, of: live, from: desk)
        }
        let parts = parts
        let loader = SealedMedia(run: live.run, key: live.key, store: parts.store, clock: parts.clock)
        let id = send.activity.id
        desk.send(id) {
            let result: Result<Result<VendorAnswer, TransportFailure>, ConnectorProblem>
            do throws(ConnectorProblem) {
                result = .success(
                    try await parts.sender.send(
                        send.request, media: { try await loader.load($0) }, timeout: send.request.timeout))
            } catch {
                // Given up while under way: nobody knows whether it arrived, so it stays as it is stored.
                if error.code == .cancelled { return desk.drop(id) }
                result = .failure(error)
            }
            await self.desks.deliver(Letter(.answer(activity: id, number: send.number, result)), to: live.run)
        }
    }
}
