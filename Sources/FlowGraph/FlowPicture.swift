internal import ExpressionSyntax
internal import Expressions
public import FlowIR
internal import Vocabulary

/// A compiled flow as boxes and arrows, in the order in which a run goes through them.
///
/// What happens inside a step (calls, retries, other vendors, captures asked for again) is folded into lines of its box.
/// What stands inside another step is listed in its box.
public struct FlowPicture: Hashable, Sendable {
    public enum Shape: String, Hashable, Sendable { case start, step, other, rule, outcome }

    public struct Box: Hashable, Sendable {
        /// `start`, `step_1`, `rule_2`, `verified`: letters, digits and `_`.
        public var id: String
        public var shape: Shape
        /// The first is the heading.
        public var lines: [String]
    }

    public struct Arrow: Hashable, Sendable {
        public var from: String
        public var to: String
        public var label: String?
    }

    public var title: String
    /// In the order of a run; outcomes last.
    public private(set) var boxes: [Box] = []
    public private(set) var arrows: [Arrow] = []

    public init(_ program: FlowProgram) {
        title = "\(program.title ?? program.flow) (\(program.flow), version \(program.version))"
        let profile = program.profile.map { ["profile \($0)"] } ?? []
        var outcomes: [RunStatus] = []
        boxes = [Box(id: "start", shape: .start, lines: [program.title ?? program.flow] + profile)]
        for (index, step) in program.steps.enumerated() {
            let id = "step_\(index + 1)"
            arrow(to: id)
            boxes.append(StepBox.box(step, id: id))
            for (status, label) in EndBox.earlyEnds(of: step) {
                if !outcomes.contains(status) { outcomes.append(status) }
                arrows.append(Arrow(from: id, to: status.rawValue, label: label))
            }
        }
        if let hold = program.hold {
            arrow(to: "hold")
            boxes.append(Box(id: "hold", shape: .other, lines: EndBox.lines(of: hold)))
        }
        for (index, rule) in program.rules.enumerated() {
            let id = "rule_\(index + 1)"
            let before = boxes.last?.shape
            arrow(to: id, label: before == .rule ? "no" : nil)
            var lines = [rule.condition == nil ? "otherwise" : "rule \(index + 1)"]
            if let condition = rule.condition {
                lines += condition.root.text(width: 56).split(separator: "\n").map(String.init)
            }
            boxes.append(Box(id: id, shape: .rule, lines: lines))
            let status = rule.outcome.status
            if !outcomes.contains(status) { outcomes.append(status) }
            let yes = rule.condition == nil ? nil : "yes"
            let people = rule.route.map { EndBox.words(of: $0) }
            let label = [yes, rule.reason, people].compactMap(\.self).joined(separator: ": ")
            arrows.append(Arrow(from: id, to: status.rawValue, label: label.isEmpty ? nil : label))
        }
        let afterwards = EndBox.afterwards(program)
        if !afterwards.isEmpty { boxes.append(Box(id: "afterwards", shape: .other, lines: afterwards)) }
        boxes += outcomes.map { status in
            let people = status == .reviewNeeded ? program.review.map(EndBox.lines) ?? [] : []
            return Box(
                id: status.rawValue, shape: .outcome, lines: [status.rawValue.replacing("_", with: " ")] + people)
        }
    }

    private mutating func arrow(to id: String, label: String? = nil) {
        guard let last = boxes.last else { return }
        arrows.append(Arrow(from: last.id, to: id, label: label))
    }
}
