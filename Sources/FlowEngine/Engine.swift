public import EngineStore
public import Expressions
import FlowIR
public import FlowMachine
public import VendorConnectors
import Vocabulary

/// Runs compiled flows for real: it commits what happened, then does what follows from it.
///
/// ```swift
/// let engine = Engine(EngineParts(store: store, sender: connector, masterKey: key, packOf: compile))
/// let run = try await engine.start(flow, packs: packs, applicant: applicant, media: photos)
/// let state = try await engine.rest(of: run)
/// await engine.shutdown()
/// ```
///
/// A killed engine loses nothing: the next one on the same store goes on where the last commit was. A call that may have
/// left is then *lost*, never *unsent*. Only one engine may have a store; `SQLiteStore` refuses a second process.
public final class Engine: Sendable {
    let parts: EngineParts
    let desks: DeskBoard
    let alarm: Alarm
    let outlook: Outlook
    let flows = FlowShelf()

    public init(_ parts: EngineParts) {
        self.parts = parts
        let board = DeskBoard()
        desks = board
        let outlook = Outlook()
        self.outlook = outlook
        alarm = Alarm(parts.clock) { run in
            board.wake(run)
        } lookAhead: {
            outlook.ask()
        }
        outlook.look = { [weak self] in await self?.lookAhead() }
        board.handle = { [weak self] desk in await self?.drain(desk) }
    }

    // MARK: Runs

    /// Creates a run and begins it; returns when it is durable.
    ///
    /// - Parameters:
    ///   - flow: kept with its packs for as long as there are runs of it; what runs is what is stored.
    ///   - applicant: checked by the caller (`Intake`); photos are handles such as `selfie#1`.
    ///   - media: what the handles stand for.
    ///   - parent: the run whose step asks for this one; it is told how this one ended.
    ///   - mark: a request's own name. A second start with the same mark gives the run of the first.
    ///   - keeping: what is to be kept in the commit that creates the run, such as the answer to whoever asked for it. It
    ///     is given the run as it will be then; what it gives for a second start is not kept.
    public func start(
        _ flow: StoredFlow, packs: [StoredPack], applicant: [String: Value], flags: [String: Value] = [:],
        metadata: [String: Value] = [:],
        media: [String: VendorConnectors.Media] = [:], mark: InboxMark? = nil, parent: ParentLink? = nil,
        keeping: (@Sendable (Reading) -> StoredDocument?)? = nil
    ) async throws(EngineError) -> RunID {
        guard !desks.isClosing else { throw .shutDown }
        let pinned = try await pin(flow, packs)
        let now = parts.clock.now
        var generator = Chance.Generator(chance: parts.chance)
        let run = RunID(at: now, using: &generator)
        let key = RunKey.generate()
        let wrapped: WrappedKey
        do { wrapped = try parts.masterKey.wrap(key, for: run) } catch { throw EngineError(error) }
        let program = pinned.program
        let row = RunRow(
            run: run, flow: program.flow, version: String(program.version), digest: pinned.digest, key: wrapped,
            createdAt: now)
        var turn = Turn(LiveRun(creating: row, key: key, flow: pinned), at: now, address: parts.address)
        do {
            try turn.take(
                .created(
                    Creation(run: run.text, applicant: applicant, flags: flags, metadata: metadata, parent: parent)))
        } catch {
            throw EngineError(error)
        }
        let kept = keeping?(Reading(program: program, digest: pinned.digest, state: turn.live.machine.state))
        let desk = Desk(run)
        desks.put(desk)
        do throws(EngineError) {
            let documents = kept.map { [$0] } ?? []
            guard try await commit(turn, media: media, mark: mark, documents: documents, at: desk) else {
                throw EngineError(.conflict, "there is a run \(run) already")
            }
            return run
        } catch {
            // It may be durable all the same; then it goes on once the store answers.
            if error.code == .store { alarm.set(run, now + .seconds(1)) } else { desks.remove(desk) }
            if error.code == .duplicate { return try await first(of: mark, error) }
            throw error
        }
    }

    /// Tells a run what happened; returns when that is durable.
    ///
    /// - Throws: `refused` when the run does not take it now, `duplicate` when the mark was used before. After `store`
    ///   it may be durable all the same: tell it again with the same mark, or read the state.
    public func take(
        _ fact: Fact, of run: RunID, media: [String: VendorConnectors.Media] = [:], mark: InboxMark? = nil
    ) async throws(EngineError) {
        guard !desks.isClosing else { throw .shutDown }
        try await tell(run, .fact(fact, media: media, mark: mark))
    }

    /// Returns when the machine waits for somebody: the run has ended, is in review, asks the applicant, or has an
    /// incident. Nothing of it is then under way or waits to be repeated.
    ///
    /// - Throws: what keeps the run from going on: the store failed, or the engine was shut down.
    public func rest(of run: RunID) async throws(EngineError) -> RunState {
        try await standing(of: run, .rest).state
    }
}
