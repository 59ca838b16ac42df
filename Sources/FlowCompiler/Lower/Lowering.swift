import Diagnostics
import ExpressionSyntax
import Expressions
import FlowIR
import FlowMachine
import FlowSyntax
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Turns one flow tree into a program, and says what keeps it from being one.
struct Lowering {
    let tree: FlowTree
    /// The document that the tree was read from, for fixes that take parts out of it.
    let document: YAMLNode
    let packs: [String: Pack]
    let packNames: [String]
    let flows: [FlowSignature]?
    let environments: Environments
    /// Each step's kind of check, by id, where it is known.
    let kinds: [String: CheckKind]
    var findings = Findings()
    /// What it came to; of use only without findings.
    var program: FlowProgram?
    /// `flags.x` and the like that some expression reads, and the vendors that steps ask.
    var reads: Set<String> = []
    /// By check: the photos and files of its vendor that some expression reads.
    var artifactReads: [String: Set<String>] = [:]
    /// The step that is being lowered.
    var present: String?
    /// The conditions that could be read, by their place.
    var compiled: [Place: CompiledExpression] = [:]
    /// The expressions of templates, by the template's place.
    var filled: [Place: [CompiledExpression]] = [:]
    /// The first place of each id.
    var seen: [String: Place] = [:]
    /// What can be read where it stands; `nil` once all steps have ended.
    var position: Position?
    /// What takes acts back, and what goes on being watched, in the order of the text.
    var undos: [CheckStep] = []
    var monitors: [CheckStep] = []
    /// The program's vendors, by name, once lowered.
    var vendors: [String: LoweredVendor] = [:]

    /// By reference, since every step looks at it.
    final class LoweredVendor {
        let tree: VendorTree
        let pack: Pack
        let use: VendorUse
        /// By the checks that the flow makes.
        let offers: [String: CheckOffer]
        /// By the checks that the flow makes: what an answer gives, with its files.
        let gives: [String: [Field]]

        init(tree: VendorTree, pack: Pack, use: VendorUse, offers: [String: CheckOffer]) {
            self.tree = tree
            self.pack = pack
            self.use = use
            self.offers = offers
            gives = offers.mapValues { offer in
                offer.gives + [Field("artifacts", .record(Lowering.artifacts(at: pack, offer.kind)))]
            }
        }
    }

    init(
        tree: FlowTree, of document: YAMLNode, packs: [String: Pack], packNames: [String], flows: [FlowSignature]?
    ) {
        self.flows = flows
        self.tree = tree
        self.document = document
        self.packs = packs
        self.packNames = packNames
        var kinds: [String: CheckKind] = [:]
        // Of two with one id, which is refused, the first counts.
        for step in tree.steps where kinds[step.id.value] == nil {
            kinds[step.id.value] = Self.kind(step.check.value, packs)
        }
        self.kinds = kinds
        environments = Environments(tree: tree, kinds: kinds, flows: flows ?? [], packs: packs)
    }

    /// A kind that all packs share, or a team's own: `riskapi.score`.
    private static func kind(_ name: String, _ packs: [String: Pack]) -> CheckKind? {
        if let kind = CheckKind.named(name) { return kind }
        let parts = name.split(separator: ".")
        guard parts.count == 2, let pack = packs[String(parts[0])] else { return nil }
        return pack.kinds.first { $0.name == parts[1] }
    }

    mutating func lower(profile: String?) {
        var program = FlowProgram(
            flow: tree.name.value, version: tree.version.value, title: tree.title, profile: profile,
            applicant: applicant(), flags: flags())
        lowerVendors()
        position = Position()
        program.steps = steps(tree.nodes)
        position = nil
        program.vendors = tree.vendors.compactMap { vendors[$0.name.value]?.use }
        program.metadata = metadata()
        program.outputs = tree.outputs.isEmpty ? nil : outputs()
        program.rules = rules()
        program.invariants = invariants()
        program.expiresAfter = tree.expiresAfter?.value
        program.notify = tree.notify.isEmpty ? nil : tree.notify
        program.review = flowReview()
        program.hold = tree.hold?.value
        checkHold()
        program.keep = tree.keep
        let after = lowerAfter()
        program.after = after.isEmpty ? nil : after
        program.steps = fetching(program.steps)
        lowerEvidence(&program)
        checkOverridable()
        checkProfileChoice()
        self.program = program
    }

    // MARK: Fields

    private mutating func applicant() -> [ApplicantField] {
        tree.applicant.map { field in
            checkDefault(of: field)
            return ApplicantField(
                name: field.name.value, type: field.type, isOptional: field.isOptional, isPersonal: field.isPersonal,
                defaultValue: field.defaultValue?.value, limits: field.limits)
        }
    }

    private mutating func flags() -> [Flag] {
        tree.flags.compactMap { field in
            checkDefault(of: field)
            guard let value = field.defaultValue?.value else { return nil }
            return Flag(
                name: field.name.value, type: field.type, value: value, limits: field.limits,
                open: tree.overridable.limits(ofFlag: field.name.value))
        }
    }

    private mutating func checkDefault(of field: FieldTree) {
        guard let value = field.defaultValue else { return }
        if field.type.isMedia {
            findings.report(
                Finding(
                    "bad-default", "\(field.type.described) cannot have a default", at: value.place,
                    help: "leave the default out, or mark the field `optional: true`"))
            return
        }
        let problems = Intake.problems(
            of: value.value, type: field.type, limits: field.limits, path: field.name.value)
        let declaration = field.name.place
        let isApart = value.place.file !== declaration.file || value.place.line != declaration.start.line
        for problem in problems {
            findings.report(
                Finding(
                    "bad-default", "this value of `\(field.name.value)` does not fit", at: value.place,
                    help: "expected \(problem.expected)",
                    related: isApart ? [.init("declared here", at: field.name.place)] : []))
        }
    }

    private mutating func metadata() -> [MetadataEntry] {
        tree.metadata.compactMap { entry in
            guard let key = entry.key.text,
                let template = YAMLDecoding.template(entry.value, in: environments.flow, findings: &findings)
            else { return nil }
            filled[entry.value.place] = template.expressions
            note(template.references)
            checkVendors(template.references)
            checkMetadata(template.references)
            refuseMedia(template, "metadata")
            return MetadataEntry(key: key, value: template.template)
        }
    }

    private mutating func outputs() -> [MetadataEntry] {
        tree.outputs.compactMap { entry in
            guard let key = entry.key.text else { return nil }
            let expression = YAMLDecoding.expression(entry.value, in: environments.flow, findings: &findings)
            guard let expression else { return nil }
            note(expression.references)
            return MetadataEntry(key: key, value: .expression(expression.expression))
        }
    }

    private mutating func refuseMedia(_ template: CompiledTemplate, _ what: String) {
        for reference in template.references where reference.path.count > 2 && reference.path[2] == "artifacts" {
            findings.report(
                Finding(
                    "media-in-text", "a photo or a file of a vendor cannot travel in \(what)", at: reference.place,
                    help: "leave it out; `evidence` keeps it"))
        }
        for reference in template.references where reference.path.count == 2 && reference.path[0] == "applicant" {
            guard let field = tree.field(reference.path[1]), field.type.isMedia
            else {
                continue
            }
            findings.report(
                Finding(
                    "media-in-text", "\(field.type.described) cannot travel in \(what)", at: reference.place,
                    help: "leave it out; the vendor has the \(field.type.name) from its check"))
        }
    }

    private mutating func checkMetadata(_ references: [PlacedReference]) {
        for reference in references where reference.path.first == "metadata" {
            findings.report(
                Finding(
                    "metadata-of-metadata", "metadata cannot be made of metadata", at: reference.place,
                    help: "write what it is made of: `applicant.…`, `flags.…` or `checks.…`"))
        }
    }

    /// Nothing is finalized before every step has ended.
    mutating func checkVendors(_ references: [PlacedReference]) {
        for reference in references
        where reference.path.first == "vendors" && !(reference.path.count > 2 && reference.path[2] == "finalized") {
            findings.report(
                Finding(
                    "vendor-too-early", "what a vendor finally says is not known while checks are made",
                    at: reference.place, help: "read `vendors.….status` in `status`; here, read `checks.…`"))
        }
    }

    // MARK: Status

    private mutating func rules() -> [StatusRule] {
        let rules = tree.rules.compactMap { rule -> StatusRule? in
            let note = SourceNote(file: rule.place.file.name, line: rule.place.line)
            let route = route(rule)
            guard let node = rule.condition else {
                return StatusRule(
                    outcome: rule.outcome, condition: nil, reason: rule.reason, route: route, note: note)
            }
            guard let condition = condition(node, in: environments.flow) else { return nil }
            return StatusRule(
                outcome: rule.outcome, condition: condition, reason: rule.reason, route: route, note: note)
        }
        checkRules()
        return rules
    }

    private mutating func invariants() -> [Invariant] {
        tree.invariants.compactMap { invariant in
            let note = SourceNote(file: invariant.place.file.name, line: invariant.place.line)
            return condition(invariant.condition, in: environments.invariants).map {
                Invariant(kind: invariant.kind, condition: $0, because: invariant.because, note: note)
            }
        }
    }

    private mutating func checkRules() {
        // One further up is told to go down.
        if tree.hasAllRules, let last = tree.rules.last, tree.rules.allSatisfy({ $0.condition != nil }) {
            findings.report(.noOtherwise(at: last.place))
        }
        for rule in tree.rules.dropLast() where rule.condition == nil {
            findings.report(
                Finding(
                    "unreachable-rule", "no rule after `otherwise` is ever tried", at: rule.place,
                    help: "put `otherwise` last"))
        }
        for rule in tree.rules where rule.condition == nil && rule.outcome == .verify {
            findings.report(
                Finding(
                    "otherwise-verifies", "`otherwise` may not verify", at: rule.place,
                    label: "doubt would let people through",
                    help: "write `otherwise: review`, and say in a `verify` rule what has to be known",
                    fix: .replacing("verify", with: "review", within: rule.place)))
        }
        if tree.hasAllRules, !tree.rules.isEmpty, !tree.steps.isEmpty,
            !tree.rules.contains(where: { $0.outcome == .verify })
        {
            findings.report(
                Finding(
                    "never-verifies", "no rule of this flow verifies anybody", at: tree.statusPlace, severity: .warning,
                    help: "add `- verify: …` with what has to be known"))
        }
    }

    /// A condition with the places of its steps checked.
    mutating func condition(
        _ node: YAMLNode, in environment: ExpressionEnvironment
    ) -> CheckedExpression? {
        guard let compiled = YAMLDecoding.expression(node, in: environment, expecting: .bool, findings: &findings)
        else {
            return nil
        }
        self.compiled[node.place] = compiled
        checkOrder(compiled.references)
        return compiled.expression
    }
}

extension Finding {
    fileprivate static func noOtherwise(at place: Place) -> Finding {
        Finding(
            "no-otherwise", "the last rule of `status` has to be `otherwise`", at: place,
            help: "add `- otherwise: review`, so that no run is left without a status",
            fix: .item("otherwise: review", after: place))
    }
}
