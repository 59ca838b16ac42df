import Expressions
import FlowIR
import Vocabulary

/// What the expressions of a flow can see of a run, looked up when asked for.
///
/// A result that is missing because a vendor gave no answer is *unknown*, and so becomes doubt; one that is missing because
/// the flow left the step out, or the vendor left the field out, is *absent*.
struct RunScope: Activation {
    var program: FlowProgram
    var state: RunState
    /// The answer under judgement, inside `verdict` and `again_if`.
    var result: [String: Value]?

    func resolve(_ name: String) -> Resolution {
        switch name {
        case "applicant": .object("applicant", Members(resolve: applicant))
        case "flags": .object("flags", Members { .present(state.flags[$0]) })
        case "metadata": .object("metadata", Members { .present(state.metadata[$0] ?? state.metadataPatch[$0]) })
        case "checks": .object("checks", Members(resolve: check))
        case "vendors": .object("vendors", Members(resolve: vendor))
        case "run": .object("run", Members(resolve: run))
        case "result":
            if let result { .object("result", Members { .present(result[$0]) }) } else { .absent }
        default: .absent
        }
    }

    private func applicant(_ name: String) -> Resolution {
        if let value = state.applicant[name] { return .value(value) }
        let field = program.applicant.first { $0.name == name }
        if let value = field?.defaultValue { return .value(value) }
        return field?.isOptional == true ? .absent : .unknown(["applicant.\(name)"])
    }

    private func check(_ id: String) -> Resolution {
        guard let step = state.steps[id] else { return .absent }
        return .object("check", Members { member(of: step, id, $0) })
    }

    private func member(of step: StepState, _ id: String, _ name: String) -> Resolution {
        let ran = step.ended == .answered
        switch name {
        case "ran": return .value(.bool(ran))
        case "ended": return step.ended.map { .value(.string($0.rawValue)) } ?? .unknown(["checks.\(id).ended"])
        case "verdict": return .value(.string(step.verdict.rawValue))
        case "passed": return .value(.bool(step.verdict == .passed))
        case "failed": return .value(.bool(step.verdict == .failed))
        case "in_review": return .value(.bool(step.verdict == .review))
        case "by": return .value(.string(step.by ?? ""))
        case "attempts": return .value(.int(Int64(step.attempts)))
        case "reasons": return .value(.list(step.reasons.map { .string($0) }))
        default:
            if let value = step.result[name] { return .value(value) }
            return ran || step.ended == .skipped ? .absent : .unknown(["checks.\(id).\(name)"])
        }
    }

    private func vendor(_ name: String) -> Resolution {
        guard let verification = state.verifications[name] else { return .absent }
        return .object(
            "vendor",
            Members {
                switch $0 {
                case "status": .value(.string(verification.status?.rawValue ?? "unknown"))
                case "finalized": .value(.bool(verification.isFinalized))
                default: .absent
                }
            })
    }

    private func run(_ name: String) -> Resolution {
        switch name {
        case "id": .value(.string(state.run))
        case "created_at": .value(.moment(state.createdAt))
        case "now": .value(.moment(state.now))
        default: .absent
        }
    }
}

extension Resolution {
    static func present(_ value: Value?) -> Resolution { value.map { .value($0) } ?? .absent }
}

// MARK: - Evaluating

/// What an expression came to: a value, or doubt with the names of what is missing.
enum Known<Content> {
    case known(Content)
    case undetermined([String])
}

extension Machine {
    /// More than any rule of a flow needs, and little enough that none can stall a run.
    static let budget = 1_000_000

    func truth(of condition: CheckedExpression, result: [String: Value]? = nil) -> Known<Bool> {
        let scope = RunScope(program: program, state: state, result: result)
        switch condition.evaluate(scope, functions: .standard, budget: Self.budget) {
        case .value(.bool(let truth)): return .known(truth)
        case .value: return .undetermined(["a condition that is not a bool"])
        case .failure(let failure): return .undetermined([failure.code])
        case .unknown(let names): return .undetermined(names.sorted())
        }
    }

    func value(of template: Template) -> Known<Value> {
        let scope = RunScope(program: program, state: state, result: nil)
        switch template.evaluate(scope, functions: .standard, budget: Self.budget) {
        case .value(let value): return .known(value)
        case .failure(let failure): return .undetermined([failure.code])
        case .unknown(let names): return .undetermined(names.sorted())
        }
    }

    /// The flow's metadata as far as it can be read now, with what was patched on top.
    func readableMetadata() -> [String: Value] {
        var metadata: [String: Value] = [:]
        for entry in program.metadata {
            switch value(of: entry.value) {
            case .known(.optional(.none)), .undetermined: continue
            case .known(.optional(.some(let value))): metadata[entry.key] = value
            case .known(let value): metadata[entry.key] = value
            }
        }
        return metadata.merging(state.metadataPatch) { $1 }
    }
}
