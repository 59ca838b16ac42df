import Diagnostics
import ExpressionSyntax
import Expressions
import FlowIR
import FlowSyntax
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

extension Lowering {
    mutating func lower(_ step: StepTree) -> CheckStep? {
        guard let kind = kinds[step.id.value] else {
            let names = CheckKind.all.map(\.name) + packs.values.flatMap { $0.checkNames.filter { $0.contains(".") } }
            findings.report(
                Finding(
                    "unknown-check", "there is no check `\(step.check.value)`", at: step.check.place,
                    help: nameHelp(for: step.check.value, in: names.sorted(), known: "the checks"),
                    fix: .rename(step.check.value, in: names.sorted(), at: step.check.place)))
            return nil
        }
        let calls = step.by.compactMap { call($0, of: step, kind) }
        var lowered = CheckStep(
            id: step.id.value, title: step.title, kind: kind.name, vendors: calls,
            attempts: attempts(step, kind),
            require: step.require.map { require($0, kind) },
            remedies: remedies(of: step), failover: failover(of: step),
            note: SourceNote(file: step.place.file.name, line: step.id.place.line))
        lowered.condition = step.condition.flatMap { condition($0, in: environments.flow) }
        lowered.verdict = verdict(step)
        lowered.deadline = step.deadline?.value
        lowered.failsOverAfterStart = failsOverAfterStart(step, lowered)
        checkJudges(step, kind, lowered)
        lowerMonitor(of: step, lowered)
        return lowered
    }

    /// Members of a race count through their join only, so what keeps one from answering is nobody's business.
    private func remedies(of step: StepTree) -> [Cause.RawValue: Remedy] {
        let own = Dictionary(uniqueKeysWithValues: step.remedies.map { ($0.key.rawValue, $0.value) })
        guard position?.isRacing == true else { return own }
        return Dictionary(uniqueKeysWithValues: Cause.allCases.map { ($0.rawValue, Remedy.skip) }).merging(own) { $1 }
    }

    private mutating func failover(of step: StepTree) -> [ErrorKind]? {
        guard let failover = step.failover else { return nil }
        if step.by.count == 1 {
            findings.report(
                Finding(
                    "idle-failover", "there is no next vendor to ask", at: failover.place, severity: .warning,
                    help: "name another one under `by`, or leave `failover` out",
                    related: [.init("the only one", at: step.by[0].vendor.place)],
                    fix: .removing(valueAt: failover.place, from: document)))
        }
        return Set(failover.kinds).sorted { $0.rawValue < $1.rawValue }
    }

    private mutating func failsOverAfterStart(_ step: StepTree, _ lowered: CheckStep) -> Bool? {
        guard let afterStart = step.failover?.afterStart, afterStart.value else { return nil }
        if !lowered.vendors.dropLast().contains(where: { $0.hosted != nil }), lowered.vendors.count > 1 {
            findings.report(
                Finding(
                    "idle-failover", "nobody is sent to a vendor's page before the next one is asked",
                    at: afterStart.place, severity: .warning, help: "leave `after_start` out",
                    fix: .removing(valueAt: afterStart.place, from: document)))
        }
        return true
    }

    // MARK: Vendors of a step

    /// The vendor that a step asks, where the flow has it.
    mutating func vendor(_ by: ByTree) -> LoweredVendor? {
        reads.insert("by \(by.vendor.value)")
        guard let vendor = vendors[by.vendor.value] else {
            if !tree.vendors.contains(where: { $0.name.value == by.vendor.value }) {
                let names = tree.vendors.map(\.name.value)
                let known = packs[by.vendor.value] != nil
                findings.report(
                    Finding(
                        "unknown-vendor", "`\(by.vendor.value)` is not among the flow's `vendors`", at: by.vendor.place,
                        help: known
                            ? "add `\(by.vendor.value): { … }` under `vendors`"
                            : nameHelp(for: by.vendor.value, in: names, known: "its vendors"),
                        fix: .rename(by.vendor.value, in: names, at: by.vendor.place)))
            }
            return nil
        }
        return vendor
    }

    private mutating func call(_ by: ByTree, of step: StepTree, _ kind: CheckKind) -> VendorCall? {
        guard let vendor = vendor(by) else { return nil }
        guard let offer = vendor.offers[kind.name] else {
            findings.report(
                Finding(
                    "vendor-cannot", "\(vendor.pack.name) cannot do the check `\(step.check.value)`",
                    at: by.vendor.place,
                    help: "it can do \(vendor.pack.checkNames.map { "`\($0)`" }.joined(separator: ", "))",
                    related: [.init("the check", at: step.check.place)]))
            return nil
        }
        // What a session says for itself stands in for the setting of that name.
        let said = [by.session, step.session].contains { $0?.returnTo != nil } ? ["return_to"] : []
        for setting in offer.neededSettings.sorted()
        where vendor.use.settings[setting] == nil && !said.contains(setting) {
            findings.report(
                Finding(
                    "setting-missing", "the check `\(step.check.value)` needs the setting `\(setting)`",
                    at: by.vendor.place, help: "add `\(setting): …` under `vendors.\(by.vendor.value)`"))
        }
        let policy = self.policy([tree.defaults, step.call, by.call], offer.operation)
        checkPolicy(policy, [by.call, step.call, tree.defaults])
        let options = options(by, offer)
        var call = VendorCall(
            vendor: by.vendor.value, operation: offer.operation.name,
            isWithinVerification: offer.insideVerification,
            judge: VendorCall.Judge(rawValue: offer.judge.rawValue) ?? .vendor,
            input: input(
                by, of: step,
                InputForm(
                    what: "the check `\(kind.name)`", operation: offer.operation.name, fields: kind.input,
                    takes: offer.takes, needs: offer.needs, isHosted: offer.hasPage)), policy: policy,
            hosted: hosted(by, of: step, offer),
            options: options.fixed)
        call.variedOptions = options.varied
        return call
    }

    mutating func checkPolicy(_ policy: CallPolicy, _ layers: [CallTree]) {
        guard let deadline = policy.deadline,
            let place = layers.compactMap({ $0.retry?.compactMap(\.deadline?.place).first }).first,
            policy.timeout > deadline
        else { return }
        findings.report(
            Finding(
                "deadline-before-timeout", "the deadline of \(deadline) ends before one call may (\(policy.timeout))",
                at: place, help: "make `timeout` shorter, or `deadline` longer than it"))
    }

    /// What a check or an act may be given.
    struct InputForm {
        var what: String
        /// The vendor's operation.
        var operation: String
        var fields: [Field]
        var takes: Set<String>
        var needs: Set<String>
        /// On its own page a vendor makes the captures itself.
        var isHosted = false
    }

    mutating func input(_ by: ByTree, of step: StepTree, _ form: InputForm) -> [InputEntry] {
        var entries: [String: YAMLEntry] = [:]
        let given = step.input + by.input
        for entry in given { entry.key.text.map { entries[$0] = entry } }
        let names = form.fields.map(\.name)
        var lowered: [InputEntry] = []
        var unknown = 0
        for entry in given {
            guard let name = entry.key.text, entries[name]?.key.place == entry.key.place else { continue }
            guard let field = form.fields.first(where: { $0.name == name }) else {
                findings.report(
                    Finding(
                        "unknown-input", "\(form.what) takes no `\(name)`", at: entry.key.place,
                        help: nameHelp(for: name, in: names, known: "its inputs"),
                        fix: .rename(name, in: names, at: entry.key.place)))
                unknown += 1
                continue
            }
            if form.isHosted, field.type.isMedia { continue }
            guard form.takes.contains(name) else {
                findings.report(
                    Finding(
                        "input-not-taken", "\(by.vendor.value) takes no `\(name)`", at: entry.key.place,
                        help: "leave it out, or give it under another vendor of `by`"))
                continue
            }
            guard let template = YAMLDecoding.template(entry.value, in: environments.flow, findings: &findings) else {
                continue
            }
            filled[entry.value.place] = template.expressions
            checkOrder(template.references)
            checkMembers(of: entry.value, field, name)
            let value = template.template.converted(to: field.type)
            if checkInput(template, field, at: entry.value.place), let vendor = vendors[by.vendor.value] {
                checkContract(value, as: name, of: vendor, form.operation, at: entry.value.place)
            }
            lowered.append(InputEntry(name: name, value: value))
        }
        let needed = form.fields.filter {
            form.needs.contains($0.name) || (!$0.isOptional && !($0.type.isMedia && form.isHosted))
        }
        // What stands there under another name is told of once.
        for field in needed.filter({ entries[$0.name] == nil }).dropFirst(unknown) {
            findings.report(
                Finding(
                    "missing-input", "step `\(step.id.value)` gives no `\(field.name)`", at: step.id.place,
                    help: "add `\(field.name): …` (\(field.type.name)) to its `input`"))
        }
        return lowered
    }

    // MARK: Verdict, attempts, require

    private mutating func verdict(_ step: StepTree) -> [VerdictArm] {
        let environment = environments.verdict(of: step.id.value)
        if let last = step.verdict.last, last.condition != nil {
            findings.report(
                Finding(
                    "no-otherwise", "the last arm of `verdict` has to be `otherwise`", at: last.place,
                    help: "add `- otherwise: review`", fix: .item("otherwise: review", after: last.place)))
        }
        return step.verdict.compactMap { arm in
            guard let node = arm.condition else {
                return VerdictArm(verdict: arm.verdict, condition: nil, overrulesVendor: arm.overrulesVendor)
            }
            return condition(node, in: environment).map {
                VerdictArm(verdict: arm.verdict, condition: $0, overrulesVendor: arm.overrulesVendor)
            }
        }
    }

    private mutating func checkJudges(_ step: StepTree, _ kind: CheckKind, _ lowered: CheckStep) {
        guard step.verdict.isEmpty, let call = lowered.vendors.first(where: { $0.judge == .flow }) else { return }
        findings.report(
            Finding(
                "no-judge", "\(call.vendor) only measures, so step `\(step.id.value)` needs a `verdict`",
                at: step.id.place,
                help: "add `verdict: [ { fail: … }, { pass: … }, { otherwise: review } ]`"))
    }

    private static let usualReasons = ApplicantReason.all
        .filter { !ApplicantReason.onlyWhereNamed.contains($0.group) }.map(\.name).sorted()

    /// Whether something is wrong with what a step is given.
    private func isWrong(_ step: StepTree) -> Bool {
        // A field that could not be read may be a photo.
        if tree.unread.contains(where: { $0.hasPrefix("applicant.") }) { return true }
        guard findings.hasErrors else { return false }
        let given = (step.input + step.by.flatMap(\.input)).flatMap { [$0.key.place, $0.value.place] }
        return findings.all.contains { finding in
            given.contains { $0.file === finding.place.file && $0.range.overlaps(finding.place.range) }
        }
    }

    private mutating func attempts(_ step: StepTree, _ kind: CheckKind) -> Attempts {
        guard let tree = step.attempts else { return Attempts() }
        var reasons =
            tree.on.map { Array(Set($0.flatMap { self.reasons($0) })).sorted() } ?? Self.usualReasons
        if !tree.except.isEmpty {
            let except = Set(tree.except.flatMap { self.reasons($0) })
            reasons.removeAll(where: except.contains)
        }
        let againIf = tree.againIf.flatMap { condition($0, in: environments.verdict(of: step.id.value)) }
        let ask = tree.ask.map { $0.compactMap { askable($0) } } ?? mediaRead(by: step)
        let isHosted = step.by.contains { vendors[$0.vendor.value]?.offers[kind.name]?.hasPage == true }
        // Of an input that is wrong nobody knows what it would have read.
        if !isHosted, tree.maximum.value > 1, ask.isEmpty, tree.ask?.isEmpty ?? true, !isWrong(step) {
            let field = self.tree.applicant.first(where: \.type.isMedia)?.name.value ?? "…"
            findings.report(
                Finding(
                    "nothing-to-ask", "another attempt has nothing to ask the applicant for", at: tree.maximum.place,
                    help: "name the fields: `attempts: { max: \(tree.maximum.value), ask: [\(field)] }`"))
        }
        checkReminders(tree.remind, tree.within)
        var attempts = Attempts(
            maximum: tree.maximum.value, reasons: reasons, againIf: againIf, ask: ask,
            within: tree.within?.value, remind: tree.remind.isEmpty ? nil : tree.remind.map(\.value))
        if let free = tree.free {
            if !isHosted {
                findings.report(
                    Finding(
                        "free-without-session", "only a session on a vendor's page may end without counting",
                        at: free.place, help: "leave `free` out; each capture counts",
                        fix: .removing(valueAt: free.place, from: document)))
            }
            let fault = ErrorKind.vendorFault.rawValue
            attempts.free = Array(Set(free.value.flatMap { $0.value == fault ? [fault] : self.reasons($0) })).sorted()
        }
        return attempts
    }

    private mutating func reasons(_ name: Located<String>) -> [String] {
        if ApplicantReason.named(name.value) != nil { return [name.value] }
        let group = ApplicantReason.inGroup(name.value).map(\.name)
        if group.isEmpty {
            findings.report(
                Finding(
                    "unknown-reason", "`\(name.value)` is neither a reason nor a group of reasons", at: name.place,
                    help: [
                        closest(to: name.value, in: ApplicantReason.groups + ApplicantReason.all.map(\.name))
                            .map { "did you mean `\($0)`?" },
                        "the groups are \(ApplicantReason.groups.map { "`\($0)`" }.joined(separator: ", "))",
                    ].compactMap { $0 }.joined(separator: " "),
                    fix: .rename(
                        name.value, in: ApplicantReason.groups + ApplicantReason.all.map(\.name), at: name.place)))
        }
        return group
    }

    private mutating func askable(_ name: Located<String>) -> String? {
        if tree.field(name.value) != nil { return name.value }
        findings.report(
            Finding(
                "unknown-field", "the applicant has no field `\(name.value)`", at: name.place,
                help: nameHelp(for: name.value, in: tree.applicant.map(\.name.value), known: "the fields"),
                fix: .rename(name.value, in: tree.applicant.map(\.name.value), at: name.place)))
        return nil
    }

    /// The applicant's media that a step's input reads directly, in the order of the declarations.
    private func mediaRead(by step: StepTree) -> [String] {
        var names: Set<String> = []
        for entry in step.input + step.by.flatMap(\.input) {
            guard let text = entry.value.text, text.hasPrefix("${applicant."), text.hasSuffix("}") else { continue }
            var name = text.utf8.dropFirst("${applicant.".utf8.count).dropLast()
            if name.first == UInt8(ascii: "?") { name = name.dropFirst() }
            names.insert(String(Substring(name)))
        }
        guard !names.isEmpty else { return [] }
        return tree.fields(names).filter(\.type.isMedia).map(\.name.value)
    }

    private mutating func require(_ path: Located<String>, _ kind: CheckKind) -> [String] {
        let parts = path.value.split(separator: ".").map(String.init)
        if !kind.result.contains(where: { $0.name == parts.first }) {
            findings.report(
                Finding(
                    "unknown-field", "the result of `\(kind.name)` has no `\(path.value)`", at: path.place,
                    help: nameHelp(for: parts.first ?? "", in: kind.result.map(\.name), known: "its fields"),
                    fix: .rename(parts.first ?? "", in: kind.result.map(\.name), at: path.place)))
        }
        return parts
    }
}
