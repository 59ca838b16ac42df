public import Expressions
public import FlowIR
public import FlowMachine
public import Vocabulary

/// A flow whose one check is made on a vendor's page.
public struct Hosted: Sendable {
    /// Further keys of the step, as YAML in one line.
    public var keys: String
    /// `at_once` or `on_click`.
    public var open: String
    /// Further keys of `session`.
    public var session = ""
    /// The vendor and what the flow says of it, as YAML in one line.
    public var vendor = "idenfy: {}"

    public init(_ keys: String = "", open: String = "at_once") {
        self.keys = keys
        self.open = open
    }

    /// At a vendor where tries share a verification, which is opened for a person, and which is read regularly.
    public static var severalTries: Hosted {
        var flow = Hosted("attempts: 3", open: "on_click")
        flow.vendor = "checkout: { user_journey: usj_1, return_to: \"https://example.com\" }"
        return flow
    }

    public func compiled() throws -> FlowProgram {
        try Flow(
            """
            flow: hosted
            version: 1
            vendors: { \(vendor) }
            steps:
              - id: identity
                check: identity
                by: \(vendor.prefix { $0 != ":" })
                session: { open: \(open), link_for: 2d\(session.isEmpty ? "" : ", \(session)") }
                answer_within: 24h
                \(keys)
            status:
              - reject: checks.identity.failed
              - verify: checks.identity.passed
              - otherwise: review
            expires_after: 30d
            """
        ).program
    }
}

extension Bench {
    /// A run of a hosted check, created; with `at_once` its first activity is `create/idenfy`.
    public init(_ flow: Hosted, edit: (inout FlowProgram) -> Void = { _ in }) throws {
        var program = try flow.compiled()
        edit(&program)
        try self.init(program, applicant: [:])
    }

    /// The same with the vendor's page open.
    public static func onPage(_ flow: Hosted = Hosted(), edit: (inout FlowProgram) -> Void = { _ in }) throws -> Bench {
        var bench = try Bench(flow, edit: edit)
        if bench.inFlight.isEmpty { try bench.follow() }
        try bench.openPage()
        return bench
    }

    /// The applicant follows our link.
    public mutating func follow(_ step: String = "identity") throws { try take(.linkFollowed(step: step)) }

    /// The vendor opened the session that is being asked for, as `id`.
    public mutating func openPage(_ id: String = "s-1", vendor: String = "idenfy") throws {
        let answer = Answer(result: ["id": .string(id), "url": .string("https://vendor.example/\(id)")])
        for kind in ["object/", "create/", "attempt/"] {
            guard let activity = inFlight.first(where: { $0.hasPrefix(kind) }) else { continue }
            try end(activity, .answered(answer))
        }
    }

    /// What the regular reading of the status brings.
    public mutating func read(_ outcome: ActivityEnd.Outcome) throws {
        try end(inFlight.first { $0.hasPrefix("read/") } ?? "", outcome)
    }

    public mutating func hint(of session: String = "s-1", vendor: String = "checkout", overturns: Bool = false) throws {
        try take(
            .hintReceived(Hint(vendor: vendor, verification: session, kind: "happened", mayOverturn: overturns)))
    }

    public mutating func hear(
        _ outcome: ActivityEnd.Outcome, of session: String = "s-1", vendor: String = "idenfy"
    ) throws {
        try take(.newsReceived(News(vendor: vendor, verification: session, kind: "news", outcome: outcome)))
    }

    public mutating func hear(
        _ verdict: Verdict, _ status: RunStatus, of session: String = "s-1", vendor: String = "idenfy",
        result: [String: Value] = [:]
    ) throws {
        try hear(.answered(Answer(result: result, verdict: verdict, status: status)), of: session, vendor: vendor)
    }

    /// No news came in all the time there was.
    public mutating func sessionOverdue(_ step: String = "identity") throws {
        try take(.timerFired(.session(step: step)))
    }
}
