import FlowIR
import FlowMachine
import VendorCalls
import VendorConnectors
import Vendors
import Vocabulary

/// A run as programs read it: the answer to *why this status*. It holds no personal value.
struct RunReport: Encodable {
    struct Decided: Encodable {
        /// `rule 3 (review)`, `on_exhausted of aml`, `person ann`.
        var by: String
        /// `retail-onboarding.yaml:52`.
        var at: String?
        var notKnown: [String]
    }

    struct Step: Encodable {
        var id: String
        var ended: String?
        var verdict: String
        var by: String?
        var attempts: Int
        var reasons: [String]
    }

    struct Vendor: Encodable {
        var name: String
        var verification: String?
        var status: String?
        var phase: String
    }

    struct Call: Encodable {
        /// Since the report's beginning.
        var atMilliseconds: Int64
        var call: String
        var number: Int
        var method: String
        var url: String
        /// An HTTP code, or what happened instead; absent while the answer is out.
        var answer: String?
    }

    struct OpenIncident: Encodable {
        var id: String
        var at: String
        var problem: String
        var vendorMayHaveActed: Bool
        var verbs: [String]
    }

    struct Doubt: Encodable {
        var at: String
        var allowedBy: String
    }

    var run: String
    var flow: String
    var version: Int
    var profile: String?
    var digest: String?
    var status: String
    var reason: String?
    var decided: Decided?
    /// What the applicant is asked for, by step.
    var asks: [String: [String]]
    var steps: [Step]
    var vendors: [Vendor]
    /// Those that this command sent, in order.
    var calls: [Call]
    /// All calls of the run, those of earlier commands too.
    var callCount: Int
    var incidents: [OpenIncident]
    var possibleOrphans: [Doubt]

    init(
        _ program: FlowProgram, _ state: RunState, digest: String? = nil, progress: [Progress] = [],
        addresses: VendorAddresses = VendorAddresses()
    ) {
        run = state.run
        flow = program.flow
        version = program.version
        profile = program.profile
        self.digest = digest
        status = state.status.rawValue
        reason = state.reason
        decided = state.decision.map { Decided(by: $0.by, at: $0.note, notKnown: $0.missing) }
        asks = state.asks.mapValues(\.fields)
        steps = program.steps.compactMap { step in
            guard let state = state.steps[step.id] else { return nil }
            return Step(
                id: step.id, ended: state.ended?.rawValue, verdict: state.verdict.rawValue, by: state.by,
                attempts: state.attempts, reasons: state.reasons)
        }
        vendors = program.vendors.compactMap { use in
            guard let state = state.verifications[use.name] else { return nil }
            return Vendor(
                name: use.name, verification: state.id, status: state.status?.rawValue, phase: state.phase.rawValue)
        }
        calls = Self.calls(progress, addresses)
        callCount = state.calls
        incidents = state.incidents.map {
            OpenIncident(
                id: $0.id, at: $0.at, problem: $0.problem.kind.rawValue, vendorMayHaveActed: $0.effectPossible,
                verbs: $0.verbs.map(\.rawValue))
        }
        possibleOrphans = state.orphans.map { Doubt(at: $0.at, allowedBy: $0.permittedBy) }
    }

    private static func calls(_ progress: [Progress], _ addresses: VendorAddresses) -> [Call] {
        var calls: [Call] = []
        var open: [String: Int] = [:]
        guard let start = progress.first?.at else { return [] }
        for item in progress {
            switch item.content {
            case .sent(let activity, let number, let request):
                open["\(activity.id) \(number)"] = calls.count
                calls.append(
                    Call(
                        atMilliseconds: (item.at - start).milliseconds, call: activity.name, number: number,
                        method: request.method, url: request.shownURL(addresses)))
            case .received(let activity, let number, let outcome):
                if let index = open["\(activity.id) \(number)"] { calls[index].answer = outcome }
            case .applied, .waiting: break
            }
        }
        return calls
    }
}
