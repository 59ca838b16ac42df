import Expressions
import FlowIR
public import FlowMachine
public import Vendors
import Vocabulary

/// The reading by which it is found out what became of a lost call: calls of its own, with retries of their own.
struct Recovering: Codable, Hashable, Sendable {
    var call: CallMachine
    /// Nothing found before then may be no more than not there yet.
    var until: Moment

    /// Between readings that found nothing.
    static let pace = Interval.seconds(2)

    init(_ reading: RecoveryReading, of policy: CallPolicy, at now: Moment) {
        call = CallMachine(policy: CallPolicy(timeout: policy.timeout, entries: policy.entries, effect: .read))
        until = now + reading.within
    }
}

extension ActivityProcess {
    /// The next call of a reading under way.
    mutating func ask(
        _ event: CallEvent, _ asking: Recovering, at now: Moment, pack: Pack, settings: VendorSettings
    ) -> Next {
        var asking = asking
        guard let order = try? asking.call.apply(event) else { return .nothing }
        recovering = asking
        switch order {
        case .send:
            asked = (asked ?? 0) + 1
            guard let reading = pack.recovery(of: activity.operation),
                case .success(let request) = request(reading.operation, at: now, pack: pack, settings: settings)
            else { return recovered(.unknown, at: now, pack: pack, settings: settings) }
            return .send(request, number: calls)
        case .wait(let until): return .wait(until: until)
        case .conclude(.answered), .recover: return .nothing
        case .conclude(.exhausted), .conclude(.lost):
            return recovered(.unknown, at: now, pack: pack, settings: settings)
        }
    }

    /// The answer to a reading.
    mutating func heard(
        _ answer: Result<VendorAnswer, TransportFailure>, _ asking: Recovering, at now: Moment, roll: Double,
        pack: Pack, settings: VendorSettings
    ) -> Next {
        guard let reading = pack.recovery(of: activity.operation) else {
            return recovered(.unknown, at: now, pack: pack, settings: settings)
        }
        let context = context(at: now, settings: settings)
        let outcome = pack.judge(answer, to: reading.operation, context: context).outcome
        if case .exhausted(let problem) = outcome {
            return ask(.failed(problem, at: now, roll: roll), asking, at: now, pack: pack, settings: settings)
        }
        switch pack.recovered(answer, by: reading, context: context) {
        case .failure: return recovered(.unknown, at: now, pack: pack, settings: settings)
        case .success(let id?):
            guard activity.role == .create, !reading.losesLink else {
                lostDetail = reading.losesLink ? "the vendor has it, without its link" : "the vendor has done it"
                return recovered(.unknown, at: now, pack: pack, settings: settings)
            }
            recovering = nil
            guard (try? call.apply(.recovered(.found))) != nil else { return .nothing }
            let answer = Answer(result: ["id": .string(id)])
            return .end(ActivityEnd(activity: activity.id, calls: calls, outcome: .answered(answer)))
        case .success(nil):
            if now + Recovering.pace <= asking.until {
                return ask(
                    .unready(until: now + Recovering.pace), asking, at: now, pack: pack, settings: settings)
            }
            let isAbsent = reading.otherwise == .absent
            return recovered(
                isAbsent ? .absent(at: now, roll: roll) : .unknown, at: now, pack: pack, settings: settings)
        }
    }

    private mutating func recovered(
        _ what: CallEvent.Recovered, at now: Moment, pack: Pack, settings: VendorSettings
    ) -> Next {
        recovering = nil
        return take(.recovered(what), at: now, pack: pack, settings: settings)
    }
}

extension Activity {
    /// How scenarios name a call of the activity: a reading of what became of another one has a name of its own.
    public func name(of request: VendorRequest) -> String {
        request.operation == operation ? name : "\(vendor).\(request.operation)"
    }
}
