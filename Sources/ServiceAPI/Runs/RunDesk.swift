import EngineStore
import Expressions
import FlowEngine
import FlowIR
import FlowMachine
import FlowScenarios
import FlowSyntax
import Foundation
import VendorConnectors
import Vocabulary

/// What the API does with runs.
struct RunDesk: Sendable {
    let engine: Engine
    let store: any EngineStore
    let catalogue: FlowCatalogue
    let hub: ProgressHub
    let clock: any EngineClock
    let heartbeat: Duration

    // MARK: Starting

    static let keys = ["flow", "version", "profile", "applicant", "flags", "metadata", "steps"]

    func start(_ call: Call) async throws -> Reply {
        let form = try RequestForm(call)
        var (members, reader) = try BodyReader.object(form.json, keys: Self.keys)
        let prefix = "applicant."
        var files: [String: [UInt8]] = [:]
        for (part, bytes) in form.files {
            guard part.hasPrefix(prefix) else {
                reader.report(
                    "unknown-part", "`\(part)` is no part here", at: "", help: "name it `applicant.field`, or `run`")
                continue
            }
            files[String(part.dropFirst(prefix.count))] = bytes
        }
        let name = reader.text(members, "flow", required: true)
        let number = reader.number(members, "version")
        let profile = reader.text(members, "profile")
        let steps = reader.steps(members)
        let flags = reader.map(members, "flags")
        let metadata = reader.map(members, "metadata")
        if let given = members["metadata"] { reader.checkSize(given, "metadata", at: "") }
        guard let name, let version = await catalogue.version(name, number) else {
            if let name {
                reader.report(
                    "unknown-flow", "there is no flow `\(name)`" + (number.map { " version \($0)" } ?? ""), at: "/flow")
            }
            throw Problem.invalid(reader.errors)
        }
        let chosen = reader.profile(members, named: profile, by: version.choice)
        try reader.finish()
        let startable = try await catalogue.startable(version, profile: chosen, steps: steps)
        let program = startable.program
        if let pack = program.parentPacks.first { throw Problem.needsParent(at: pack) }
        let applicant = reader.applicant(
            reader.map(members, "applicant"), files: files, of: program, at: "/applicant")
        let intake = Intake(program)
        reader.report(
            intake.problems(ofApplicant: applicant.values).filter { problem in
                // A photo that could not be read was said already.
                !reader.errors.contains { $0.pointer == "/" + problem.path.replacing(".", with: "/") }
            })
        let converted = Dictionary(
            uniqueKeysWithValues: flags.map { name, value in
                (name, program.flags.first { $0.name == name }.map { value.converted(to: $0.type) } ?? value)
            })
        reader.report(intake.problems(ofRequestedFlags: converted))
        try reader.finish()
        var keeping: (@Sendable (Engine.Reading) -> StoredDocument?)?
        if let keeper = call.keeper {
            keeping = { started in keeper.document(Self.answer(to: started), for: started.state.run) }
        }
        let run = try await engine.start(
            startable.stored, packs: startable.packs, applicant: applicant.values, flags: converted,
            metadata: metadata, media: applicant.media, mark: call.mark, keeping: keeping)
        if let answer = try call.keeper?.answer(with: run.text) { return .json(201, answer) }
        let state = try await engine.latest(of: run)
        return try .json(try await view(program, state, digest: startable.stored.digest), status: 201)
    }

    /// What a start is answered; `nil` where a link is part of it, for which the run has to be stored.
    private static func answer(to started: Engine.Reading) -> Data? {
        let view = RunView(started.program, started.state, digest: started.digest)
        return view.action?.kind == "open_link" ? nil : try? Reply.data(of: view)
    }

    // MARK: Reading

    func view(_ run: RunID) async throws -> RunView {
        let read = try await engine.read(run)
        return try await view(read.program, read.state, digest: read.digest)
    }

    private func view(_ program: FlowProgram, _ state: RunState, digest: String) async throws -> RunView {
        var view = RunView(program, state, digest: digest)
        if view.action?.kind == "open_link", let step = view.action?.step, let run = RunID(view.id) {
            view.action?.url = try await engine.link(of: run, step: step)
        }
        return view
    }

    func show(_ call: Call) async throws -> Reply { try .json(try await view(try id(of: call))) }

    func events(_ call: Call) async throws -> Reply {
        let run = try id(of: call)
        if call.headers["accept"]?.contains("text/event-stream") == true { return try await live(run, call) }
        let events = try await engine.history(of: run)
        return try .json(RunHistory(events: events.enumerated().map { EventView($1, sequence: $0 + 1) }))
    }

    private func live(_ run: RunID, _ call: Call) async throws -> Reply {
        var last = 0
        if let text = call.headers["last-event-id"] {
            guard let number = Int(text), number >= 0 else {
                throw Problem(400, "bad-last-event-id", "Last-Event-ID is the number of an event")
            }
            last = number
        }
        // Followed before its row is read, so that nothing falls between.
        let feed = EventFeed(run, engine: engine, store: store, hub: hub, heartbeat: heartbeat, after: last)
        let row = try await row(of: run)
        guard row.key != nil else { throw Problem(410, "erased", "the run's personal data was erased") }
        // By this a browser knows that there is nothing to come back for.
        if row.status.isOver, last >= Int(row.sequence) { return .json(204, Data()) }
        return .events(feed.stream)
    }

    // MARK: Telling a run something

    func cancel(_ call: Call) async throws -> Reply {
        if !call.body.isEmpty { try BodyReader.object(call.body, keys: []).reader.finish() }
        return try await tell(call, .cancelled(by: "caller"))
    }

    /// The caller's last word, where the flow holds for it.
    func finalize(_ call: Call) async throws -> Reply {
        if !call.body.isEmpty { try BodyReader.object(call.body, keys: []).reader.finish() }
        return try await tell(call, .finalizeRequested)
    }

    func decide(_ call: Call) async throws -> Reply {
        var (members, reader) = try BodyReader.object(call.body, keys: ["answer", "by", "reason", "step"])
        let by = reader.text(members, "by", required: true)
        let reason = reader.text(members, "reason")
        let answer = reader.text(members, "answer", required: true)
        if let step = reader.text(members, "step") {
            try reader.finish()
            guard let by, let answer else { throw Problem.invalid(reader.errors) }
            return try await self.answer(call, ReviewAnswer(step: step, answer: answer, by: by, reason: reason))
        }
        let decided = answer.flatMap { ReviewDecision.Answer(rawValue: $0) }
        if answer != nil, decided == nil {
            reader.report("not-a-choice", "`answer` is `verify` or `reject`", at: "/answer")
        }
        try reader.finish()
        guard let by, let decided else { throw Problem.invalid(reader.errors) }
        return try await tell(call, .reviewDecided(ReviewDecision(answer: decided, by: by, reason: reason)))
    }

    /// Answers the question of a step.
    private func answer(_ call: Call, _ answer: ReviewAnswer) async throws -> Reply {
        let read = try await engine.read(try id(of: call))
        let questions = Machine(read.program, state: read.state).questions
        guard let question = questions.first(where: { $0.step == answer.step }) else {
            throw Problem(409, "refused", "the run asks no person anything at this step")
        }
        guard question.answers.contains(answer.answer) else {
            var (_, reader) = try BodyReader.object(call.body, keys: nil)
            let known = question.answers.map { "`\($0)`" }.joined(separator: ", ")
            reader.report("not-a-choice", "`answer` is one of \(known)", at: "/answer")
            throw Problem.invalid(reader.errors)
        }
        return try await tell(call, .reviewAnswered(answer))
    }

    func resolve(_ call: Call) async throws -> Reply {
        var (members, reader) = try BodyReader.object(call.body, keys: ["verb", "by"])
        let by = reader.text(members, "by", required: true)
        let word = reader.text(members, "verb", required: true)
        let verb = word.flatMap { IncidentVerb(rawValue: $0) }
        if word != nil, verb == nil {
            let known = IncidentVerb.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            reader.report("not-a-choice", "`verb` is one of \(known)", at: "/verb")
        }
        try reader.finish()
        guard let by, let verb else { throw Problem.invalid(reader.errors) }
        let incident = call.parameter("incident")
        return try await tell(call, .incidentResolved(incident: incident, verb: verb, by: by))
    }

    func patchMetadata(_ call: Call) async throws -> Reply {
        var (members, reader) = try BodyReader.object(call.body, keys: nil)
        for (name, value) in members { reader.checkSize(value, name, at: "") }
        try reader.finish()
        return try await tell(call, .metadataPatched(members))
    }

    func input(_ call: Call) async throws -> Reply {
        let run = try id(of: call)
        let step = call.parameter("step")
        let read = try await engine.read(run)
        let (program, state) = (read.program, read.state)
        guard let ask = state.asks[step] else {
            throw Problem(409, "refused", "the run asks for nothing at this step")
        }
        let form = try RequestForm(call)
        var (members, reader) = try BodyReader.object(form.json, keys: ask.fields)
        for part in form.files.keys.sorted() where !ask.fields.contains(part) {
            reader.report(
                "unknown-part", "nobody asked for `\(part)`", at: "", help: "give \(ask.fields.joined(separator: ", "))"
            )
        }
        let versions = state.applicant.compactMapValues { value -> Int? in
            guard case .opaque(let handle) = value else { return nil }
            return Captures.parts(of: handle.id)?.version
        }
        let given = reader.applicant(
            members, files: form.files.filter { ask.fields.contains($0.key) }, of: program, versions: versions, at: "")
        for field in program.applicant where given.values[field.name] != nil {
            guard let value = given.values[field.name] else { continue }
            reader.report(Intake.problems(of: value, type: field.type, limits: field.limits, path: field.name))
        }
        if members.isEmpty, form.files.isEmpty {
            reader.report("missing-key", "give \(ask.fields.joined(separator: ", "))", at: "")
        }
        try reader.finish()
        try await engine.take(
            .inputReceived(step: step, values: given.values), of: run, media: given.media, mark: call.mark)
        return try .json(try await view(run))
    }

    func erase(_ call: Call) async throws -> Reply {
        let run = try id(of: call)
        guard try await row(of: run).status.isDecided else {
            throw Problem(409, "refused", "the run is under way", detail: "cancel it first, then erase")
        }
        return try .json(Erasure(vendors: await engine.erase(run).map(Erasure.Vendor.init)))
    }

    private func tell(_ call: Call, _ fact: Fact) async throws -> Reply {
        let run = try id(of: call)
        try await engine.take(fact, of: run, mark: call.mark)
        return try .json(try await view(run))
    }

    private func id(of call: Call) throws -> RunID {
        guard let run = RunID(call.parameter("id")) else { throw Problem.unknownRun }
        return run
    }

    private func row(of run: RunID) async throws -> RunRow {
        do throws(StoreError) {
            return try await store.load(run).row
        } catch {
            throw error.code == .notFound ? Problem.unknownRun : Problem(error)
        }
    }
}

extension Problem {
    fileprivate static func needsParent(at pack: String) -> Problem {
        Problem(
            422, "needs-parent", "this flow is started by another one only",
            detail: "its verifications at \(pack) belong to those of the run that starts it")
    }
}
