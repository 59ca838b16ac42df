import EngineStore
import Foundation
import Testing
import Vocabulary

@Suite struct RunIDTests {
    @Test func sortsByTimeOfCreation() {
        var generator = SystemRandomNumberGenerator()
        let moments: [Int64] = [0, 1, 999, 1_800_000_000_000, 1_800_000_000_001, 4_000_000_000_000]
        let runs = moments.map { RunID(at: Moment(milliseconds: $0), using: &generator) }
        #expect(runs == runs.sorted())
        #expect(runs.map(\.text) == runs.map(\.text).sorted())
    }

    @Test func sameTimeAndRandomnessGiveTheSameName() {
        var generator = Fixed()
        let run = RunID(at: Moment(milliseconds: 1_800_000_000_000), using: &generator)
        #expect(run.text == "run_01mcc5rm00xw938nkrxw938nkr")
    }

    @Test func readsWhatItWrote() throws {
        var generator = SystemRandomNumberGenerator()
        let run = RunID(at: Moment(milliseconds: 1_800_000_000_000), using: &generator)
        #expect(RunID(run.text) == run)
        #expect(try JSONDecoder().decode(RunID.self, from: JSONEncoder().encode(run)) == run)
    }

    @Test(arguments: [
        "", "run_", "run", "01kajz2v7yqj3c8w5m6x9n0pte", "run_01kajz2v7yqj3c8w5m6x9n0pt",
        "run_01KAJZ2V7YQJ3C8W5M6X9N0PTE",
        "run_01kajz2v7yqj3c8w5m6x9n0ptu", "run_../../../../etc/passwd000", "run_01kajz2v7yqj3c8w5m6x9n0ptee",
    ]) func refusesWhatNoRunIsCalled(_ text: String) {
        #expect(RunID(text) == nil)
    }

    private struct Fixed: RandomNumberGenerator {
        mutating func next() -> UInt64 { 0xDEAD_BEEF_1234_5678 }
    }
}
