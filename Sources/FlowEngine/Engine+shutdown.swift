public import Vocabulary

extension Engine {
    /// Takes in nothing more and returns when nothing is being worked on. Runs go on with the next engine.
    ///
    /// - Parameter grace: how long answers to calls under way are waited for. What is still under way then is given up
    ///   and will count as lost.
    public func shutdown(grace: Interval = .zero) async {
        let desks = desks.close()
        alarm.stop()
        await withTaskGroup(of: Void.self) { group in
            if grace > .zero {
                group.addTask { for desk in desks { _ = await desk.wait(for: .idle) } }
                group.addTask { [clock = parts.clock] in try? await clock.sleep(until: clock.now + grace) }
                await group.next()
            }
            group.cancelAll()
            for desk in desks {
                for task in desk.close() { await task.value }
                _ = await desk.wait(for: .quiet)
            }
        }
    }
}
