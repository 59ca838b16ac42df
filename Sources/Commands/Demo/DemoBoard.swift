import FlowMachine
import VendorCalls

/// Shows one run after the other as they happen, and counts their calls.
actor DemoBoard {
    private var timeline: Timeline?
    /// Calls sent in the present run, by `vendor.check`.
    private(set) var sent: [String: Int] = [:]
    private var shown = 0
    private var watcher: (events: Int, continuation: CheckedContinuation<Void, Never>)?

    /// What happens from now on belongs to this run.
    func begin(_ timeline: Timeline) {
        self.timeline = timeline
        sent = [:]
        shown = 0
    }

    func take(_ item: Progress) {
        let terminal = Terminal.of(1)
        for line in timeline?.lines(for: item) ?? [] { Output.result(terminal.render(line, prefix: "  ")) }
        if case .sent(let activity, _, let request) = item.content { sent[activity.name(of: request), default: 0] += 1 }
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
