public import EngineStore
import Expressions
import FlowIR
import FlowMachine
import VendorCalls
public import VendorConnectors
public import Vendors
import Vocabulary

/// Something of a run that a vendor hands out.
public struct RunArtifact: Hashable, Sendable {
    /// The check that it belongs to.
    public var step: String
    public var name: String
    public var kind: PackEvidence.Kind
    /// As the flow names the account.
    public var vendor: String
}

extension Engine {
    /// What vendors may have of a run. Whether they have it, asking shows.
    public func artifacts(of run: RunID) async throws(EngineError) -> [RunArtifact] {
        let live = try await load(run)
        return live.flow.program.checks.flatMap { check -> [RunArtifact] in
            guard let (vendor, pack) = Self.handler(of: check, in: live) else { return [] }
            return pack.evidence(of: check.kind).map {
                RunArtifact(step: check.id, name: $0.name, kind: $0.kind, vendor: vendor)
            }
        }
    }

    /// One of them, as the run has kept it or else from its vendor; `nil` where the run has none such.
    public func artifact(
        _ name: String, of step: String, in run: RunID
    ) async throws -> Artifact? {
        let live = try await load(run)
        guard let check = live.flow.program.step(step), let (vendor, pack) = Self.handler(of: check, in: live),
            let evidence = pack.evidence(name, of: check.kind), let use = live.flow.program.vendor(vendor),
            let verification = live.machine.state.verifications[vendor], let id = verification.id
        else { return nil }
        if let kept = Self.kept(name, of: step, at: vendor, in: live) {
            let media = SealedMedia(run: live.run, key: live.key, store: parts.store, clock: parts.clock)
            let loaded = try await media.load(kept)
            return .files([ArtifactFile(name: name, contentType: loaded.contentType, bytes: loaded.bytes)])
        }
        if let kind = evidence.after {
            let heard = try await history(of: run).contains { event in
                guard case .hintReceived(let hint) = event.fact else { return false }
                return hint.kind == kind && hint.verification == id && hint.vendor == vendor
            }
            guard heard else { throw ArtifactProblem(.notReady, "the vendor has not said that there is one") }
        }
        let context = CallContext(
            settings: use.settings, objects: live.machine.objects(of: vendor) ?? [:], verificationID: id,
            verificationOpenedAt: verification.openedAt, runID: run.text, key: "", now: parts.clock.now)
        let reader = reader { request in
            var request = request
            request.vendor = vendor
            return request
        }
        return try await reader.read(evidence, of: pack, context: context)
    }

    /// Fetches a photo or a file that a run waits for.
    func fetch(
        _ send: Turn.Send, _ evidence: PackEvidence, _ process: ActivityProcess, _ pack: Pack, of live: LiveRun,
        from desk: Desk
    ) {
        let id = send.activity.id
        let settings = live.flow.program.vendor(send.activity.vendor)?.settings ?? [:]
        let context = process.context(at: parts.clock.now, settings: settings)
        let reader = reader { _ in send.request }
        desk.send(id) {
            let result: Result<VendorConnectors.Media, ArtifactProblem>
            do throws(ArtifactProblem) {
                result = .success(try await reader.read(evidence, of: pack, context: context).held())
            } catch {
                result = .failure(error)
            }
            // Given up while under way: it is asked for again.
            if Task.isCancelled { return desk.drop(id) }
            await self.desks.deliver(Letter(.fetched(activity: id, number: send.number, result)), to: live.run)
        }
    }

    private func reader(_ sent: @escaping @Sendable (VendorRequest) -> VendorRequest) -> ArtifactReader {
        let sender = parts.sender
        return ArtifactReader(
            open: { request async throws(ConnectorProblem) in try await sender.open(sent(request)) },
            follow: { link async throws(ConnectorProblem) in try await sender.open(link: link) })
    }

    /// The handle of what was fetched for a step, or as evidence.
    private static func kept(_ name: String, of step: String, at vendor: String, in live: LiveRun) -> String? {
        let state = live.machine.state
        let values = [state.steps[step]?.result["artifacts"]?[name], state.evidence?["\(vendor)/\(name)"]]
        for case .opaque(let handle)? in values { return handle.id }
        return nil
    }

    /// Who makes or made a check, where a verification was opened there.
    private static func handler(of check: CheckStep, in live: LiveRun) -> (vendor: String, pack: Pack)? {
        let state = live.machine.state
        guard check.act == nil, let progress = state.steps[check.id],
            let vendor = progress.by ?? progress.session?.vendor, state.verifications[vendor]?.id != nil,
            check.vendors.contains(where: { $0.vendor == vendor && $0.isWithinVerification }),
            let pack = live.flow.packs[vendor]
        else { return nil }
        return (vendor, pack)
    }
}

extension Artifact {
    /// The one file that it is, whole.
    fileprivate func held() async throws(ArtifactProblem) -> VendorConnectors.Media {
        switch self {
        case .files(let files):
            guard files.count == 1, let file = files.first else {
                throw ArtifactProblem(.wrongKind, "what the vendor gave are \(files.count) files")
            }
            return VendorConnectors.Media(bytes: file.bytes, contentType: file.contentType)
        case .stream(let type, let chunks):
            var bytes: [UInt8] = []
            do {
                for try await chunk in chunks {
                    bytes += chunk
                    guard bytes.count <= ArtifactLimits.held else {
                        throw ArtifactProblem(.tooLarge, "more than 32 MiB")
                    }
                }
            } catch let problem as ArtifactProblem {
                throw problem
            } catch {
                throw ArtifactProblem(.unavailable, "the vendor's answer broke off")
            }
            return VendorConnectors.Media(bytes: bytes, contentType: type)
        }
    }
}

extension CallProblem {
    init(_ problem: ArtifactProblem) {
        let kind: ErrorKind =
            switch problem.code {
            case .gone: .gone
            case .notReady: .notReady
            case .wrongKind, .tooLarge: .contract
            case .refused: .refused
            case .unavailable: .cut
            }
        self.init(kind: kind, detail: problem.detail)
    }
}
