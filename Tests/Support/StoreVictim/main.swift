// Written to be killed: commits to a store without end, and prints a line for each commit that was acknowledged.
//
// store-victim PATH WRITERS
import EngineStore
import EngineStoreSQLite
import Foundation
import StoreSamples
import Vocabulary

let arguments = CommandLine.arguments
guard arguments.count == 3, let writers = Int(arguments[2]) else {
    FileHandle.standardError.write(Data("usage: store-victim PATH WRITERS\n".utf8))
    exit(2)
}
let store = try SQLiteStore(path: arguments[1])
try await SampleRun.prepare(store)

/// Each writer takes one run after another through three commits: it creates the run with a call to make and a timer,
/// notes the intent to send, and ends the call. Every third run it leaves open.
try await withThrowingTaskGroup(of: Void.self) { group in
    for writer in 0..<writers {
        group.addTask {
            for round in 0... {
                let sample = try SampleRun(writer + round * writers)
                var change = try sample.change(expecting: 0, events: 2) {
                    $0.timers = [.set(name: "expires", due: SampleRun.moment(60))]
                    $0.media = [try sample.media("selfie#1", bytes: Data(count: 3000))]
                }
                change.activities = [try sample.activity("call")]
                try await store.commit(change)
                acknowledge(sample, "created")

                let intent = try sample.activity("call", expecting: 1, .sending)
                try await store.commit(RunChange(run: sample.run, at: SampleRun.moment(3), activities: [intent]))
                acknowledge(sample, "sending")

                if round.isMultiple(of: 3) { continue }
                change = try sample.change(expecting: 2) { $0.timers = [.cancel(name: "expires")] }
                change.activities = [try sample.activity("call", expecting: 2, .done)]
                try await store.commit(change)
                acknowledge(sample, "done")
            }
        }
    }
    try await group.waitForAll()
}

/// One unbuffered write for a line, so that what was acknowledged is in the pipe when the process is killed.
func acknowledge(_ sample: SampleRun, _ step: String) {
    FileHandle.standardOutput.write(Data("\(sample.run) \(step)\n".utf8))
}
