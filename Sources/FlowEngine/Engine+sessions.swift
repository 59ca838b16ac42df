public import EngineStore
public import Expressions
import FlowIR
import FlowMachine
public import VendorConnectors
public import Vendors
import Vocabulary

extension Engine {
    /// Takes in a vendor's news, its sender proved; returns when what follows from it is durable.
    ///
    /// News that changes nothing (of no session of the run, of a kind that is ignored) leaves no event.
    ///
    /// - Throws: `notFound` for a run that is not here, `duplicate` when the mark was used before.
    public func receive(
        _ news: ReceivedNews, pack: String, route: String, of run: RunID, mark: InboxMark
    ) async throws(EngineError) {
        guard !desks.isClosing else { throw .shutDown }
        try await tell(run, .news(news, pack: pack, route: route, mark: mark))
    }

    /// The run that has a session at a vendor, by the vendor's own id; `nil` for one that is not ours.
    public func run(of session: String, at pack: String) async throws(EngineError) -> RunID? {
        do { return try await parts.store.run(of: VendorReference(pack: pack, id: session)) } catch {
            throw EngineError(error)
        }
    }

    /// What an open session at a step gives for the applicant: `url`, and what an app needs; empty when none is open.
    public func access(of run: RunID, step: String) async throws(EngineError) -> [String: Value] {
        let live = try await load(run)
        guard let session = live.machine.state.steps[step]?.session, var access = Optional(session.access),
            case .string(let url)? = access["url"], let check = live.flow.program.step(step),
            let hosted = check.vendors.first(where: { $0.vendor == session.vendor })?.hosted,
            let server = hosted.page, let use = live.flow.program.vendor(session.vendor)
        else { return live.machine.state.steps[step]?.session?.access ?? [:] }
        access["url"] = .string(parts.sender.address(of: url, vendor: use.name, pack: use.pack, server: server))
        return access
    }

    /// Makes a call that belongs to no run, once.
    public func send(_ request: VendorRequest) async throws(ConnectorProblem) -> Result<VendorAnswer, TransportFailure>
    {
        try await parts.sender.send(
            request, media: { _ in throw CancellationError() }, timeout: request.timeout)
    }

    /// The link that an applicant is given for a step; `nil` before it is known where we are reached.
    public func link(of run: RunID, step: String) async throws(EngineError) -> String? {
        guard let pages = parts.address.pages else { return nil }
        return "\(pages)/go/\(run.text)/\(step)/\(try await linkToken(of: run, step: step))"
    }

    /// What proves that whoever follows a link was given it. It dies with the run's key.
    public func linkToken(of run: RunID, step: String) async throws(EngineError) -> String {
        try await load(run).key.token(for: "link\u{0}\(step)")
    }
}
