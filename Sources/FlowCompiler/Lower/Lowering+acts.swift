import Diagnostics
import ExpressionSyntax
import Expressions
import FlowIR
import FlowSyntax
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// What is done at vendors for its effect alone, and what is left to do once the status is final.
extension Lowering {
    mutating func lower(_ tree: ActTree) -> CheckStep? {
        guard let kind = actKind(tree.step) else { return nil }
        let calls = tree.step.by.compactMap { call($0, of: tree.step, kind) }
        var act = act(tree.step, kind, calls, .effect)
        act.condition = tree.step.condition.flatMap { condition($0, in: environments.flow) }
        act.remedies = Dictionary(uniqueKeysWithValues: tree.step.remedies.map { ($0.key.rawValue, $0.value) })
        act.deadline = tree.step.deadline?.value
        if let undo = tree.undo { lower(undo, of: tree.step, act) }
        return act
    }

    private func act(_ step: StepTree, _ kind: ActKind, _ calls: [VendorCall], _ role: ActRole) -> CheckStep {
        var act = CheckStep(
            id: step.id.value, title: step.title, kind: step.check.value, vendors: calls,
            note: SourceNote(file: step.place.file.name, line: step.id.place.line))
        act.act = role
        return act
    }

    /// Of the name as written; a team's own is `riskapi.card_block`.
    private mutating func actKind(_ step: StepTree) -> ActKind? {
        let name = step.check.value
        if let kind = ActKind.named(name) { return kind }
        let parts = name.split(separator: ".")
        if parts.count == 2, let kind = packs[String(parts[0])]?.acts.first(where: { $0.kind.name == parts[1] })?.kind {
            return kind
        }
        let names = ActKind.all.map(\.name) + packs.values.flatMap { $0.actNames.filter { $0.contains(".") } }
        findings.report(
            Finding(
                "unknown-act", "there is no act `\(name)`", at: step.check.place,
                help: nameHelp(for: name, in: names.sorted(), known: "the acts"),
                fix: .rename(name, in: names.sorted(), at: step.check.place)))
        return nil
    }

    private mutating func call(_ by: ByTree, of step: StepTree, _ kind: ActKind) -> VendorCall? {
        guard let vendor = vendor(by) else { return nil }
        guard let offer = vendor.pack.actOffer(step.check.value) else {
            let names = vendor.pack.actNames
            findings.report(
                Finding(
                    "vendor-cannot", "\(vendor.pack.name) cannot do `\(step.check.value)`", at: by.vendor.place,
                    help: names.isEmpty
                        ? "it offers no acts" : "it can do \(names.map { "`\($0)`" }.joined(separator: ", "))",
                    related: [.init("the act", at: step.check.place)]))
            return nil
        }
        let policy = self.policy([tree.defaults, step.call, by.call], offer.operation)
        checkPolicy(policy, [by.call, step.call, tree.defaults])
        let taken = InputForm(
            what: "the act `\(step.check.value)`", operation: offer.operation.name, fields: kind.input,
            takes: offer.takes, needs: offer.needs)
        return VendorCall(
            vendor: by.vendor.value, operation: offer.operation.name, isWithinVerification: offer.insideVerification,
            judge: .pack, input: input(by, of: step, taken), policy: policy, options: nil)
    }

    // MARK: Afterwards

    /// The acts that take back, and those of `after`, in the order in which they are done.
    mutating func lowerAfter() -> [CheckStep] {
        let acts = tree.after.compactMap { step -> CheckStep? in
            guard let kind = actKind(step) else { return nil }
            noteID(of: step)
            let calls = step.by.compactMap { call($0, of: step, kind) }
            var act = act(step, kind, calls, .effect)
            act.condition = step.condition.flatMap { condition($0, in: environments.invariants) }
            return act
        }
        return undos.reversed() + acts + monitors
    }

    private mutating func noteID(of step: StepTree) {
        guard let first = seen[step.id.value] else {
            seen[step.id.value] = step.id.place
            return
        }
        findings.report(
            Finding(
                "duplicate-id", "there are two steps `\(step.id.value)`", at: step.id.place,
                help: "ids are unique in a flow", related: [.init("the first", at: first)]))
    }

    private mutating func lower(_ undo: Located<YAMLNode>, of step: StepTree, _ act: CheckStep) {
        let calls = act.vendors.compactMap { call -> VendorCall? in
            guard let pack = vendors[call.vendor]?.pack, let offer = pack.actOffer(act.kind) else { return nil }
            guard let back = offer.undo else {
                findings.report(
                    Finding(
                        "cannot-undo", "\(pack.name) cannot take `\(act.kind)` back", at: undo.place,
                        help: "leave `undo` out, or do it at a vendor that can",
                        related: [.init("the act", at: step.check.place)],
                        fix: .removing(valueAt: undo.value.place, from: document)))
                return nil
            }
            var call = call
            call.operation = back.name
            call.policy = policy([tree.defaults, step.call], back)
            return call
        }
        guard let condition = afterwards(undo.value), calls.count == act.vendors.count, let first = calls.first else {
            return
        }
        var back = CheckStep(
            id: "undo/\(act.id)", kind: name(ofUndo: first.operation, act), vendors: calls,
            note: SourceNote(file: undo.place.file.name, line: undo.place.line))
        back.condition = condition
        back.act = .undo(of: act.id)
        undos.append(back)
    }

    /// The act that undoes has a name of its own where a flow could do it too.
    private func name(ofUndo operation: String, _ act: CheckStep) -> String {
        let pack = act.vendors.first.flatMap { vendors[$0.vendor]?.pack }
        return pack?.acts.first { $0.operation == operation }?.kind.name ?? "undo_\(act.kind)"
    }

    /// Goes on watching what a check found.
    mutating func lowerMonitor(of step: StepTree, _ check: CheckStep) {
        guard let tree = step.monitor else { return }
        var watched: [String: Monitoring.Calls] = [:]
        let calls = check.vendors.compactMap { call -> VendorCall? in
            guard let pack = vendors[call.vendor]?.pack else { return nil }
            guard let offer = pack.monitorOffer(check.kind) else {
                findings.report(
                    Finding(
                        "cannot-monitor", "\(pack.name) cannot go on watching a `\(check.kind)`",
                        at: tree.place, help: "leave `monitor` out, or ask a vendor that can",
                        related: [.init("the check", at: step.check.place)],
                        fix: .removing(valueAt: tree.place, from: document)))
                return nil
            }
            let use: (OperationOffer) -> OperationUse = { [self] in
                OperationUse(operation: $0.name, policy: policy([self.tree.defaults], $0))
            }
            watched[call.vendor] = Monitoring.Calls(
                stop: use(offer.stop), read: offer.read.map(use), each: offer.each)
            var call = call
            call.operation = offer.start.name
            call.policy = policy([self.tree.defaults], offer.start)
            call.isWithinVerification = false
            call.judge = .pack
            return call
        }
        let condition = tree.condition.flatMap { afterwards($0) }
        guard calls.count == check.vendors.count, tree.condition == nil || condition != nil else { return }
        var monitor = CheckStep(
            id: "monitor/\(check.id)", kind: "monitor", vendors: calls,
            note: SourceNote(file: tree.lasts.place.file.name, line: tree.lasts.place.line))
        monitor.condition = condition
        monitor.act = .monitor(of: check.id, Monitoring(lasts: tree.lasts.value, vendors: watched))
        monitors.append(monitor)
    }

    /// A condition that is read when the status is final: everything has ended by then.
    private mutating func afterwards(_ node: YAMLNode) -> CheckedExpression? {
        let outside = position
        position = nil
        defer { position = outside }
        return condition(node, in: environments.invariants)
    }
}
