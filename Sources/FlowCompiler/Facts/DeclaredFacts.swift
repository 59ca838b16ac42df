import Expressions
import FlowIR
import FlowSyntax
import Vendors
import Vocabulary
import YAMLDecoding

/// The values that things can have by their declaration: flags and fields within their limits, verdicts, vendors.
enum DeclaredFacts {
    static func facts(of lowering: Lowering, in table: FactTable) -> Facts {
        var facts = Facts(in: table)
        for field in lowering.tree.applicant where !field.type.isMedia {
            facts.declare("applicant.\(field.name.value)", field.type, field.limits)
        }
        for flag in lowering.tree.flags { facts.declare("flags.\(flag.name.value)", flag.type, flag.limits) }
        let optional = lowering.tree.optionalSteps
        let verdicts = table.number(of: .one(of: Verdict.allCases.map(\.rawValue)))
        let ended = table.number(of: .one(of: Ended.allCases.map(\.rawValue)))
        let endedUnskipped = table.number(of: .one(of: Ended.allCases.filter { $0 != .skipped }.map(\.rawValue)))
        var askers: [[String]: FactTable.DomainNumber] = [:]
        for step in lowering.tree.steps {
            let id = step.id.value
            let first = table.first(of: id)
            let vendors = step.by.map(\.vendor.value) + [""]
            let asked = askers[vendors] ?? table.number(of: .one(of: vendors))
            askers[vendors] = asked
            facts.narrow(first + CheckFacts.Part.verdict.rawValue, to: verdicts)
            facts.narrow(
                first + CheckFacts.Part.ended.rawValue, to: optional.contains(id) ? ended : endedUnskipped)
            facts.narrow(first + CheckFacts.Part.by.rawValue, to: asked)
        }
        for step in lowering.tree.steps {
            guard let words = vendorStatuses(of: step, lowering) else { continue }
            facts.narrow("checks.\(step.id.value).vendor_status", to: .one(of: words))
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

    /// What the vendors of a step call the ends of a session; `nil` where one of them writes its words in several ways.
    private static func vendorStatuses(of step: StepTree, _ lowering: Lowering) -> Set<String>? {
        guard lowering.kinds[step.id.value]?.result.contains(where: { $0.name == "vendor_status" }) == true else {
            return nil
        }
        var words: Set<String> = []
        for by in step.by {
            guard let statuses = lowering.vendors[by.vendor.value]?.pack.statuses, !statuses.fold else { return nil }
            let values = statuses.arms.flatMap { [$0.value] + $0.also }
            guard values.allSatisfy({ $0.stringValue != nil }) else { return nil }
            words.formUnion(values.compactMap(\.stringValue))
        }
        return words.isEmpty ? nil : words
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
