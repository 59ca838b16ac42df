/// A flow without any fault, put together at random.
struct CleanFlow {
    var lines: [String]

    var text: String { lines.joined(separator: "\n") + "\n" }

    private enum Kind: CaseIterable { case document, biometrics, watchlist, faceMatch }

    init(_ dice: inout Dice) {
        var kinds = Kind.allCases.filter { _ in dice.isTrue(60) }
        if kinds.isEmpty { kinds = [.biometrics] }
        let hasFlag = dice.isTrue(70)
        let hasScore = kinds.contains(.biometrics)
        let optional = hasFlag && kinds.count > 1 ? dice.below(kinds.count) : nil
        let step = dice.one(of: ["doc", "first", "card"])

        var applicant: [String] = []
        if kinds.contains(.document) || kinds.contains(.faceMatch) { applicant.append("  id_front: image") }
        if kinds.contains(.biometrics) || kinds.contains(.faceMatch) { applicant.append("  selfie: image") }
        if kinds.contains(.watchlist) { applicant += ["  full_name: string", "  birth_date: date"] }
        applicant.append("  tier: { type: string, one_of: [basic, plus], default: basic, personal: false }")

        var flags: [String] = []
        if hasFlag { flags.append("  screening: { type: bool, default: true }") }
        if hasScore { flags.append("  least: { type: double, default: 0.7, min: 0, max: 1 }") }

        var steps: [String] = []
        var ids: [String] = []
        for (index, kind) in kinds.enumerated() {
            let (id, body) = Self.step(kind, named: step, &dice)
            ids.append(id)
            steps += ["  - id: \(id)"] + body.map { "    \($0)" }
            if index == optional { steps.append("    when: flags.screening") }
        }
        var decided: String?
        if dice.isTrue(30), ids.count > 1, optional != 0 {
            decided = ids[0]
            steps += ["  - decide:", "      - reject: checks.\(ids[0]).failed", "        reason: early"]
            Self.move(&steps, after: ids[0])
        }

        var extras: [Construct] = []
        for construct in Construct.all where dice.isTrue(35) { extras.append(construct) }
        for extra in extras {
            applicant += extra.applicant.filter { !applicant.contains($0) }
            steps += extra.steps
        }

        var rules: [String] = extras.flatMap(\.rules)
        for (index, id) in ids.enumerated() where dice.isTrue(50) && id != decided {
            let guarded = index == optional ? "checks.\(id).ran && " : ""
            rules.append("  - reject: \(guarded)checks.\(id).failed")
            rules.append("    reason: \(id)_failed")
        }
        if let index = kinds.firstIndex(of: .watchlist) {
            let guarded = index == optional ? "checks.\(ids[index]).ran && " : ""
            rules.append("  - review: \(guarded)checks.\(ids[index]).hits.exists(h, h.score >= 80.0)")
            rules.append("    reason: hit")
        }
        if hasScore, let index = kinds.firstIndex(of: .biometrics) {
            let guarded = index == optional ? "checks.\(ids[index]).ran && " : ""
            rules.append("  - review: \(guarded)checks.\(ids[index]).liveness_score < flags.least")
            rules.append("    reason: unsure")
        }
        let passed = ids.enumerated().map { index, id in
            index == optional ? "(!flags.screening || checks.\(id).passed)" : "checks.\(id).passed"
        }
        var verify = passed.joined(separator: " && ")
        if hasFlag, optional == nil { verify += " && flags.screening" }
        for extra in extras where !extra.verified.isEmpty { verify += " && \(extra.verified)" }
        rules.append("  - verify: \(verify)")
        rules.append("  - otherwise: review")

        lines = ["flow: made-\(dice.below(10_000))", "version: \(1 + dice.below(9))"]
        lines += ["applicant:"] + applicant
        if !flags.isEmpty { lines += ["flags:"] + flags }
        lines += ["vendors:", "  idmeta: { trust_flow: \"17\(10 + dice.below(80))\" }"]
        for vendor in Set(extras.flatMap(\.vendors)).sorted() {
            lines.append("  \(vendor): { pack: idmeta, trust_flow: \"1800\", final: advisory }")
        }
        if dice.isTrue(50) {
            lines += [
                "defaults:", "  timeout: \(20 + dice.below(60))s",
                "  retry: { calls: \(2 + dice.below(4)), initial: 500ms }",
            ]
        }
        lines += ["steps:"] + steps + ["metadata:", "  tier: \"${applicant.tier}\"", "status:"] + rules
        if dice.isTrue(50) {
            lines += ["invariants:", "  - never: status == \"verified\" && checks.\(ids[0]).failed"]
        }
        lines.append("expires_after: \(20 + dice.below(20))d")
        if hasScore, dice.isTrue(40) { lines += ["profiles:", "  strict:", "    flags: { least: 0.9 }"] }
    }

    private static func step(_ kind: Kind, named name: String, _ dice: inout Dice) -> (String, [String]) {
        var body: [String]
        let id: String
        switch kind {
        case .document:
            id = name
            body = ["check: document", "by: idmeta", "input: { image_front: \"${applicant.id_front}\" }"]
            if dice.isTrue(50) { body.append("attempts: { max: \(2 + dice.below(3)), on: [document] }") }
        case .biometrics:
            id = "live"
            body = ["check: biometrics", "by: idmeta", "input: { image: \"${applicant.selfie}\" }"]
            if dice.isTrue(50) { body.append("attempts: \(2 + dice.below(3))") }
            if dice.isTrue(50) {
                body += ["verdict:", "  - fail: result.liveness_score < 0.\(1 + dice.below(4))", "  - otherwise: pass"]
            }
        case .watchlist:
            id = "aml"
            body = ["check: watchlist", "by: idmeta", "input:", "  full_name: \"${applicant.full_name}\""]
            body.append("  birth_date: \"${applicant.birth_date}\"")
            if dice.isTrue(50) {
                body.append("retry: { calls: \(3 + dice.below(4)), deadline: \(10 + dice.below(20))m }")
            }
        case .faceMatch:
            id = "face"
            body = ["check: face_match", "by: idmeta"]
            body.append("input: { image_a: \"${applicant.id_front}\", image_b: \"${applicant.selfie}\" }")
            if dice.isTrue(50) { body.append("on_exhausted: { unavailable: review, blocked: incident }") }
        }
        return (id, body)
    }

    /// Puts the last three lines behind the step of an id.
    private static func move(_ steps: inout [String], after id: String) {
        let moved = Array(steps.suffix(3))
        steps.removeLast(3)
        let start = steps.firstIndex { $0 == "  - id: \(id)" } ?? 0
        let end = steps[(start + 1)...].firstIndex { $0.hasPrefix("  - ") } ?? steps.count
        steps.insert(contentsOf: moved, at: end)
    }
}
