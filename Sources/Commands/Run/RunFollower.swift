import EngineStore
import Expressions
import FlowEngine
import FlowIR
import FlowMachine
import FlowScenarios
import VendorCalls
import VendorConnectors
import Vocabulary

/// Sees one run through to where nothing more happens by itself, and prints what happens on the way.
struct RunFollower {
    let host: EngineHost
    let run: RunID
    let program: FlowProgram
    /// The applicant's photos and files, by handle; the later versions are given when asked for.
    var media: [String: VendorConnectors.Media]
    /// What an operator does about the first incident.
    var verb: IncidentVerb?
    /// Goes on when the applicant has been on the vendor's page.
    var waitsForSessions = false

    /// The state in which the run came to rest.
    func finish() async throws -> RunState {
        var verb = verb
        var shown: String?
        while true {
            let state = try await host.engine.rest(of: run)
            if let ask = state.asks.values.min(by: { $0.step < $1.step }), !ask.isLink,
                let next = answer(to: ask, state)
            {
                try await host.engine.take(
                    .inputReceived(step: ask.step, values: next.values), of: run, media: next.media)
            } else if let incident = state.incidents.first, let resolving = verb {
                verb = nil
                try await host.engine.take(
                    .incidentResolved(incident: incident.id, verb: resolving, by: "operator"), of: run)
            } else if let child = await childAtWork(of: state) {
                _ = try await host.engine.rest(of: child)
                // What it tells its parent is under way.
                for await _ in host.changes { break }
            } else if waitsForSessions, state.incidents.isEmpty, let step = session(in: state) {
                if step != shown, let link = try await host.engine.link(of: run, step: step) {
                    Output.talk("the applicant's link: \(link)")
                }
                shown = step
                for await _ in host.changes { break }
            } else {
                return state
            }
        }
    }

    /// A run that a step waits for and that still goes on by itself.
    private func childAtWork(of state: RunState) async -> RunID? {
        for step in state.steps.values where step.phase == .awaitingFlow {
            for child in step.children ?? [] where child.phase == .running {
                guard let run = RunID(child.run ?? ""), let other = try? await host.engine.state(of: run) else {
                    continue
                }
                if other.asks.isEmpty, other.incidents.isEmpty, other.status != .reviewNeeded { return run }
            }
        }
        return nil
    }

    /// The step that waits for an applicant or a vendor's people to be through.
    private func session(in state: RunState) -> String? {
        let phases: [StepPhase] = [.awaitingApplicant, .awaitingVendor]
        return state.steps.filter { $0.value.session != nil && phases.contains($0.value.phase) }.keys.min()
    }

    /// The next capture of each field that is asked for; `nil` when one is not there.
    private func answer(
        to ask: Ask, _ state: RunState
    ) -> (values: [String: Value], media: [String: VendorConnectors.Media])? {
        let values = Captures.again(ask.fields, in: state.applicant)
        var files: [String: VendorConnectors.Media] = [:]
        for value in values.values {
            guard case .opaque(let handle) = value, let file = media[handle.id] else { return nil }
            files[handle.id] = file
        }
        return values.count == ask.fields.count ? (values, files) : nil
    }
}

/// Prints a run's timeline while it happens, and keeps what happened.
actor TimelinePrinter {
    private var timeline: Timeline
    private let terminal: Terminal
    private let write: @Sendable (String) -> Void
    private(set) var progress: [Progress] = []

    init(_ timeline: Timeline, on terminal: Terminal, write: @escaping @Sendable (String) -> Void) {
        self.timeline = timeline
        self.terminal = terminal
        self.write = write
    }

    func take(_ item: Progress) {
        progress.append(item)
        for line in timeline.lines(for: item) { write(terminal.render(line)) }
    }
}
