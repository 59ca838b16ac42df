import EngineStore
import Foundation
import StoreSamples

/// What sealing costs beside a commit.
enum SealingBenchmark {
    static func run(in folder: String) async throws -> [Measure] {
        let sample = try SampleRun(0)
        let state = Data(count: 2000)
        let context = SealContext.snapshot(sample.run, sequence: 1)
        let sealed = try sample.key.seal(state, context: context)
        let count = 100_000
        let sealing = try await rate(of: count) {
            for _ in 0..<count { _ = try sample.key.seal(state, context: context) }
        }
        let opening = try await rate(of: count) {
            for _ in 0..<count { _ = try sample.key.open(sealed) }
        }
        return [
            Measure(name: "records of 2 kB sealed", value: sealing),
            Measure(name: "records of 2 kB opened", value: opening),
        ]
    }
}
