import EngineStore
import Expressions
import FlowIR
import FlowMachine
import VendorConnectors
import Vocabulary

/// Runs that runs start.
extension Engine {
    /// Marks what is under way for another run, among the calls of a desk.
    static let relative = "relative "

    /// Starts a child, or tells the parent. Whoever ordered it orders it again until it is confirmed, so that a failure here
    /// costs time only.
    func carry(_ order: Order, of live: LiveRun, from desk: Desk) {
        switch order {
        case .startChild(let child):
            let id = Self.relative + child.id
            desk.send(id) {
                await self.start(child, of: live)
                desk.drop(id)
            }
        case .tellParent(let parent, let end):
            let id = Self.relative + "parent"
            desk.send(id) {
                await self.tell(parent, end, from: live.run)
                desk.drop(id)
            }
        case .erase:
            let id = Self.relative + "erase"
            desk.send(id) {
                // One that fails is ordered again within the hour.
                _ = try? await self.erase(live.run)
                desk.drop(id)
            }
        default: break
        }
    }

    private func start(_ child: ChildRun, of live: LiveRun) async {
        do throws(EngineError) {
            switch await parts.subflows(child) {
            case .start(let flow, let packs, let applicant, let flags):
                let program = try await pin(flow, packs).program
                if let pack = program.missingParent(in: Self.verifications(of: live) ?? [:]) {
                    return try await refuse(child, "there is no verification at \(pack) to belong to", of: live)
                }
                let run = try await start(
                    flow, packs: packs, applicant: applicant, flags: flags, media: try await media(of: child, in: live),
                    mark: InboxMark(source: "flow/\(live.run.text)", id: child.id),
                    parent: ParentLink(
                        run: live.run.text, step: child.step, child: child.id,
                        verifications: Self.verifications(of: live)))
                try await take(.childStarted(step: child.step, child: child.id, run: run.text), of: live.run)
            case .answered(let status):
                try await take(.childStarted(step: child.step, child: child.id, run: ""), of: live.run)
                try await take(.childEnded(ChildEnd(step: child.step, child: child.id, status: status)), of: live.run)
            case .refused(let reason): try await refuse(child, reason, of: live)
            }
        } catch {
            // The parent's timer orders it again.
        }
    }

    private func refuse(_ child: ChildRun, _ reason: String, of live: LiveRun) async throws(EngineError) {
        let end = ChildEnd(step: child.step, child: child.id, status: .failed, reason: reason)
        try await take(.childEnded(end), of: live.run)
    }

    /// What the vendors of a child may tie its own verifications to.
    private static func verifications(of live: LiveRun) -> [String: String]? {
        var verifications: [String: String] = [:]
        for use in live.flow.program.vendors where verifications[use.pack] == nil {
            verifications[use.pack] = live.machine.state.verifications[use.name]?.id
        }
        return verifications.isEmpty ? nil : verifications
    }

    /// The photos that a parent hands on.
    private func media(of child: ChildRun, in live: LiveRun) async throws(EngineError) -> [String: VendorConnectors
        .Media]
    {
        let loader = SealedMedia(run: live.run, key: live.key, store: parts.store, clock: parts.clock)
        var media: [String: VendorConnectors.Media] = [:]
        for case .opaque(let handle) in child.applicant.values {
            do { media[handle.id] = try await loader.load(handle.id) } catch {
                throw EngineError(.store, "a photo of the parent cannot be read")
            }
        }
        return media
    }

    private func tell(_ parent: ParentLink, _ end: ChildEnd, from run: RunID) async {
        guard let other = RunID(parent.run) else { return }
        do throws(EngineError) {
            do throws(EngineError) {
                try await take(.childEnded(end), of: other)
            } catch {
                // Gone, or not to be told any more: nobody waits.
                guard [.unknownRun, .refused, .erased].contains(error.code) else { throw error }
            }
            try await take(.parentTold, of: run)
        } catch {
            // The run's own timer tells it again.
        }
    }
}
