import FlowMachine
import FlowScenarios
import FlowSimulator
import VendorCalls

/// Shows one run after the other as they happen, and keeps what was seen of each.
actor DemoBoard {
    private var timeline: Timeline?
    /// Of the present run.
    private(set) var seen = Sightings()
    private var shown = 0
    private var watcher: (events: Int, continuation: CheckedContinuation<Void, Never>)?

    /// What happens from now on belongs to this run.
    func begin(_ timeline: Timeline) {
        self.timeline = timeline
        seen = Sightings()
        shown = 0
    }

    func take(_ item: Progress) {
        let terminal = Terminal.of(1)
        for line in timeline?.lines(for: item) ?? [] { Output.result(terminal.render(line, prefix: "  ")) }
        seen.see(item)
        if case .applied = item.content { shown += 1 }
        guard let watcher, shown >= watcher.events else { return }
        self.watcher = nil
        watcher.continuation.resume()
    }

    /// Returns when this many events of the present run have been shown.
    func show(_ events: Int) async {
        guard shown < events else { return }
        await withCheckedContinuation { watcher = (events, $0) }
    }
}
