import Diagnostics
import FlowIR
import FlowScenarios
import Vocabulary
import YAMLTree

/// What is worth telling of scenarios that can be played.
struct ScenarioRules {
    /// What each scenario plays, with the place of its name.
    private var played: [String: Place] = [:]

    /// - Parameter node: The whole scenario, its layers laid over each other.
    mutating func check(_ node: YAMLNode, of item: YAMLNode, _ program: FlowProgram, findings: inout Findings) {
        let place = item.member("name")?.place ?? item.headPlace
        checkExpectation(node, at: place, findings: &findings)
        checkRepeat(node, at: place, findings: &findings)
        let moves = node.member("script")?.items ?? []
        let given = Set(moves.compactMap { $0.member("reviewer")?.member("reason")?.text })
        for expected in [node.member("expect")] + moves.map({ $0.member("expect") }) {
            checkReason(expected?.member("reason"), given, program, findings: &findings)
        }
        for entry in node.member("expect")?.member("steps")?.entries ?? [] {
            guard let id = entry.key.text, let step = program.step(id) else { continue }
            checkStep(step, entry.value, findings: &findings)
        }
    }

    private func checkExpectation(_ node: YAMLNode, at place: Place, findings: inout Findings) {
        let moves = node.member("script")?.items ?? []
        guard node.member("expect") == nil, !moves.contains(where: { $0.member("expect") != nil }) else { return }
        findings.report(
            Finding(
                "no-expectation", "this scenario passes whatever happens", at: place, severity: .warning,
                help: "add `expect: { status: … }`"))
    }

    private mutating func checkRepeat(_ node: YAMLNode, at place: Place, findings: inout Findings) {
        let parts = (node.entries ?? []).filter { !["name", "like", "expect"].contains($0.key.text) }
        let key = YAMLNode(content: .mapping(parts), place: node.place).canonical
        guard let first = played.updateValue(place, forKey: key) else { return }
        findings.report(
            Finding(
                "repeated-scenario", "this plays what another scenario has played", at: place, severity: .warning,
                help: "remove it, or let it play something else", related: [.init("the other", at: first)]))
    }

    /// What the machine itself gives as a reason.
    private static let ofMachine =
        Cause.allCases.map(\.rawValue) + [
            "cancelled", "expired", "invariant", "join_unmet", "monitor_hit", "no_rule", "size", "split", "unanswered",
            "vendor_disagrees", "vendor_overturned",
        ]

    /// - Parameter given: the reasons that people of the script give.
    private func checkReason(
        _ expected: YAMLNode?, _ given: Set<String>, _ program: FlowProgram, findings: inout Findings
    ) {
        guard let expected, let reason = expected.text, !reason.isEmpty else { return }
        let early = program.allSteps.flatMap { step -> [String] in
            guard case .decide(let step) = step else { return [] }
            return step.rules.compactMap(\.reason)
        }
        let own = program.rules.compactMap(\.reason) + early
        let known = (own + given).sorted() + Self.ofMachine
        guard !known.contains(reason) else { return }
        findings.report(
            Finding(
                "impossible-expectation", "no run of this flow ends with the reason `\(reason)`", at: expected.place,
                help: nameHelp(for: reason, in: Set(known).sorted(), known: "its reasons"),
                fix: .rename(reason, in: Set(known).sorted(), at: expected.place)))
    }

    private func checkStep(_ step: CheckStep, _ expected: YAMLNode, findings: inout Findings) {
        let vendors = step.vendors.map(\.vendor)
        if let by = expected.member("by"), let name = by.text, !name.isEmpty, !vendors.contains(name) {
            findings.report(
                Finding(
                    "impossible-expectation", "`\(name)` is never asked for `\(step.id)`", at: by.place,
                    help: nameHelp(for: name, in: vendors, known: "its vendors") ?? "leave `by` out",
                    fix: .rename(name, in: vendors, at: by.place)))
        }
        let isHosted = step.vendors.contains { $0.hasPage }
        if let attempts = expected.member("attempts"), let number = attempts.text.flatMap({ Int($0) }), !isHosted,
            number > step.attempts.maximum
        {
            findings.report(
                Finding(
                    "impossible-expectation", "`\(step.id)` has \(step.attempts.maximum) attempts at most",
                    at: attempts.place, help: "expect no more, or allow more with `attempts`"))
        }
    }
}
