import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// Whatever comes in whatever order: nothing crashes, nothing leaves an end, nothing that is refused changes anything.
struct RandomRunTests {
    private static let flows: [Liveness] = [
        Liveness("attempts: { max: 3, within: 1h }", "retry: { calls: 3, on_lost: repeat }", more: "expires_after: 1d"),
        .failover("attempts: { max: 2, again_if: result.liveness_score < 0.5 }", "on_exhausted: incident"),
        Liveness("when: applicant.age > 18", "verdict: [{ fail: result.liveness_score < 0.3 }, { otherwise: pass }]")
            .with(\.vendors, ["idmeta: { trust_flow: \"1708\", metadata_path: /m, orphans: allow }"])
            .with(\.more, ["metadata: { age: \"${applicant.age}\" }"]),
        .failover("on_exhausted: { unavailable: fail, blocked: cancel, refused: expire }"),
    ]

    @Test(arguments: flows.indices) func anyEventsInAnyOrder(flow index: Int) throws {
        let program = try Self.flows[index].compiled().program
        var seen: Set<RunStatus> = []
        for seed in 1...400 {
            var dice = SeededDice(UInt64(seed) &* 7919 &+ UInt64(index))
            seen.insert(try walk(program, &dice))
        }
        // That runs come to something says that the dice are not loaded.
        #expect(seen.isSuperset(of: [.verified, .reviewNeeded, .cancelled]), "\(seen)")
    }

    private func walk(_ program: FlowProgram, _ dice: inout SeededDice) throws -> RunStatus {
        var bench = Bench(program)
        for _ in 0..<40 {
            let before = bench.machine
            bench.wait(.seconds(Int64(dice.below(3000))))
            do {
                try bench.take(fact(in: bench.state, &dice))
            } catch {
                #expect(bench.machine == before)
                continue
            }
            if [.verified, .rejected, .expired, .cancelled, .failed].contains(before.state.phase) {
                #expect(bench.state.phase == before.state.phase)
                #expect(bench.orders == [])
            }
            check(bench)
        }
        return bench.status
    }

    /// What holds after every event.
    private func check(_ bench: Bench) {
        let state = bench.state
        let isOver = state.status.isDecided
        #expect(!isOver || (state.activities.isEmpty && state.asks.isEmpty && state.incidents.isEmpty))
        #expect((state.status == .awaitingInput) == !state.asks.isEmpty)
        #expect(
            state.status != .verified
                || state.steps.values.allSatisfy {
                    $0.verdict != .unknown || $0.isExcused
                        || state.decision?.by.hasPrefix("person") == true
                })
        // A run that is under way waits for a vendor, an applicant or an operator: it is never stuck.
        #expect(
            isOver || state.run.isEmpty || !(state.activities.isEmpty && state.asks.isEmpty && state.incidents.isEmpty))
        #expect(state.calls >= 0)
        #expect(Set(state.incidents.map(\.id)).count == state.incidents.count)
    }

    private func fact(in state: RunState, _ dice: inout SeededDice) -> Fact {
        if state.run.isEmpty, dice.below(4) > 0 {
            return .created(Creation(run: "run_1", applicant: Liveness.applicant))
        }
        switch dice.below(20) {
        case 0: return .created(Creation(run: "run_2", applicant: [:]))
        case 1: return .timerFired(dice.below(2) == 0 ? .expiry : .capture(step: "liveness"))
        case 2: return .metadataPatched(["order": .int(Int64(dice.below(9)))])
        case 3 where dice.below(3) == 0: return .cancelled(by: "caller")
        case 4, 5:
            return .inputReceived(step: "liveness", values: ["selfie": Liveness.photo("selfie", 2 + dice.below(3))])
        case 6, 7:
            let incident = state.incidents.first?.id ?? "incident/none"
            return .incidentResolved(incident: incident, verb: IncidentVerb.allCases[dice.below(3)], by: "op")
        case 8: return .reviewDecided(ReviewDecision(answer: dice.below(2) == 0 ? .verify : .reject, by: "ann"))
        default:
            let inFlight = state.activities.keys.sorted()
            let id = inFlight.isEmpty || dice.below(8) == 0 ? Bench.check : inFlight[dice.below(inFlight.count)]
            return .activityEnded(ActivityEnd(activity: id, calls: dice.below(4), outcome: outcome(&dice)))
        }
    }

    private func outcome(_ dice: inout SeededDice) -> ActivityEnd.Outcome {
        let kind = ErrorKind.allCases[dice.below(ErrorKind.allCases.count)]
        switch dice.below(12) {
        case 0: return .exhausted(CallProblem(kind: kind))
        case 1: return .lost(CallProblem(kind: .timeout), permit: dice.below(2) == 0 ? "retry.on_lost: repeat" : nil)
        case 2: return .unusable(reason: dice.below(2) == 0 ? "face_blurry" : "nonsense", field: nil)
        case 3: return .incomplete(missing: ["document"])
        default:
            return .answered(
                Answer(
                    result: dice.below(6) == 0 ? [:] : ["id": "v-1", "liveness_score": .double(dice.roll())],
                    verdict: [.passed, .passed, .review, .failed, .unknown, nil][dice.below(6)],
                    status: [.verified, .verified, .rejected, nil][dice.below(4)]))
        }
    }
}
