import FlowIR
import FlowMachine
import Testing
import Vocabulary

/// Every edge of a call is walked, and an event that is on none is refused.
struct CallEdgeTests {
    private static let now = Moment(milliseconds: 0)
    private static let failed = CallEvent.failed(CallProblem(kind: .server), at: now, roll: 0.5)
    private static let events: [(CallEdge.Trigger, CallEvent)] = [
        (.begun, .begun(at: now)), (.waitEnded, .waitEnded(at: now)), (.answered, .answered), (.failed, failed),
        (.lost, .sendingInterrupted(at: now, roll: 0.5)), (.unready, .unready(until: now)),
        (.found, .recovered(.found)), (.absent, .recovered(.absent(at: now, roll: 0.5))),
        (.lost, .recovered(.unknown)),
    ]

    /// Calls in every phase, for an operation that may be repeated and for one that may not.
    private static func calls() throws -> [CallMachine] {
        var all: [CallMachine] = []
        for effect in [Effect.repeatable, .once] {
            for delay in [Interval.zero, .seconds(1)] {
                for calls in [1, 2] {
                    let policy = CallPolicy(entries: [RetryEntry(kinds: [.server], calls: calls)], effect: effect)
                    var call = CallMachine(policy: policy, delay: delay)
                    all.append(call)
                    _ = try call.apply(.begun(at: now))
                    all.append(call)
                    if call.phase == .backingOff { _ = try call.apply(.waitEnded(at: now)) }
                    all.append(call)
                    var done = call
                    _ = try done.apply(.answered)
                    all.append(done)
                    _ = try call.apply(failed)
                    all.append(call)
                }
                for calls in [1, 2] {
                    let policy = CallPolicy(entries: [RetryEntry(kinds: [.server], calls: calls)], effect: effect)
                    var call = CallMachine(policy: policy, delay: delay)
                    call.canRecover = true
                    _ = try call.apply(.begun(at: now))
                    if call.phase == .backingOff { _ = try call.apply(.waitEnded(at: now)) }
                    all.append(call)
                    _ = try call.apply(failed)
                    all.append(call)
                }
            }
        }
        return all
    }

    @Test func everyEdgeIsWalkedAndNothingElse() throws {
        var walked: Set<String> = []
        for call in try Self.calls() {
            for (trigger, event) in Self.events {
                var next = call
                guard (try? next.apply(event)) != nil else {
                    #expect(next == call, "a refused event changed something")
                    continue
                }
                // An ambiguous failure of a call that may not be repeated is a loss.
                let isFailure = trigger == .failed || (trigger == .lost && call.phase == .sending)
                let shown = isFailure ? (call.policy.effect == .once ? "lost" : "failed") : trigger.rawValue
                walked.insert("call: \(call.phase) --\(shown)--> \(next.phase)")
            }
        }
        #expect(walked == Set(CallEdge.table.map(\.description)))
    }
}
