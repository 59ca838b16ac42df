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
    /// The status that is about to be given, inside `invariants`.
    var status: RunStatus?
    /// The name and value of an element of a list, inside what a child of `each` is given.
    var element: (name: String, value: Value)?
    /// False inside the flow's own metadata, which cannot be made of itself.
    var readsMetadata = true

    func resolve(_ name: String) -> Resolution {
        switch name {
        case "applicant": .members("applicant", program.applicant.map(\.name), applicant)
        case "flags": .members("flags", Array(state.flags.keys)) { .present(state.flags[$0]) }
        case "metadata":
            .members("metadata", program.metadata.map(\.key) + state.metadataPatch.keys.sorted(), metadata)
        case "checks": .members("checks", Array(state.steps.keys), check)
        case "acts": .members("acts", Array(state.steps.keys), act)
        case "joins": .members("joins", Array(state.steps.keys), join)
        case "reviews": .members("reviews", Array(state.steps.keys), review)
        case "flows": .members("flows", Array(state.steps.keys), flow)
        case "vendors": .members("vendors", Array(state.verifications.keys), vendor)
        case "run": .members("run", ["id", "created_at", "now"], run)
        case "status": status.map { .value(.string($0.rawValue)) } ?? .absent
        case "result":
            if let result { .members("result", Array(result.keys)) { .present(result[$0]) } } else { .absent }
        default: element.flatMap { $0.name == name ? .value($0.value) : nil } ?? .absent
        }
    }

    private func applicant(_ name: String) -> Resolution {
        if let value = state.applicant[name] { return .value(value) }
        let field = program.applicant.first { $0.name == name }
        if let value = field?.defaultValue { return .value(value) }
        return field?.isOptional == true || wasCollected(name) ? .absent : .unknown(["applicant.\(name)"])
    }

    /// Asked for, and the flow went on without.
    private func wasCollected(_ name: String) -> Bool {
        program.allSteps.contains { step in
            guard case .collect(let collect) = step, collect.fields.contains(name) else { return false }
            return state.steps[step.id]?.hasEnded == true
        }
    }

    /// What was sent, or would be sent now: patched keys win over the flow's own, which see no metadata themselves.
    private func metadata(_ key: String) -> Resolution {
        if let value = state.metadata[key] ?? state.metadataPatch[key] { return .value(value) }
        guard readsMetadata, let entry = program.metadata.first(where: { $0.key == key }) else { return .absent }
        var scope = self
        scope.readsMetadata = false
        switch entry.value.evaluate(scope, budget: Machine.budget) {
        case .value(.optional(.none)): return .absent
        case .value(.optional(.some(let value))), .value(let value): return .value(value)
        case .failure, .unknown: return .unknown(["metadata.\(key)"])
        }
    }

    private func check(_ id: String) -> Resolution {
        guard let step = state.steps[id] else { return .absent }
        return .members("checks.\(id)", Self.checkMembers + step.result.keys.sorted()) { member(of: step, id, $0) }
    }

    private static let checkMembers = [
        "ran", "ended", "verdict", "passed", "failed", "in_review", "by", "attempts", "reasons", "artifacts",
    ]

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
        case "artifacts" where ran && step.result[name] == nil: return .value(.record([:]))
        default:
            if let value = step.result[name] { return .value(value) }
            return ran || step.ended == .skipped ? .absent : .unknown(["checks.\(id).\(name)"])
        }
    }

    private func act(_ id: String) -> Resolution {
        guard let step = state.steps[id] else { return .absent }
        let names = ["ran", "ended", "by"] + step.result.keys.sorted()
        return .members("acts.\(id)", names) { member(of: step, id, $0) }
    }

    private func join(_ id: String) -> Resolution {
        guard let step = state.steps[id], step.hasEnded else { return .unknown(["joins.\(id)"]) }
        let join = step.join ?? JoinState()
        return .members("joins.\(id)", ["ran", "ended", "met", "passed", "failed", "answered"]) {
            switch $0 {
            case "ran": .value(.bool(step.ended == .answered))
            case "ended": .value(.string(step.ended?.rawValue ?? ""))
            case "met": .value(.bool(join.met))
            case "passed": .value(.int(Int64(join.passed)))
            case "failed": .value(.int(Int64(join.failed)))
            case "answered": .value(.int(Int64(join.answered)))
            default: .absent
            }
        }
    }

    private func flow(_ id: String) -> Resolution {
        guard let step = state.steps[id], step.hasEnded else { return .unknown(["flows.\(id)"]) }
        let children = step.children ?? []
        let outputs = Resolution.record("flows.\(id).outputs", children.first?.outputs ?? [:])
        return .members("flows.\(id)", ["ran", "ended", "status", "reason", "outputs", "items"]) {
            switch $0 {
            case "ran": .value(.bool(step.ended == .answered))
            case "ended": .value(.string(step.ended?.rawValue ?? ""))
            case "status": .present(children.first?.status.map { .string($0.rawValue) })
            // A status without a reason has an empty one, so that a rule may compare it.
            case "reason": .present(children.first.flatMap { $0.status == nil ? nil : .string($0.reason ?? "") })
            case "outputs": outputs
            case "items":
                .value(
                    .list(
                        children.map { child in
                            .map([
                                "status": .string(child.status?.rawValue ?? "unknown"),
                                "reason": .string(child.reason ?? ""),
                                "outputs": .map(
                                    Dictionary(uniqueKeysWithValues: child.outputs.map { (.string($0), $1) })),
                            ])
                        }))
            default: .absent
            }
        }
    }

    private func review(_ id: String) -> Resolution {
        guard let step = state.steps[id], step.hasEnded else { return .unknown(["reviews.\(id)"]) }
        return .members("reviews.\(id)", ["ran", "ended", "answer", "by"]) {
            switch $0 {
            case "ran": .value(.bool(step.ended == .answered))
            case "ended": .value(.string(step.ended?.rawValue ?? ""))
            case "answer": .present(step.review?.answer.map { .string($0) })
            case "by": .value(.list((step.review?.people ?? []).map { .string($0) }))
            default: .absent
            }
        }
    }

    private func vendor(_ name: String) -> Resolution {
        guard let verification = state.verifications[name] else { return .absent }
        return .members("vendors.\(name)", ["status", "finalized"]) {
            switch $0 {
            case "status": .value(.string(verification.status?.rawValue ?? "unknown"))
            case "finalized": .value(.bool(verification.isFinalized))
            default: .absent
            }
        }
    }

    private func run(_ name: String) -> Resolution {
        switch name {
        case "id": .value(.string(state.run))
        case "created_at": .value(.timestamp(CELTimestamp(clamping: state.createdAt.milliseconds)))
        case "now": .value(.timestamp(CELTimestamp(clamping: state.now.milliseconds)))
        default: .absent
        }
    }
}

/// A record whose members are worked out when they are asked for.
private struct Members: ObjectMembers {
    var typeName: String
    var memberNames: [String]
    var resolve: @Sendable (String) -> Resolution

    func member(_ name: String) -> Resolution { resolve(name) }
}

extension Resolution {
    fileprivate static func members(
        _ type: String, _ names: [String], _ resolve: @escaping @Sendable (String) -> Resolution
    ) -> Resolution {
        .value(.object(LazyObject(Members(typeName: type, memberNames: names, resolve: resolve))))
    }

    fileprivate static func record(_ name: String, _ values: [String: Value]) -> Resolution {
        .members(name, values.keys.sorted()) { .present(values[$0]) }
    }

    fileprivate static func present(_ value: Value?) -> Resolution { value.map { .value($0) } ?? .absent }
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

    func truth(
        of condition: CheckedExpression, result: [String: Value]? = nil, status: RunStatus? = nil
    ) -> Known<Bool> {
        let decided = status ?? (state.phase.isFinal ? state.status : nil)
        let scope = RunScope(program: program, state: state, result: result, status: decided)
        switch condition.evaluate(scope, budget: Self.budget) {
        case .value(.bool(let truth)): return .known(truth)
        case .value: return .undetermined(["a condition that is not a bool"])
        case .failure(let failure): return .undetermined([failure.code])
        case .unknown(let names): return .undetermined(names.sorted())
        }
    }

    func value(of template: Template) -> Known<Value> {
        let scope = RunScope(program: program, state: state, result: nil)
        switch template.evaluate(scope, budget: Self.budget) {
        case .value(let value): return .known(value)
        case .failure(let failure): return .undetermined([failure.code])
        case .unknown(let names): return .undetermined(names.sorted())
        }
    }

    /// The flow's metadata as far as it can be read now, with what was patched on top.
    func readableMetadata() -> [String: Value] {
        readable(program.metadata).merging(state.metadataPatch) { $1 }
    }

    /// Those entries that have a value now.
    func readable(_ entries: [MetadataEntry]) -> [String: Value] {
        var values: [String: Value] = [:]
        for entry in entries {
            switch value(of: entry.value) {
            case .known(.optional(.none)), .undetermined: continue
            case .known(.optional(.some(let value))), .known(let value): values[entry.key] = value
            }
        }
        return values
    }
}
