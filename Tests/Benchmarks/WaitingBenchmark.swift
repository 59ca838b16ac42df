import EngineSamples
import EngineStore
import EngineStoreSQLite
import FlowEngine
import FlowMachine
import Foundation
import NIOCore
import Vendors
import Vocabulary

/// A start of the real program with many runs that wait for a photo: its memory, and the time until it is ready. Beside
/// it, a start with none.
enum WaitingBenchmark {
    private static let runs = 100_000

    static func run(in folder: String) async throws -> [Measure] {
        let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "trustflow")
        guard FileManager.default.isExecutableFile(atPath: program.path) else {
            print("no \(program.path), so that its memory is not measured")
            return []
        }
        try FileManager.default.createDirectory(atPath: folder + "/no-flows", withIntermediateDirectories: true)
        let crowded = folder + "/waiting.sqlite"
        let filling = try await rate(of: runs) { try await fill(crowded) }
        let empty = try await start(program, store: folder + "/empty.sqlite", flows: folder + "/no-flows", runs: 0)
        let full = try await start(program, store: crowded, flows: folder + "/no-flows", runs: runs)
        let name = "100,000 waiting runs"
        return [
            Measure(
                name: name + ": start to ready", value: full.seconds, unit: "s",
                reference: ("with no run", empty.seconds),
                note: "limit: 5 s; stored at \(Int(filling))/s"),
            Measure(
                name: name + ": resident memory", value: full.megabytes, unit: "MB",
                reference: ("with no run", empty.megabytes), note: "limit: 300 MB; at most \(Int(full.peak)) MB so far"),
        ]
    }

    // MARK: The store

    /// Copies of a real run that waits for another photo, each with a key of its own and everything sealed anew.
    private static func fill(_ path: String) async throws {
        let master = try MasterKey.find(in: [:], orFile: path + ".key", creating: true)
        let store = try SQLiteStore(path: path)
        let sample = try SampleFlow.onboarding()
        let script = VendorScript(each: ["biometrics": .reason("face_cropped")])
        let engine = Engine(
            EngineParts(
                store: store, sender: try InstantSender(try sample.packs[0].compiled(), script: script),
                masterKey: master, packOf: { try $0.compiled() }))
        let model = try await engine.start(
            sample.stored, packs: sample.packs, applicant: SampleFlow.applicant, media: SampleFlow.media)
        let state = try await engine.rest(of: model)
        guard state.status == .awaitingInput else { throw LoadFailure(answer: "\(state.status)") }
        let events = try await engine.history(of: model)
        await engine.shutdown()
        let encoder = JSONEncoder()
        let copier = Copier(
            model: try await store.load(model), master: master, state: try encoder.encode(state),
            events: try events.map { ($0.at, $0.fact.name, try encoder.encode($0)) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<256 {
                group.addTask { try await write(stride(from: writer, to: runs - 1, by: 256), copier, store) }
            }
            try await group.waitForAll()
        }
        try await store.close()
    }

    private static func write(_ numbers: StrideTo<Int>, _ copier: Copier, _ store: SQLiteStore) async throws {
        for number in numbers {
            let change = try copier.copy(number)
            try await store.commit(change)
        }
    }

    private struct Copier: Sendable {
        let model: LoadedRun
        let master: MasterKey
        let state: Data
        let events: [(at: Moment, kind: String, body: Data)]

        func copy(_ number: Int) throws -> RunChange {
            let created = model.row.createdAt + Interval(milliseconds: Int64(number))
            var generator = SystemRandomNumberGenerator()
            let run = RunID(at: created, using: &generator)
            let key = RunKey.generate()
            var row = RunRow(
                run: run, flow: model.row.flow, version: model.row.version, digest: model.row.digest,
                key: try master.wrap(key, for: run), createdAt: created)
            row.status = model.row.status
            row.waitingOn = model.row.waitingOn
            row.waitingUntil = model.row.waitingUntil
            let own = { (body: Data) in
                Data(String(decoding: body, as: UTF8.self).replacing(model.row.run.text, with: run.text).utf8)
            }
            let stored = try events.enumerated().map { index, event in
                let context = SealContext.event(run, sequence: Int64(index) + 1)
                return NewEvent(at: event.at, kind: event.kind, body: try key.seal(own(event.body), context: context))
            }
            let snapshot = SealContext.snapshot(run, sequence: Int64(stored.count))
            var advance = Advance(
                expecting: 0, row: row, events: stored, snapshot: try key.seal(own(state), context: snapshot))
            advance.timers = model.timers.map {
                .set(name: $0.name, due: $0.due + Interval(milliseconds: Int64(number)))
            }
            return RunChange(run: run, at: created, advance: advance)
        }
    }

    // MARK: The program

    private struct Started {
        var seconds: Double
        var megabytes: Double
        var peak: Double
    }

    private static func start(_ program: URL, store: String, flows: String, runs: Int) async throws -> Started {
        let process = Process()
        process.executableURL = program
        process.arguments = ["serve", "--store", store, "--flows", flows, "--port", "0"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        let clock = ContinuousClock()
        let begin = clock.now
        try process.run()
        defer {
            kill(process.processIdentifier, SIGTERM)
            process.waitUntilExit()
        }
        var text = ""
        while !text.hasSuffix("\n") || !text.contains("listening: ") {
            text += String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        }
        guard let port = text.split(separator: ":").last.flatMap({ Int($0.dropLast()) }) else {
            throw LoadFailure(answer: text)
        }
        // Anything but 200 is an error, and asked again.
        let question = ByteBuffer(string: "GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        while (try? await KeepAliveLoad.run(port: port, connections: 1, requests: 1) { _ in question }) == nil {
            try await Task.sleep(for: .milliseconds(2))
        }
        let seconds = (clock.now - begin) / .seconds(1)
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        func megabytes(_ name: String) -> Double {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
            return (Double(line.filter(\.isNumber)) ?? 0) / 1024
        }
        return Started(seconds: seconds, megabytes: megabytes("VmRSS"), peak: megabytes("VmHWM"))
    }
}
