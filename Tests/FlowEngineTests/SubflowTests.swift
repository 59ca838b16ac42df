import EngineSamples
import EngineStore
import Expressions
import FlowMachine
import Testing
import Vocabulary

@testable import FlowEngine

/// Runs that runs start, in engines that die.
@Suite struct SubflowTests {
    private static let owner = """
        flow: owner
        version: 1
        applicant: { full_name: string }
        vendors: { idmeta: { trust_flow: "1", orphans: allow } }
        steps:
          - id: aml
            check: watchlist
            by: idmeta
            retry: { on_lost: repeat }
            input: { full_name: "${applicant.full_name}" }
        status: [ { verify: checks.aml.passed }, { otherwise: review } ]
        """
    /// It names the vendor only so that the stage can play one.
    private static let company = """
        flow: company
        version: 1
        applicant: { owners: { list: string, max: 5 } }
        vendors: { idmeta: { trust_flow: "1" } }
        steps:
          - id: owners
            each: name
            in: applicant.owners
            max: 5
            concurrency: 2
            flow: owner@1
            applicant: { full_name: "${name}" }
            within: 1d
        status:
          - verify: flows.owners.items.size() == 3 && flows.owners.items.all(o, o.status == "verified")
          - otherwise: review
        """

    private func stage() throws -> Stage {
        let owner = try SampleFlow(Self.owner)
        var stage = try Stage(try SampleFlow(Self.company))
        stage.subflows = { child in
            child.flow == "owner"
                ? Subflow(child, of: owner.program, owner.stored, owner.packs) : .refused("there is no such flow")
        }
        return stage
    }

    private func start(_ stage: Stage, on engine: Engine) async throws -> RunID {
        let names: Value = .list([.string("a"), .string("b"), .string("c")])
        return try await engine.start(stage.flow.stored, packs: stage.flow.packs, applicant: ["owners": names])
    }

    /// Lets time go by until the run has ended.
    private func finish(_ run: RunID, _ stage: Stage, on engine: Engine) async throws -> RunState {
        for _ in 0..<40 {
            let state = try await engine.standing(of: run, .idle).state
            if state.status.isDecided { return state }
            for row in try await stage.store.runs(RunFilter(), before: nil, limit: 100) {
                _ = try await engine.standing(of: row.run, .idle)
            }
            stage.clock.move(by: .seconds(31))
        }
        return try await engine.state(of: run)
    }

    @Test func eachOwnerIsARunOfItsOwn() async throws {
        let stage = try stage()
        let engine = stage.engine()
        let run = try await start(stage, on: engine)
        let state = try await finish(run, stage, on: engine)
        await engine.shutdown()
        #expect(state.status == .verified)
        #expect(Set(state.steps["owners"]?.children?.compactMap(\.run) ?? []).count == 3)
        #expect(try await stage.store.runs(RunFilter(), before: nil, limit: 100).count == 4)
    }

    @Test func aFlowThatIsNotThereFailsTheChild() async throws {
        var stage = try stage()
        stage.subflows = { _ in .refused("there is no such flow") }
        let engine = stage.engine()
        let run = try await start(stage, on: engine)
        let state = try await finish(run, stage, on: engine)
        await engine.shutdown()
        #expect(state.status == .reviewNeeded)
        #expect(state.steps["owners"]?.children?.map(\.status) == [.failed, .failed, .failed])
    }

    /// Whatever commit is the last of a process: no child is started twice, and no parent waits for ever.
    @Test(arguments: [Mishap.deathBefore, .deathAfter]) func deathAtAnyCommitIsSurvived(_ mishap: Mishap) async throws {
        var points = 0
        for number in 1...100 {
            let stage = try stage()
            let life = Life(commit: { $0 == number ? mishap : nil })
            let first = stage.engine(life)
            let started = try? await start(stage, on: first)
            if let started { _ = try? await finish(started, stage, on: first) }
            await first.shutdown()
            guard life.hasEnded else { break }
            points += 1
            let second = stage.engine()
            _ = try await second.resumeAll()
            let rows = try await stage.store.runs(RunFilter(), before: nil, limit: 100)
            if let parent = rows.first(where: { $0.flow == "company" }) {
                let state = try await finish(parent.run, stage, on: second)
                #expect(state.status == .verified, "commit \(number): \(state.status)")
                let after = try await stage.store.runs(RunFilter(), before: nil, limit: 100)
                #expect(after.filter { $0.flow == "owner" }.count == 3, "commit \(number)")
            }
            await second.shutdown()
        }
        #expect(points > 10)
    }
}
