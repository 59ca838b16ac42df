import Expressions
import FlowCompiler
import FlowIR
import FlowMachine
import FlowScenarios
import Foundation
import Testing
import VendorCalls
import Vendors
import Vocabulary

/// A session whose opening was lost, call by call, over a stop of the program and over what was kept of it.
struct LostCreateTests {
    private let now = Moment(milliseconds: 1_800_000_000_000)

    /// The create of the iDenfy flow, sent and not answered.
    private func sent(losingLink: Bool = true) throws -> (ActivityProcess, Pack, VendorSettings) {
        let example = try #require(Examples.all.examples.first { $0.file == "Flows/idenfy-identity/scenarios.yaml" })
        let program = example.prepared.program
        var pack = try #require(try Examples.compiler.packs["idenfy"])
        var reading = try #require(pack.recovery(of: "identification"))
        reading.losesLink = losingLink
        pack.operations["identification"]?.recovery = .reading(reading)
        var machine = Machine(program)
        let created = Creation(run: "run_1", applicant: example.prepared.scenario.applicant, flags: [:])
        let orders = try machine.apply(Event(.created(created), at: now))
        let activity = try #require(
            orders.lazy.compactMap { if case .perform(let activity) = $0 { activity } else { nil } }.first)
        var process = ActivityProcess(activity, run: "run_1", key: "key-1")
        let settings = program.vendor("idenfy")?.settings ?? [:]
        #expect(try request(process.begun(at: now, pack: pack, settings: settings)).method == "POST")
        return (process, pack, settings)
    }

    private func request(_ next: ActivityProcess.Next) throws -> VendorRequest {
        guard case .send(let request, _) = next else { throw Unexpected(next: next) }
        return request
    }

    private struct Unexpected: Error { var next = ActivityProcess.Next.nothing }

    private func page(_ sessions: String...) -> Result<VendorAnswer, TransportFailure> {
        let results = sessions.map { #"{"scanRef":"\#($0)","status":"ACTIVE"}"# }.joined(separator: ",")
        return .success(
            VendorAnswer(status: 200, body: Array(#"{"count":\#(sessions.count),"results":[\#(results)]}"#.utf8)))
    }

    /// What a store keeps of it.
    private func kept(_ process: ActivityProcess) throws -> ActivityProcess {
        try JSONDecoder().decode(ActivityProcess.self, from: JSONEncoder().encode(process))
    }

    @Test func aStopWhileItWasSentIsClearedUpFirst() throws {
        var (process, pack, settings) = try sent()
        process = try kept(process)
        let asked = try request(process.interrupted(at: now, roll: 0, pack: pack, settings: settings))
        #expect(asked.operation == "sessions" && asked.method == "GET")
        #expect(asked.query.map(\.value) == [[.text("key-1")]])
        // Stopped once more, it is the reading that is sent again, and never the create.
        process = try kept(process)
        guard case .wait(let until) = process.interrupted(at: now, roll: 0, pack: pack, settings: settings) else {
            throw Unexpected()
        }
        process = try kept(process)
        let again = try request(process.waitEnded(at: until, pack: pack, settings: settings))
        #expect(again.operation == "sessions")
        #expect(process.calls == 3 && process.call.calls == 1)
    }

    @Test func whatWasNeverOpenedIsOpenedWithTheSameKey() throws {
        var (process, pack, settings) = try sent()
        var next = process.received(.failure(.timeout), at: now, roll: 0, pack: pack, settings: settings)
        var time = now
        var readings = 0
        while readings < 10 {
            if case .wait(let until) = next {
                time = until
                next = process.waitEnded(at: time, pack: pack, settings: settings)
                continue
            }
            let sent = try request(next)
            if sent.operation == "identification" {
                #expect(sent.body?["clientId"] == "key-1")
                break
            }
            readings += 1
            next = process.received(page(), at: time, roll: 0, pack: pack, settings: settings)
        }
        // At once, and as long as it may be that it is not listed yet.
        #expect(readings == 4)
        #expect(process.call.calls == 2 && process.calls == 6)
    }

    @Test func aSessionThatIsThereIsNotOpenedTwice() throws {
        var (process, pack, settings) = try sent()
        _ = process.received(.failure(.cut), at: now, roll: 0, pack: pack, settings: settings)
        let next = process.received(page("s-1"), at: now, roll: 0, pack: pack, settings: settings)
        guard case .end(let end) = next, case .lost(let problem, nil) = end.outcome else {
            throw Unexpected(next: next)
        }
        #expect(problem == CallProblem(kind: .cut, detail: "the vendor has it, without its link"))
        #expect(end.calls == 2)
    }

    @Test func whereTheLinkIsNotNeededTheRunGoesOn() throws {
        var (process, pack, settings) = try sent(losingLink: false)
        _ = process.received(.failure(.cut), at: now, roll: 0, pack: pack, settings: settings)
        let next = process.received(page("s-1"), at: now, roll: 0, pack: pack, settings: settings)
        guard case .end(let end) = next, case .answered(let answer) = end.outcome else {
            throw Unexpected(next: next)
        }
        #expect(answer.result == ["id": "s-1"])
    }

    /// No reading, no proof: neither a vendor that is away nor one that answers something else.
    @Test(arguments: [
        Result.failure(TransportFailure.timeout), .success(VendorAnswer(status: 503, body: [])),
        .success(VendorAnswer(status: 403, body: [])), .success(VendorAnswer(status: 200, body: Array("[]".utf8))),
    ])
    func aReadingThatFailsLeavesItLost(_ answer: Result<VendorAnswer, TransportFailure>) throws {
        var (process, pack, settings) = try sent()
        var next = process.received(.failure(.timeout), at: now, roll: 0, pack: pack, settings: settings)
        for _ in 0..<20 {
            switch next {
            case .send(let request, _):
                #expect(request.operation == "sessions")
                next = process.received(answer, at: now, roll: 0, pack: pack, settings: settings)
            case .wait(let until): next = process.waitEnded(at: until, pack: pack, settings: settings)
            case .end(let end):
                guard case .lost(let problem, _) = end.outcome else { throw Unexpected(next: next) }
                #expect(problem.kind == .timeout)
                return
            case .nothing: throw Unexpected(next: next)
            }
        }
        Issue.record("it has no end")
    }
}
