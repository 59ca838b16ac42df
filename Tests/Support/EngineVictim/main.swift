// Written to be killed: takes one run as far as it goes, against a sandbox and on a SQLite file, and ends itself with
// SIGKILL at the point that it was told.
//
// engine-victim STORE KEY SANDBOX POINT FLOW     starts a run of the compiled flow in the file FLOW
// engine-victim STORE KEY SANDBOX POINT          takes up what was left
//
// POINT is `never`, or what dies and when: `commit-before:3`, `commit-after:3`, `send-before:2`, `send-after:2`.
// The last line of output tells how the run stands, as JSON.
import EngineSamples
import EngineStore
import EngineStoreSQLite
import Expressions
import FlowEngine
import FlowMachine
import Foundation
import VendorConnectors

let arguments = CommandLine.arguments
guard (5...6).contains(arguments.count), let death = Death(arguments[4]) else {
    FileHandle.standardError.write(Data("usage: engine-victim STORE KEY SANDBOX POINT [FLOW]\n".utf8))
    exit(2)
}
let store = try SQLiteStore(path: arguments[1])
let secrets = SecretSource.read(["IDMETA_API_TOKEN"], environment: ["IDMETA_API_TOKEN": "1|victim"]).source
let connector = VendorConnector(secrets: secrets, addresses: try VendorAddresses(["idmeta=\(arguments[3])"]))
let engine = Engine(
    EngineParts(
        store: DoomedStore(inner: store, death: death), sender: DoomedSender(inner: connector, death: death),
        masterKey: try MasterKey.loadOrCreate(file: arguments[2]), packOf: { try $0.compiled() }))

if arguments.count == 6 {
    let flow = try SampleFlow(stored: Data(contentsOf: URL(filePath: arguments[5])))
    _ = try await engine.start(
        flow.stored, packs: flow.packs, applicant: SampleFlow.applicant, media: SampleFlow.media)
} else {
    let resumption = try await engine.resumeAll()
    for (_, error) in resumption.refused { throw error }
}
if let run = try await store.runs(RunFilter(), before: nil, limit: 1).first?.run {
    var state = try await engine.rest(of: run)
    while let ask = state.asks.values.first {
        let again = SampleFlow.again(ask.fields, in: state.applicant)
        try await engine.take(.inputReceived(step: ask.step, values: again.values), of: run, media: again.media)
        state = try await engine.rest(of: run)
    }
    print(String(decoding: try JSONEncoder().encode(Outcome(state)), as: UTF8.self))
}
await engine.shutdown()
try await connector.shutdown()
try await store.close()
