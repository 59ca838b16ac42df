import Diagnostics
import FlowIR
import FlowMachine
import Vendors
import YAMLDecoding
import YAMLTree

extension ScenarioReader {
    /// `idmeta.create`: a call that this flow can make.
    mutating func call(_ node: YAMLNode) -> String? {
        guard let name = node.text else { return nil }
        let known = program.callNames + program.vendors.flatMap(readings)
        if known.contains(name) { return name }
        findings.report(
            Finding(
                "unknown-call", "the flow makes no call `\(name)`", at: node.place,
                help: nameHelp(for: name, in: known, known: "its calls"), fix: .rename(name, in: known, at: node.place))
        )
        return nil
    }

    /// Readings of what became of a lost call, by their operation.
    private func readings(of vendor: VendorUse) -> [String] {
        guard let pack = packs[vendor.pack] else { return [] }
        let names = Set(pack.operations.keys.compactMap { pack.recovery(of: $0)?.operation })
        return names.sorted().map { "\(vendor.name).\($0)" }
    }
}

extension FlowProgram {
    /// The queues of questions and decisions, as incidents name them: `review.edd`.
    var queues: [String] {
        let steps = allSteps.compactMap { step -> String? in
            guard case .review(let review) = step else { return nil }
            return review.queue
        }
        let own = review.map { [$0.queue] } ?? []
        return (steps + own + rules.compactMap { $0.route?.queue }).map { "review.\($0)" }
    }

    /// Every call that runs can make, as scenarios name them.
    var callNames: [String] {
        var names: Set<String> = []
        for vendor in vendors {
            if vendor.create != nil { names.insert("\(vendor.name).create") }
            for object in vendor.objects ?? [] { names.insert("\(vendor.name).\(object.name)") }
            if vendor.metadata != nil { names.insert("\(vendor.name).metadata") }
            if vendor.finalize != nil { names.insert("\(vendor.name).finalize") }
            for artifact in vendor.evidence ?? [] { names.insert("\(vendor.name).\(artifact.name)") }
        }
        for step in checks + (after ?? []) {
            if case .monitor(_, let monitoring)? = step.act {
                for (vendor, calls) in monitoring.vendors {
                    names.insert("\(vendor).\(Activity.WatchCall.stop.rawValue)")
                    if calls.read != nil { names.insert("\(vendor).\(Activity.WatchCall.read.rawValue)") }
                }
            }
            for call in step.vendors {
                names.insert(call.hosted == nil ? "\(call.vendor).\(step.kind)" : "\(call.vendor).create")
                if call.hosted?.read != nil { names.insert("\(call.vendor).read") }
                if call.hosted?.attempt != nil { names.insert("\(call.vendor).attempt") }
                for artifact in call.artifacts ?? [] { names.insert("\(call.vendor).\(artifact.name)") }
            }
        }
        return names.sorted()
    }
}
