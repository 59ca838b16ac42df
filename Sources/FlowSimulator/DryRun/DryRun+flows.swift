import FlowMachine
import FlowScenarios
import Vocabulary

/// Runs of other flows, which a scenario answers without running them.
extension DryRun {
    mutating func start(_ child: ChildRun) {
        let state = machine.state.steps[child.step]
        let index = state?.children?.firstIndex { $0.id == child.id } ?? 0
        guard let answer = scenario.answer(of: child.step, index) else {
            report.mismatches.append("the scenario does not say what becomes of flow \(child.step)")
            return
        }
        queue.fact(.childStarted(step: child.step, child: child.id, run: "run_dry/\(child.id)"), at: now)
        let end = ChildEnd(step: child.step, child: child.id, status: answer)
        queue.fact(.childEnded(end), at: now + Self.childsTime)
    }

    /// How long a child takes.
    static let childsTime = Interval.seconds(60)
}
