import FlowIR
import FlowMachine
import ServiceAPI
import VendorCalls
import VendorConnectors
import Vendors
import Vocabulary

/// A run as the service shows it, and the calls that this command sent.
struct RunReport: Encodable {
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

    var run: RunView
    var calls: [Call]

    init(
        _ program: FlowProgram, _ state: RunState, digest: String? = nil, progress: [Progress] = [],
        addresses: VendorAddresses = VendorAddresses()
    ) {
        run = RunView(program, state, digest: digest)
        calls = Self.calls(progress, addresses)
    }

    private enum Key: String, CodingKey { case calls }

    func encode(to encoder: any Encoder) throws {
        try run.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(calls, forKey: .calls)
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
                        atMilliseconds: (item.at - start).milliseconds, call: activity.name(of: request),
                        number: number,
                        method: request.method, url: request.shownURL(addresses)))
            case .received(let activity, let number, let outcome):
                if let index = open["\(activity.id) \(number)"] { calls[index].answer = outcome }
            case .applied, .waiting: break
            }
        }
        return calls
    }
}
