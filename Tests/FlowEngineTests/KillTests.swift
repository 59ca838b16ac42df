import EngineSamples
import EngineStore
import Foundation
import StoreSamples
import Testing
import VendorSandbox
import Vendors
import Vocabulary

@testable import FlowEngine

/// A process on a SQLite file, talking HTTP to a sandbox, is killed by the system at every commit and every call; a
/// second process goes on. What the vendor did is then compared with an undisturbed run.
@Suite(.serialized) struct KillTests {
    static let points = ["commit-before", "commit-after", "send-before", "send-after"]

    @Test(arguments: points, [false, true])
    func aKilledProcessLosesNothingAndDoublesNothing(_ point: String, orphans: Bool) async throws {
        let pack = try idmeta()
        let flow = try SampleFlow.onboarding(orphans: orphans, initial: "10ms")
        let calm = try await play(flow, pack, "never")
        #expect(calm.first == Outcome(status: .verified))

        var number = 1
        while number < 100 {
            let played = try await play(flow, pack, "\(point):\(number)")
            guard played.first == nil else {
                // No such point any more: this run was not disturbed.
                #expect(played.first == calm.first && played.effects == calm.effects)
                break
            }
            let comment: Comment = "\(point) \(number)"
            guard let outcome = played.second else {
                #expect(point == "commit-before" && number == 1 && played.effects.isEmpty, comment)
                number += 1
                continue
            }
            if let incident = outcome.incidents.first {
                #expect(!orphans && played.lostCalls.contains(incident), comment)
            } else {
                #expect(outcome.status == .verified, comment)
            }
            for operation in ["create", "document", "biometrics"] {
                let effects = played.effects.count { $0.operation == operation }
                let named = outcome.orphans.count { $0.hasPrefix("idmeta.\(operation) by ") }
                #expect(effects <= 1 + named, comment)
                #expect(named <= 1, comment)
            }
            #expect(orphans || outcome.orphans.isEmpty, comment)
            #expect(
                outcome.orphans.allSatisfy { $0.hasSuffix("orphans: allow") || $0.hasSuffix("on_lost: repeat") },
                comment)
            number += 1
        }
        // Each call is one point before and one after; a run has seven commits.
        #expect(number - 1 == (point.hasPrefix("commit") ? 7 : 6))
    }

    struct Played {
        /// `nil` for a process that was killed.
        var first: Outcome?
        /// `nil` when nothing of a run was stored.
        var second: Outcome?
        var effects: [SandboxEffect]
        let lostCalls = ["idmeta.create", "idmeta.document", "idmeta.biometrics"]
    }

    private func play(_ flow: SampleFlow, _ pack: Pack, _ point: String) async throws -> Played {
        let sandbox = try await Sandbox.start(packs: [pack], seed: 1)
        do {
            let played = try await TemporaryFolder.with { folder in
                let file = folder + "/flow.json"
                try flow.stored.bytes.write(to: URL(filePath: file))
                let common = [folder + "/store.sqlite", folder + "/key", try #require(sandbox.addresses["idmeta"])]
                let first = try await Victim.run(common + [point, file])
                var second = first
                if first.wasKilled { second = try await Victim.run(common + ["never"]) }
                #expect(!second.wasKilled && second.status == 0, "\(second.errors)")
                return Played(
                    first: first.wasKilled ? nil : first.outcome, second: second.outcome, effects: sandbox.effects)
            }
            await sandbox.stop()
            return played
        } catch {
            await sandbox.stop()
            throw error
        }
    }
}
