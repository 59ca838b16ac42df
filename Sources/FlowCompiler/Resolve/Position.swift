import Diagnostics
import ExpressionSyntax
import Expressions
import FlowSyntax
import Vocabulary
import YAMLDecoding

/// Where in the flow something stands: which steps have ended by then, and why the others have not.
struct Position {
    /// The ids of steps that come earlier in this list and in those around it.
    var ended: Set<String> = []
    /// Those that run at the same time.
    var beside: Set<String> = []
    /// Those in other branches of a `choose`.
    var elsewhere: Set<String> = []
    /// Whether it is a member of a join other than `all`.
    var isRacing = false
}

extension Lowering {
    private static let sections = ["checks", "acts", "joins", "reviews", "flows"]

    /// A step reads only what ended before it.
    mutating func checkOrder(_ references: [PlacedReference]) {
        note(references)
        guard let position else { return }
        checkVendors(references)
        for reference in references where reference.path.count > 1 {
            if Self.sections.contains(reference.path[0]) {
                checkStep(reference, position)
            } else if reference.path[0] == "applicant" {
                checkField(reference, position)
            }
        }
    }

    private mutating func checkStep(_ reference: PlacedReference, _ position: Position) {
        let id = reference.path[1]
        guard !position.ended.contains(id), let read = tree.ids[id] else { return }
        let message: String
        let help: String
        if id == present {
            message = "a step cannot read itself here"
            help = "inside `verdict`, the answer is `result`"
        } else if position.beside.contains(id) {
            message = "step `\(id)` runs at the same time"
            help = "put step `\(id)` before the `parallel`, or read it after the join"
        } else if position.elsewhere.contains(id) {
            message = "step `\(id)` is in another branch, so it never ran here"
            help = "put what both branches need before the `choose`"
        } else {
            message = "step `\(id)` runs later"
            help = "move step `\(id)` up, or decide on it in `status`"
        }
        findings.report(
            Finding(
                "reads-later-step", message, at: reference.place, help: help,
                related: [.init("step `\(id)`", at: read.place)],
                fix: id == present && isResult(reference) ? .ownResult(reference) : nil))
    }

    private func isResult(_ reference: PlacedReference) -> Bool {
        guard reference.path.count > 2, let kind = kinds[reference.path[1]] else { return false }
        return kind.result.contains { $0.name == reference.path[2] }
    }

    /// A field that some step collects is not there before.
    private mutating func checkField(_ reference: PlacedReference, _ position: Position) {
        let name = reference.path[1]
        guard !tree.collectors.isEmpty, let field = tree.field(name),
            !field.isOptional,
            field.defaultValue == nil
        else { return }
        let collectors = tree.collectors[name] ?? []
        guard let first = collectors.first, !collectors.contains(where: { position.ended.contains(Self.mark(of: $0)) })
        else { return }
        findings.report(
            Finding(
                "reads-later-field", "`applicant.\(name)` is only collected later", at: reference.place,
                help: "move the `collect` up, or take `\(name)` out of it",
                related: [.init("collected here", at: first.place)]))
    }

    /// Tells a step from all others: its id, or where it stands.
    static func mark(of head: HeadTree) -> String { head.id?.value ?? "line \(head.place.line)" }
}

extension Fix {
    /// `result` in place of `checks.<id>`.
    fileprivate static func ownResult(_ reference: PlacedReference) -> Fix? {
        guard reference.prefixes.count > 2 else { return nil }
        return .replace(reference.prefixes[1], with: "result")
    }
}
