import FlowIR
import FlowMachine
import Testing
import Vocabulary

/// A lost call of which it can be found out what became of it.
struct LostCallTests {
    private static let start = Moment(milliseconds: 1_000_000)
    private static let problem = CallProblem(kind: .timeout)

    private func lost(calls: Int = 3, deadline: Interval? = nil) throws -> CallMachine {
        let entry = RetryEntry(calls: calls, initial: .seconds(1), multiplier: 2, jitter: .none)
        var call = CallMachine(policy: CallPolicy(entries: [entry], deadline: deadline, effect: .once))
        call.canRecover = true
        _ = try call.apply(.begun(at: Self.start))
        #expect(try call.apply(.failed(Self.problem, at: Self.start, roll: 0)) == .recover(Self.problem))
        #expect(call.phase == .recovering)
        return call
    }

    @Test func whatWasFoundIsAnAnswer() throws {
        var call = try lost()
        #expect(try call.apply(.recovered(.found)) == .conclude(.answered))
        #expect(call.calls == 1)
    }

    @Test func whatNeverCameIsSentAgainAfterItsWait() throws {
        var call = try lost()
        let order = try call.apply(.recovered(.absent(at: Self.start, roll: 0)))
        #expect(order == .wait(until: Self.start + .seconds(1)))
        #expect(try call.apply(.waitEnded(at: Self.start + .seconds(1))) == .send(number: 2))
        // Lost once more, it is looked for once more.
        let again = try call.apply(.sendingInterrupted(at: Self.start, roll: 0))
        #expect(again == .recover(CallProblem(kind: .cut, detail: "interrupted")))
    }

    @Test func callsAreCountedOverAllLosses() throws {
        var call = try lost(calls: 1)
        #expect(
            try call.apply(.recovered(.absent(at: Self.start, roll: 0))) == .conclude(.exhausted(Self.problem)))
        var late = try lost(deadline: Interval(milliseconds: 500))
        #expect(
            try late.apply(.recovered(.absent(at: Self.start, roll: 0))) == .conclude(.exhausted(Self.problem)))
    }

    @Test func whatNobodyCanTellStaysLost() throws {
        var call = try lost()
        #expect(try call.apply(.recovered(.unknown)) == .conclude(.lost(Self.problem)))
        #expect(throws: RefusedEvent.self) { try call.apply(.waitEnded(at: Self.start)) }
    }

    /// Only a lost call is looked for.
    @Test func nothingIsFoundThatWasNotLost() throws {
        let policy = CallPolicy(effect: .once)
        for answer in [CallEvent.Recovered.found, .absent(at: Self.start, roll: 0), .unknown] {
            var call = CallMachine(policy: policy)
            call.canRecover = true
            #expect(throws: RefusedEvent.self) { try call.apply(.recovered(answer)) }
            _ = try call.apply(.begun(at: Self.start))
            #expect(throws: RefusedEvent.self) { try call.apply(.recovered(answer)) }
            _ = try call.apply(.failed(CallProblem(kind: .throttled), at: Self.start, roll: 0))
            #expect(call.phase == .backingOff)
            #expect(throws: RefusedEvent.self) { try call.apply(.recovered(answer)) }
        }
    }
}
