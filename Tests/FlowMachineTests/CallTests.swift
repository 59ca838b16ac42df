import FlowIR
import FlowMachine
import Testing
import Vocabulary

/// One activity's calls: how often, how long between them, and when it is enough.
struct CallTests {
    private let start = Moment(milliseconds: 1_000_000)

    private func policy(
        _ entry: RetryEntry, effect: Effect = .repeatable, deadline: Interval? = nil
    ) -> CallPolicy {
        CallPolicy(entries: [entry], deadline: deadline, effect: effect)
    }

    /// Begins, and lets every call fail until there are no more; the waits between, and the end.
    private func waits(
        _ policy: CallPolicy, _ problem: CallProblem, roll: Double = 0.5
    ) throws -> (waits: [Int64], end: CallEnd?, calls: Int) {
        var call = CallMachine(policy: policy)
        var now = start
        var waits: [Int64] = []
        var order = try call.apply(.begun(at: now))
        while true {
            switch order {
            case .send: order = try call.apply(.failed(problem, at: now, roll: roll))
            case .wait(let until):
                waits.append((until - now).milliseconds)
                #expect(call.due == until)
                now = until
                order = try call.apply(.waitEnded(at: now))
            case .recover: return (waits, nil, call.calls)
            case .conclude(let end): return (waits, end, call.calls)
            }
        }
    }

    @Test(
        arguments: [
            // Doubled from the first wait up to the cap.
            (
                RetryEntry(calls: 7, initial: .seconds(1), multiplier: 2, cap: .seconds(5), jitter: .none),
                [1000, 2000, 4000, 5000, 5000, 5000]
            ),
            (
                RetryEntry(calls: 4, initial: .seconds(1), multiplier: 1, cap: .seconds(5), jitter: .none),
                [1000, 1000, 1000]
            ),
            (RetryEntry(calls: 3, initial: .seconds(9), multiplier: 2, cap: .seconds(5), jitter: .none), [5000, 5000]),
            (RetryEntry(calls: 1), []),
            // With a roll of a half: half of the wait, or three quarters of it.
            (RetryEntry(calls: 3, initial: .seconds(1), jitter: .full), [500, 1000]),
            (RetryEntry(calls: 3, initial: .seconds(1), jitter: .equal), [750, 1500]),
        ] as [(RetryEntry, [Int64])])
    func backOff(_ row: (entry: RetryEntry, waits: [Int64])) throws {
        let (waits, end, calls) = try waits(policy(row.entry), CallProblem(kind: .server))
        #expect(waits == row.waits)
        #expect(calls == row.entry.calls)
        #expect(end == .exhausted(CallProblem(kind: .server)))
    }

    /// Jitter stays within what it promises, for any dice and any call.
    @Test(arguments: RetryEntry.Jitter.allCases) func jitterStaysInItsRange(_ jitter: RetryEntry.Jitter) {
        let entry = RetryEntry(initial: .seconds(1), cap: .seconds(30), jitter: jitter)
        for call in [1, 2, 5, 100, 1_000_000] {
            let whole = min(30_000, 1000 * (call > 10 ? 1000 : 1 << (call - 1)))
            for roll in [0, 0.25, 0.999_999] {
                let wait = entry.wait(afterCall: call, roll: roll).milliseconds
                let least = jitter == .none ? whole : jitter == .equal ? whole / 2 : 0
                #expect((Int64(least)...Int64(whole)).contains(wait))
            }
        }
    }

    @Test(arguments: RetryEntry.Jitter.allCases) func thereIsNoWaitThatIsTooLong(_ jitter: RetryEntry.Jitter) {
        let entry = RetryEntry(
            initial: Interval(milliseconds: .max), multiplier: 100, cap: Interval(milliseconds: .max), jitter: jitter)
        #expect(entry.wait(afterCall: 9, roll: 0.999_999_999_999_999_9) > .seconds(1_000_000_000))
    }

    @Test(
        arguments: [
            (3, 10, [3000, 3000, 3000]), (10, 10, [10_000, 10_000, 10_000]), (11, 10, []), (3, nil, [100, 100, 100]),
            (0, 10, [100, 100, 100]),
        ] as [(Int64, Int64?, [Int64])])
    func retryAfterIsObeyedUpToItsLimit(_ row: (asked: Int64, limit: Int64?, waits: [Int64])) throws {
        let entry = RetryEntry(
            calls: 4, initial: Interval(milliseconds: 100), multiplier: 1, jitter: .none,
            retryAfterLimit: row.limit.map { .seconds($0) })
        let problem = CallProblem(kind: .throttled, retryAfter: .seconds(row.asked))
        let (waits, end, _) = try waits(policy(entry), problem)
        #expect(waits == row.waits)
        #expect(end == .exhausted(problem))
    }

    /// A wait that would end after the deadline is not begun.
    @Test(
        arguments: [
            (0, []), (999, []), (1000, [1000]), (2999, [1000]), (3000, [1000, 2000]), (60_000, [1000, 2000, 4000]),
        ] as [(Int64, [Int64])])
    func theDeadlineCoversAllCalls(_ row: (deadline: Int64, waits: [Int64])) throws {
        let entry = RetryEntry(calls: 4, initial: .seconds(1), jitter: .none)
        let (waits, _, _) = try waits(
            policy(entry, deadline: Interval(milliseconds: row.deadline)), CallProblem(kind: .connect))
        #expect(waits == row.waits)
    }

    @Test func aVendorsOwnFaultIsRepeatedOnce() throws {
        let (waits, end, calls) = try waits(policy(.standard), CallProblem(kind: .vendorFault))
        #expect(calls == 2)
        #expect(waits.count == 1)
        #expect(end == .exhausted(CallProblem(kind: .vendorFault)))
    }

    @Test(arguments: ErrorKind.allCases.filter { !$0.isTransient }) func whatIsNotTransientIsNotRepeated(
        _ kind: ErrorKind
    ) throws {
        #expect(try waits(policy(.standard), CallProblem(kind: kind)).calls == 1)
    }

    /// A call with an effect each time is sent again only where nothing can have happened.
    @Test(arguments: [
        (ErrorKind.connect, 4), (.throttled, 4), (.vendorFault, 2), (.timeout, 1), (.cut, 1), (.server, 1),
        (.contract, 1), (.refused, 1),
    ])
    func whatHappensEachTimeIsNotSentTwice(_ row: (kind: ErrorKind, calls: Int)) throws {
        let (_, end, calls) = try waits(policy(.standard, effect: .once), CallProblem(kind: row.kind))
        #expect(calls == row.calls)
        let isLost = [.timeout, .cut, .server].contains(row.kind)
        let problem = CallProblem(kind: row.kind)
        #expect(end == (isLost ? .lost(problem) : .exhausted(problem)))
    }

    @Test(arguments: [Effect.once, .repeatable, .read]) func aCallThatWasInterruptedIsLostAndNeverUnsent(
        _ effect: Effect
    ) throws {
        var call = CallMachine(policy: policy(.standard, effect: effect))
        _ = try call.apply(.begun(at: start))
        let order = try call.apply(.sendingInterrupted(at: start, roll: 1))
        let problem = CallProblem(kind: .cut, detail: "interrupted")
        if effect == .once {
            #expect(order == .conclude(.lost(problem)))
        } else {
            #expect(order == .wait(until: start + Interval(milliseconds: 500)))
        }
        #expect(call.calls == 1)
    }

    @Test func whatIsRepeatedAfterALossWaitsFirst() throws {
        var call = CallMachine(policy: policy(.standard), delay: .seconds(2))
        #expect(try call.apply(.begun(at: start)) == .wait(until: start + .seconds(2)))
        #expect(call.calls == 0)
        #expect(throws: RefusedEvent.self) { try call.apply(.sendingInterrupted(at: start, roll: 0)) }
        #expect(try call.apply(.waitEnded(at: start + .seconds(2))) == .send(number: 1))
    }

    /// Each kind of an entry counts towards that entry, and other entries count for themselves.
    @Test func entriesCountForThemselves() throws {
        let policy = CallPolicy(
            entries: [
                RetryEntry(kinds: [.throttled], calls: 2, jitter: .none),
                RetryEntry(kinds: [.connect, .server], calls: 3, jitter: .none),
            ], effect: .read)
        var call = CallMachine(policy: policy)
        _ = try call.apply(.begun(at: start))
        for kind in [ErrorKind.connect, .throttled, .server] {
            guard case .wait(let until) = try call.apply(.failed(CallProblem(kind: kind), at: start, roll: 0)) else {
                Issue.record("\(kind) was not repeated")
                return
            }
            _ = try call.apply(.waitEnded(at: until))
        }
        var throttled = call
        #expect(
            try throttled.apply(.failed(CallProblem(kind: .throttled), at: start, roll: 0))
                == .conclude(.exhausted(CallProblem(kind: .throttled))))
        #expect(
            try call.apply(.failed(CallProblem(kind: .connect), at: start, roll: 0))
                == .conclude(.exhausted(CallProblem(kind: .connect))))
    }
}
