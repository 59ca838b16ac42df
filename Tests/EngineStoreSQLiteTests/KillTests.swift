import EngineStore
import EngineStoreSQLite
import Foundation
import StoreConformance
import StoreSamples
import Testing

/// A process is killed in the middle of 200 callers' commits; what it had acknowledged must be there.
@Suite struct KillTests {
    @Test(arguments: [150, 400, 1200]) func everyAcknowledgedCommitIsThere(after lines: Int) async throws {
        try await TemporaryFolder.with { folder in
            let path = folder + "/store.sqlite"
            let acknowledged = try killInTheMiddle(path, after: lines)
            #expect(acknowledged.count >= lines)

            let store = try SQLiteStore(path: path)
            var last: [RunID: Step] = [:]
            for (run, step) in acknowledged { last[run] = max(step, last[run] ?? step) }
            var stored: [RunID: Step] = [:]
            for row in try await store.runs(RunFilter(), before: nil, limit: .max) {
                #expect(try await store.verifyChain(row.run) == .whole(row.sequence))
                stored[row.run] = try await step(of: row, in: store)
            }
            for (run, step) in last {
                let found = try #require(stored[run], "\(run) was acknowledged and is not there")
                // At most one commit of a run was under way, so it may be one step further than was said.
                #expect(found >= step && found.rawValue <= step.rawValue + 1)
            }
            let expected = stored.filter { $0.value != .done }.keys.sorted()
            #expect(try await store.unfinished() == expected)
            #expect(!expected.isEmpty)
            try await store.close()
        }
    }

    private enum Step: Int, Comparable {
        case created, sending, done

        static func < (left: Step, right: Step) -> Bool { left.rawValue < right.rawValue }
    }

    /// How far a stored run is, with everything that belongs to that step and nothing else.
    private func step(of row: RunRow, in store: SQLiteStore) async throws -> Step {
        let loaded = try await store.load(row.run)
        #expect(loaded.snapshot?.sequence == row.sequence && loaded.tail.isEmpty)
        #expect(try await store.media("selfie#1", of: row.run).size == 3000)
        let timers = try await store.timers(of: row.run).count
        let call = try #require(try await store.activities(of: row.run).first)
        switch (row.sequence, timers, call.state, call.revision) {
        case (2, 1, .ready, 1): return .created
        case (2, 1, .sending, 2): return .sending
        case (3, 0, .done, 3): return .done
        default:
            Issue.record("\(row.run) is half-written: \(row.sequence) \(timers) \(call.state) \(call.revision)")
            return .created
        }
    }

    /// Runs the victim until it has said so many lines, kills it, and gives what it had acknowledged.
    private func killInTheMiddle(_ path: String, after lines: Int) throws -> [(RunID, Step)] {
        let victim = Process()
        victim.executableURL = try Self.victim()
        victim.arguments = [path, "200"]
        let pipe = Pipe()
        victim.standardOutput = pipe
        try victim.run()
        var output = Data()
        var count = 0
        while count < lines {
            let more = pipe.fileHandleForReading.availableData
            guard !more.isEmpty else { break }
            output += more
            count += more.count { $0 == UInt8(ascii: "\n") }
        }
        kill(victim.processIdentifier, SIGKILL)
        output += pipe.fileHandleForReading.readDataToEndOfFile()
        victim.waitUntilExit()
        #expect(victim.terminationReason == .uncaughtSignal && victim.terminationStatus == SIGKILL)

        let steps: [Substring: Step] = ["created": .created, "sending": .sending, "done": .done]
        return String(decoding: output, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 2, let run = RunID(String(words[0])), let step = steps[words[1]] else { return nil }
            return (run, step)
        }
    }

    /// Beside the test bundle, where the build puts every executable.
    private static func victim() throws -> URL {
        let folders =
            [Bundle.main.executableURL, CommandLine.arguments.first.map { URL(filePath: $0) }]
            .compactMap { $0?.deletingLastPathComponent() } + bundleFolders()
        let candidates = folders.map { $0.appending(path: "store-victim") }
        return try #require(
            candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }, "no store-victim in \(folders)")
    }

    private static func bundleFolders() -> [URL] {
        CommandLine.arguments.filter { $0.hasSuffix(".xctest") }.map { URL(filePath: $0).deletingLastPathComponent() }
    }
}
