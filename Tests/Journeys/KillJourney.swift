import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Many runs in flight, and the service killed at random moments: nothing that was acknowledged is lost, nothing is done
/// twice unless the run says so.
///
/// `TRUSTFLOW_KILL_RUNS` and `TRUSTFLOW_KILL_SEED` choose the number of runs and the moments, `TRUSTFLOW_KILL_STORY` how
/// the vendor behaves; `make kill-test` has 1,000 runs and a vendor that takes seconds.
@Suite struct KillJourney {
    private static let environment = ProcessInfo.processInfo.environment
    private static let runs = environment["TRUSTFLOW_KILL_RUNS"].flatMap { Int($0) } ?? 120
    private static let seed = environment["TRUSTFLOW_KILL_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...9999)
    private static let story = environment["TRUSTFLOW_KILL_STORY"]
    private static let kills = 10

    @Test func everyAcknowledgedRunGoesOnOrNamesTheCallInDoubt() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "crowd-\(UUID().uuidString)").path
        try Crowd.writeFlows(to: folder + "/flows")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sandbox = try Program.start(["sandbox"], in: folder)
        defer { sandbox.end() }
        let line = try JSONDecoder().decode(SandboxLine.self, from: Data(sandbox.firstLine().utf8))
        let vendor = try #require(line.addresses["idmeta"])
        let daemon = try await Daemon(in: folder, vendor: vendor, flows: folder + "/flows")
        do {
            try await play(Crowd(daemon: daemon, effectLog: folder + "/" + line.effects), vendor)
        } catch {
            await daemon.end()
            throw error
        }
        await daemon.end()
    }

    private func play(_ crowd: Crowd, _ vendor: String) async throws {
        let begin = ContinuousClock.now
        // An undisturbed day, to compare with.
        var calm: [String: [String]] = [:]
        for flow in Crowd.flows {
            let run = try await crowd.post(flow, key: "calm-\(flow)")
            _ = try await crowd.settled([run])
            let seen = try await crowd.seen(run)
            #expect(seen.status == "verified" && seen.incidents.isEmpty && seen.orphans.isEmpty)
            calm[flow] = try crowd.effects()[try #require(seen.verification)]
        }
        let expected = try #require(calm[Crowd.flows[0]])
        #expect(Set(expected).count == expected.count && expected.first == "create" && calm[Crowd.flows[1]] == expected)

        // The crowd, and the kills. A moment is an amount of work done, so that it is as random on any machine.
        let perRun = crowd.logSize / Crowd.flows.count
        var dice = Dice(seed: Self.seed)
        let moments = (0..<Self.kills).map { _ in Int.random(in: 1...(Self.runs * perRun * 45 / 100), using: &dice) }
        if let story = Self.story { try await crowd.play(story, at: vendor) }
        let start = crowd.logSize
        let killer = Task { [dice] in
            var dice = dice
            var inFlight: [Int] = []
            for moment in moments.sorted() {
                while crowd.logSize - start < moment { try await Task.sleep(for: .milliseconds(2)) }
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...30, using: &dice)))
                inFlight.append(crowd.inFlight)
                try await crowd.daemon.killAndStart()
            }
            return inFlight
        }
        let acknowledged = try await crowd.postAll(Self.runs)
        let posted = ContinuousClock.now
        let rows = try await crowd.settled(Array(acknowledged.values))
        killer.cancel()
        let killed = (try? await killer.value) ?? []
        let settled = ContinuousClock.now

        let comment: Comment = "TRUSTFLOW_KILL_SEED=\(Self.seed)"
        #expect(killed.count == Self.kills, comment)
        #expect(Set(acknowledged.values).count == Self.runs, "two keys have one run; \(comment)")
        let known = Set(rows.map(\.id))
        #expect(known.count == rows.count && rows.count == Self.runs + Crowd.flows.count, comment)
        #expect(known.isSuperset(of: acknowledged.values), comment)
        try await judge(crowd, Array(acknowledged.values), expected, comment)
        let (sending, whole) = (posted - begin, settled - begin)
        print(
            "\(Self.runs) runs, killed with \(killed) in flight, seed \(Self.seed): posted in \(sending), settled in \(whole)"
        )
    }

    /// Compares what the vendor did for each run with an undisturbed one.
    private func judge(_ crowd: Crowd, _ runs: [String], _ expected: [String], _ comment: Comment) async throws {
        let effects = try crowd.effects()
        var owned: Set<String> = []
        var doubtfulCreations = 0
        var verified = 0
        var doubtful = 0
        for seen in try await crowd.seen(runs) {
            let done = seen.verification.flatMap { effects[$0] } ?? []
            if let verification = seen.verification { #expect(owned.insert(verification).inserted, comment) }
            doubtfulCreations += (seen.incidents + seen.orphans).count { $0 == "idmeta.create" }
            let steps = done.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            #expect(expected.starts(with: steps), "\(seen) did \(done); \(comment)")
            // What was done twice was allowed by the flow, and says so.
            for step in steps where step != "create" {
                let named = seen.orphans.count { $0 == "idmeta.\(step)" }
                let doubt = seen.incidents.count { $0 == "idmeta.\(step)" }
                let repeatable = Crowd.repeatable.contains(step) ? Int.max / 2 : 0
                #expect(done.count { $0 == step } <= 1 + named + doubt + repeatable, "\(seen) did \(done); \(comment)")
            }
            if let incident = seen.incidents.first {
                doubtful += 1
                let next = steps.count < expected.count ? expected[steps.count] : ""
                #expect([steps.last, next].contains { "idmeta.\($0 ?? "")" == incident }, "\(seen) did \(done)")
                #expect(seen.flow == Crowd.flows[0], "a flow that allows orphans does not stop: \(seen); \(comment)")
            } else {
                verified += 1
                #expect(seen.status == "verified" && steps == expected, "\(seen) did \(done); \(comment)")
            }
        }
        // A verification that nobody knows of is one whose creation a run says is in doubt.
        let strays = effects.filter { !owned.contains($0.key) && !crowd.calm.contains($0.key) }
        #expect(strays.values.allSatisfy { $0 == ["create"] }, comment)
        #expect(strays.count <= doubtfulCreations, comment)
        #expect(verified >= runs.count / 2, "\(doubtful) incidents; \(comment)")
        print("\(verified) verified, \(doubtful) with an incident, \(strays.count) stray verifications, all named")
    }
}

/// The same numbers for the same seed (SplitMix64).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
