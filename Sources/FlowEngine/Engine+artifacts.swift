public import EngineStore
import FlowIR
import FlowMachine
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

    /// Fetches one of them from its vendor; `nil` where the run has none such.
    ///
    /// Nothing of it is kept here.
    public func artifact(
        _ name: String, of step: String, in run: RunID
    ) async throws -> Artifact? {
        let live = try await load(run)
        guard let check = live.flow.program.step(step), let (vendor, pack) = Self.handler(of: check, in: live),
            let evidence = pack.evidence(name, of: check.kind), let use = live.flow.program.vendor(vendor),
            let verification = live.machine.state.verifications[vendor], let id = verification.id
        else { return nil }
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
        let sender = parts.sender
        let reader = ArtifactReader(
            open: { request async throws(ConnectorProblem) in
                var request = request
                request.vendor = vendor
                return try await sender.open(request)
            },
            follow: { link async throws(ConnectorProblem) in try await sender.open(link: link) })
        return try await reader.read(evidence, of: pack, context: context)
    }

    /// Who makes or made a check, where a verification was opened there.
    private static func handler(of check: CheckStep, in live: LiveRun) -> (vendor: String, pack: Pack)? {
        let state = live.machine.state
        guard check.act == nil, let progress = state.steps[check.id],
            let vendor = progress.by ?? progress.session?.vendor, state.verifications[vendor]?.id != nil,
            let pack = live.flow.packs[vendor]
        else { return nil }
        return (vendor, pack)
    }
}
