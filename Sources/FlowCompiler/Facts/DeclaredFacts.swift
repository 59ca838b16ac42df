import Expressions
import FlowIR
import FlowSyntax
import Vocabulary

/// The values that things can have by their declaration: flags and fields within their limits, verdicts, vendors.
enum DeclaredFacts {
    static func facts(of lowering: Lowering) -> Facts {
        var facts = Facts()
        for field in lowering.tree.applicant where !field.type.isMedia {
            facts.declare("applicant.\(field.name.value)", field.type, field.limits)
        }
        for flag in lowering.tree.flags { facts.declare("flags.\(flag.name.value)", flag.type, flag.limits) }
        let optional = lowering.tree.optionalSteps
        for step in lowering.tree.steps {
            let id = "checks.\(step.id.value)"
            var ended = Ended.allCases.map(\.rawValue)
            if !optional.contains(step.id.value) { ended.removeAll { $0 == Ended.skipped.rawValue } }
            facts.narrow("\(id).verdict", to: .one(of: Verdict.allCases.map(\.rawValue)))
            facts.narrow("\(id).ended", to: .one(of: ended))
            facts.narrow("\(id).by", to: .one(of: step.by.map(\.vendor.value) + [""]))
        }
        for case .review(let review) in lowering.tree.allNodes {
            guard let id = review.head.id?.value else { continue }
            facts.narrow("reviews.\(id).answer", to: .one(of: review.answers?.map(\.value) ?? ["verify", "reject"]))
            facts.narrow("reviews.\(id).ended", to: .one(of: Ended.allCases.map(\.rawValue)))
            if !optional.contains(id), review.onTimeout?.value != .skip {
                facts.narrow("reviews.\(id).ran", to: .holds)
            }
        }
        for case .flow(let flow) in lowering.tree.allNodes {
            guard let id = flow.head.id?.value else { continue }
            let statuses = RunStatus.allCases.filter(\.isDecided).map(\.rawValue)
            if flow.each == nil { facts.narrow("flows.\(id).status", to: .one(of: statuses)) }
            facts.narrow("flows.\(id).ended", to: .one(of: Ended.allCases.map(\.rawValue)))
        }
        facts.narrow("status", to: .one(of: RunStatus.allCases.filter(\.isDecided).map(\.rawValue)))
        for vendor in lowering.tree.vendors {
            facts.narrow(
                "vendors.\(vendor.name.value).status", to: .one(of: RunStatus.allCases.map(\.rawValue) + ["unknown"]))
        }
        return facts
    }
}

extension Facts {
    fileprivate mutating func declare(_ path: String, _ type: FieldType, _ limits: ValueLimits) {
        var domain = Domain()
        if let values = limits.oneOf { domain.allowed = Set(values.map(\.asDomainValue)) }
        if type == .bool, domain.allowed == nil { domain.allowed = [.bool(true), .bool(false)] }
        if [.int, .double].contains(type) {
            domain.low = limits.minimum.map { .init(value: $0, isOpen: false) }
            domain.high = limits.maximum.map { .init(value: $0, isOpen: false) }
        }
        if domain != Domain(), !domain.isEmpty { narrow(path, to: domain) }
    }
}
