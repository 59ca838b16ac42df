import Diagnostics
import Expressions
import FlowIR
import FlowSyntax
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Whether what an expression reads is there for certain.
struct ReadCheck {
    let reference: LoweringReference
    /// By step: the ways to end after which nothing can be read of it.
    let absent: [String: Set<Value>]
    /// The ids of the steps that may be skipped.
    let optional: Set<String>
    /// The step in which it is read, where that is a check.
    let current: StepTree?
    let steps: [String: StepTree]
    /// The step that may not have collected the field that is read.
    let missed: HeadTree?

    /// Of every check, whatever became of it.
    private static let always: Set<String> = [
        "ran", "ended", "verdict", "passed", "failed", "in_review", "by", "attempts", "reasons",
    ]

    func finding(_ read: Reasoner.Read, _ compiled: CompiledExpression) -> Finding? {
        switch read.path[0] {
        case "checks": ofCheck(read, compiled)
        case "reviews": ofReview(read, compiled)
        case "flows": ofFlow(read, compiled)
        case "result": ofResult(read, compiled)
        case "applicant": ofApplicant(read, compiled)
        default: nil
        }
    }

    // MARK: The parts of what may be read

    private func ofApplicant(_ read: Reasoner.Read, _ compiled: CompiledExpression) -> Finding? {
        guard read.path.count > 1,
            let field = reference.lowering.tree.field(read.path[1])
        else { return nil }
        if read.isGuard, read.path.count == 2 { return nil }
        if !field.isOptional, missed == nil, read.path.count == 2 { return nil }
        let related = [Finding.Related("declared here", at: field.name.place)]
        let path = "applicant.\(field.name.value)"
        if field.defaultValue == nil, field.isOptional || missed != nil, !isThere(path, read) {
            if field.isOptional { return optional(read, path, compiled, related: related) }
            if let missed { return notCollected(path, missed, read, compiled) }
        }
        var fields = Self.fields(of: field.type)
        for index in 2..<max(read.path.count, 2) where !Self.isElement(read.path[index]) {
            let isAsked = read.isGuard && index == read.path.count - 1
            guard !isAsked, let field = fields.first(where: { $0.name == read.path[index] }) else { return nil }
            if field.isOptional, !isThere(read.path[...index].joined(separator: "."), read) {
                return optional(read, Self.shown(read.path[...index]), compiled, related: related)
            }
            fields = Self.fields(of: field.type)
        }
        return nil
    }

    private static func isElement(_ part: String) -> Bool { part.hasPrefix("[") }

    /// A path as the text has it: `h.score` for an element of a list.
    private static func shown(_ path: ArraySlice<String>) -> String {
        guard let element = path.lastIndex(where: isElement) else { return path.joined(separator: ".") }
        return ([String(path[element].dropFirst().dropLast())] + path[(element + 1)...]).joined(separator: ".")
    }

    /// What stands in a record, or in each record of a list.
    private static func fields(of type: FieldType?) -> [Field] {
        switch type {
        case .record(let fields): fields
        case .list(.record(let fields)): fields
        default: []
        }
    }

    private func ofResult(_ read: Reasoner.Read, _ compiled: CompiledExpression) -> Finding? {
        guard let step = current, read.path.count > 1 else { return nil }
        return ofFields(read, from: 1, step, compiled)
    }

    private func ofReview(_ read: Reasoner.Read, _ compiled: CompiledExpression) -> Finding? {
        guard read.path.count > 2, read.path[2] == "answer", !read.isGuard else { return nil }
        let id = read.path[1]
        let review = reference.lowering.tree.allNodes.lazy.compactMap { node -> ReviewTree? in
            guard case .review(let step) = node, step.head.id?.value == id else { return nil }
            return step
        }.first
        guard let review, read.given["reviews.\(id).ran"] != .holds,
            review.onTimeout?.value == .skip
                || read.given["reviews.\(id).ended"].contains(.string(Ended.skipped.rawValue))
        else { return nil }
        let guardText = "reviews.\(id).ran && "
        return Finding(
            "may-not-have-run", "review `\(id)` may not have been asked for here", at: compiled.place(of: read.range),
            help: "write `\(guardText)…` before it",
            related: [
                .init("the review", at: review.head.condition?.place ?? review.head.id?.place ?? review.head.place)
            ],
            fix: guarded(read, guardText, compiled))
    }

    private func ofFlow(_ read: Reasoner.Read, _ compiled: CompiledExpression) -> Finding? {
        guard read.path.count > 2, !["ran", "ended"].contains(read.path[2]), let step = flowStep(read.path[1]) else {
            return nil
        }
        let id = read.path[1]
        if step.isDetached { return detached(step, read, compiled) }
        let ended = read.given["flows.\(id).ended"]
        if !(read.isGuard && read.path.count == 3), read.given["flows.\(id).ran"] != .holds,
            optional.contains(id), ended.contains(.string(Ended.skipped.rawValue))
        {
            let guardText = "flows.\(id).ran && "
            return Finding(
                "may-not-have-run", "flow `\(id)` may not have run here", at: compiled.place(of: read.range),
                help: "write `\(guardText)…` before it",
                related: [.init("the step", at: step.head.condition?.place ?? step.head.id?.place ?? step.head.place)],
                fix: guarded(read, guardText, compiled))
        }
        // What a child gives, it may leave out.
        guard let outputs = read.path.firstIndex(of: "outputs"), read.path.count > outputs + 1 else { return nil }
        let path = read.path[...(outputs + 1)]
        if read.isGuard, path.count == read.path.count { return nil }
        if isThere(path.joined(separator: "."), read) { return nil }
        return optional(
            read, Self.shown(path), compiled, related: [.init("the step", at: step.head.id?.place ?? step.head.place)])
    }

    private func flowStep(_ id: String) -> FlowStepTree? {
        reference.lowering.tree.allNodes.lazy.compactMap { node -> FlowStepTree? in
            guard case .flow(let step) = node, step.head.id?.value == id else { return nil }
            return step
        }.first
    }

    private func ofCheck(_ read: Reasoner.Read, _ compiled: CompiledExpression) -> Finding? {
        guard read.path.count > 2, !Self.always.contains(read.path[2]),
            let step = steps[read.path[1]]
        else { return nil }
        if !(read.isGuard && read.path.count == 3), mayBeAbsent(step, read) { return notRun(step, read, compiled) }
        return ofFields(read, from: 2, step, compiled)
    }

    private func mayBeAbsent(_ step: StepTree, _ read: Reasoner.Read) -> Bool {
        let ended = read.given[.ended, of: step.id.value]
        return absent[step.id.value, default: []].contains(where: ended.contains)
    }

    /// Whether `has(…)` of a path, or of a longer one, is known to hold.
    private func isThere(_ path: String, _ read: Reasoner.Read) -> Bool { read.given["has(\(path))"] == .holds }

    /// Each part of the path after `first`, as those vendors give it that may have answered.
    private func ofFields(_ read: Reasoner.Read, from first: Int, _ step: StepTree, _ compiled: CompiledExpression)
        -> Finding?
    {
        let offers = step.by.compactMap { by -> (vendor: String, fields: [Field])? in
            guard read.given[.by, of: step.id.value].contains(.string(by.vendor.value)),
                let kind = reference.lowering.kinds[step.id.value],
                let gives = reference.lowering.vendors[by.vendor.value]?.gives[kind.name]
            else { return nil }
            return (by.vendor.value, gives)
        }
        guard !offers.isEmpty else { return nil }
        var levels = offers.map(\.fields)
        for index in first..<max(read.path.count, first) where !Self.isElement(read.path[index]) {
            let isAsked = read.isGuard && index == read.path.count - 1
            let given = levels.map { fields in fields.first { $0.name == read.path[index] } }
            if given.allSatisfy({ $0?.isOptional == false }) {
                if isAsked { return nil }
                levels = given.map { Self.fields(of: $0?.type) }
                if levels.allSatisfy(\.isEmpty) { return nil }
                continue
            }
            let path = read.path[...index].joined(separator: ".")
            let isOfElement = read.path[first...index].contains(where: Self.isElement)
            let inside = read.path[first...index].filter { !Self.isElement($0) }.joined(separator: ".")
            let without = zip(offers, given).filter { $0.1 == nil }.map(\.0.vendor)
            if without.count == offers.count { return notGiven(step, inside, without, read, compiled) }
            let isCertain =
                isThere(path, read)
                || !isOfElement && step.require.contains { $0.value == inside || $0.value.hasPrefix(inside + ".") }
            if !without.isEmpty, isAsked || !isCertain { return lost(step, inside, without, read, compiled) }
            if isAsked { return nil }
            if !isCertain, given.contains(where: { $0?.isOptional == true }) {
                return optional(
                    read, Self.shown(read.path[...index]), compiled, field: isOfElement ? nil : inside,
                    related: [.init("the step", at: step.id.place)])
            }
            levels = given.map { Self.fields(of: $0?.type) }
            if levels.allSatisfy(\.isEmpty) { return nil }
        }
        return nil
    }

    // MARK: Findings

    private func notRun(_ step: StepTree, _ read: Reasoner.Read, _ compiled: CompiledExpression) -> Finding {
        let id = step.id.value
        let guardText = "checks.\(id).ran && "
        return Finding(
            "may-not-have-run", "step `\(id)` may not have run here", at: compiled.place(of: read.range),
            help: "write `\(guardText)…` before it",
            related: [.init(why(step), at: step.condition?.place ?? step.id.place)],
            fix: guarded(read, guardText, compiled))
    }

    private func notCollected(
        _ path: String, _ step: HeadTree, _ read: Reasoner.Read, _ compiled: CompiledExpression
    ) -> Finding {
        let guardText = "has(\(path)) && "
        return Finding(
            "collected-sometimes", "`\(path)` may not have been collected here", at: compiled.place(of: read.range),
            help: "write `\(guardText)…` before it, or collect it on every way",
            related: [.init("collected here", at: step.condition?.place ?? step.place)],
            fix: guarded(read, guardText, compiled))
    }

    private func detached(
        _ step: FlowStepTree, _ read: Reasoner.Read, _ compiled: CompiledExpression
    ) -> Finding {
        Finding(
            "reads-detached-flow",
            "flow `\(read.path[1])` is started and not waited for, so it has no `\(read.path[2])`",
            at: compiled.place(of: read.range), help: "leave `detach` out, or do not read it",
            related: [.init("the step", at: step.head.id?.place ?? step.head.place)],
            fix: step.detach.flatMap { .removing(valueAt: $0, from: reference.lowering.document) })
    }

    private func why(_ step: StepTree) -> String {
        step.condition == nil ? "the step says `skip` for some cause" : "the step runs only when this holds"
    }

    private func optional(
        _ read: Reasoner.Read, _ path: String, _ compiled: CompiledExpression, field: String? = nil,
        related: [Finding.Related]
    ) -> Finding {
        let guardText = "has(\(path)) && "
        let require = field.map { ", or `require: [\($0)]` at the step" } ?? ""
        let ways =
            read.condition == nil
            ? "read it with `.?`, which leaves out what is not there" : "write `\(guardText)…` before it"
        return Finding(
            "optional-field", "`\(path)` may be missing", at: compiled.place(of: read.range),
            help: ways + require, related: related,
            fix: guarded(read, guardText, compiled) ?? questioned(read, path, compiled))
    }

    private func lost(
        _ step: StepTree, _ field: String, _ vendors: [String], _ read: Reasoner.Read, _ compiled: CompiledExpression
    ) -> Finding {
        let by = step.by.first { vendors.contains($0.vendor.value) }
        return Finding(
            "failover-loses-field", "\(vendors.joined(separator: " and ")) gives no `\(field)`",
            at: compiled.place(of: read.range), severity: .warning,
            help:
                "guard it with `checks.\(step.id.value).by == \"\(given(step, vendors))\" && …`, or ask another vendor",
            related: [.init("asked here", at: by?.vendor.place ?? step.id.place)])
    }

    private func given(_ step: StepTree, _ vendors: [String]) -> String {
        step.by.first { !vendors.contains($0.vendor.value) }?.vendor.value ?? "…"
    }

    private func notGiven(
        _ step: StepTree, _ field: String, _ vendors: [String], _ read: Reasoner.Read, _ compiled: CompiledExpression
    ) -> Finding {
        Finding(
            "field-never-given", "\(vendors.joined(separator: " and ")) gives no `\(field)`",
            at: compiled.place(of: read.range), help: "read another field, or ask another vendor",
            related: [.init("the step", at: step.by.first?.vendor.place ?? step.id.place)])
    }

    // MARK: Fixes

    /// The guard before the comparison that reads it.
    private func guarded(_ read: Reasoner.Read, _ text: String, _ compiled: CompiledExpression) -> Fix? {
        guard let condition = read.condition else { return nil }
        return .insert(text, before: compiled.place(of: condition))
    }

    /// `.?name` in place of `.name`, where a value may be left out.
    private func questioned(_ read: Reasoner.Read, _ path: String, _ compiled: CompiledExpression) -> Fix? {
        let whole = compiled.source.string
        guard whole == path, let dot = whole.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        let offset = whole.utf8.distance(from: whole.startIndex, to: dot) + 1
        return .insert("?", before: compiled.place(of: offset..<offset + 1))
    }
}
