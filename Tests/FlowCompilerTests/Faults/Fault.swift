/// Something that goes wrong while a person writes a flow. It knows YAML lines and words, and no rule of the compiler.
enum Fault: String, CaseIterable {
    /// Something is called otherwise where it is declared, or where it is used.
    case danglingName
    /// A number where a word stood, a word where a number stood.
    case otherType
    /// A word that is none of those that there are.
    case otherWord
    /// A closing bracket or quote is lost.
    case lostBracket
    /// A line is written twice.
    case twice
    /// A line that something needs is lost.
    case lostLine
    /// A rule is written again further down.
    case deadRule
    /// Two steps change their places, so that something is read before it is there.
    case otherOrder
    /// Nobody is ever verified.
    case lostStatus
    /// A guard before something that may be missing is lost.
    case lostGuard

    /// The flow with this fault; `nil` where it has no place for it.
    func applied(to flow: CleanFlow, _ dice: inout Dice) -> String? {
        var lines = flow.lines
        switch self {
        case .danglingName:
            let names = [
                "selfie", "id_front", "full_name", "birth_date", "tier", "screening", "least", "live", "aml", "face",
                "alive", "income", "more", "kyc", "owners", "owner", "desk",
            ]
            let places = lines.indices.flatMap { line in
                names.flatMap { name in lines[line].ranges(of: name).map { (line, $0) } }
            }.filter { line, range in Self.isWord(range, in: lines[line]) }
            guard !places.isEmpty else { return nil }
            let (line, range) = dice.one(of: places)
            lines[line].replaceSubrange(range, with: lines[line][range] + "_\(dice.one(of: ["new", "b", "old"]))")
        case .otherType:
            let patterns: [(Regex<Substring>, String)] = [
                (/calls: \d+/, "calls: often"), (/version: \d+/, "version: first"), (/timeout: \d+s/, "timeout: 30"),
                (/expires_after: \d+d/, "expires_after: [30]"), (/max: \d+/, "max: some"),
                (/default: true/, "default: 7"),
                (/< 0\.\d/, "< \"0.5\""), (/>= 80\.0/, ">= \"high\""), (/reason: \w+/, "reason: [a, b]"),
                (/by: idmeta/, "by: { idmeta: 7 }"), (/\.passed/, ".passed + 1"), (/check: \w+/, "check: 12"),
            ]
            guard let (line, text) = Self.replacing(patterns, in: lines, &dice) else { return nil }
            lines[line] = text
        case .otherWord:
            let patterns: [(Regex<Substring>, String)] = [
                (/check: \w+/, "check: horoscope"), (/by: \w+/, "by: nobody"), (/: image$/, ": painting"),
                (/\[document\]/, "[weather]"), (/== "verified"/, "== \"approved\""), (/incident \}/, "panic }"),
                (/- verify:/, "- approve:"), (/\.passed/, ".succeeded"), (/type: bool/, "type: switch"),
                (/initial:/, "first:"), (/otherwise: review/, "otherwise: shrug"), (/- fail:/, "- flunk:"),
            ]
            guard let (line, text) = Self.replacing(patterns, in: lines, &dice) else { return nil }
            lines[line] = text
        case .lostBracket:
            let signs: Set<Character> = ["}", "]", ")", "\""]
            let places = lines.indices.filter { lines[$0].contains(where: signs.contains) }
            guard let line = places.isEmpty ? nil : dice.one(of: places),
                let index = lines[line].lastIndex(where: signs.contains)
            else { return nil }
            lines[line].remove(at: index)
        case .twice:
            let places = lines.indices.filter { lines[$0].contains(": ") && !lines[$0].contains("- ") }
            guard !places.isEmpty else { return nil }
            let line = dice.one(of: places)
            lines.insert(lines[line], at: line)
        case .lostLine:
            let needed = [
                "flow:", "version:", "check:", "by:", "input:", "  full_name: \"", "otherwise:", "  selfie:", "status:",
            ]
            let places = lines.indices.filter { line in needed.contains { lines[line].contains($0) } }
            guard !places.isEmpty else { return nil }
            lines.remove(at: dice.one(of: places))
        case .deadRule:
            let start = lines.firstIndex(of: "status:").map { $0 + 1 } ?? 0
            guard let end = lines.lastIndex(of: "  - otherwise: review"), start < end else { return nil }
            let rules = (start..<end).filter { lines[$0].hasPrefix("  - ") }
            let rule = lines[dice.one(of: rules)].split(separator: ":", maxSplits: 1)[1]
            let outcome = dice.one(of: ["reject", "verify", "cancel"])
            lines.insert("  - \(outcome):\(rule)", at: dice.isTrue(30) ? end + 1 : end)
        case .otherOrder:
            // What is read at the first step is what the last one found.
            let ids = lines.filter { $0.hasPrefix("  - id: ") }.map { $0.dropFirst("  - id: ".count) }
            guard ids.count > 1, let first = lines.firstIndex(where: { $0.hasPrefix("    by:") }) else { return nil }
            lines.insert("    title: first", at: first)
            guard
                !lines.contains("    when: flags.screening")
                    || lines.firstIndex(of: "    when: flags.screening").map({ $0 > first + 6 }) == true
            else { return nil }
            lines.insert("    when: checks.\(ids.last ?? "").passed", at: first)
        case .lostStatus:
            guard let line = lines.firstIndex(where: { $0.hasPrefix("  - verify:") }) else { return nil }
            lines[line].replace("verify:", with: dice.one(of: ["review:", "cancel:", "reject:"]))
        case .lostGuard:
            let guarding = #/checks\.\w+\.ran && |has\(o\.share\) && /#
            let places = lines.indices.filter { lines[$0].contains(guarding) && !lines[$0].contains(".failed") }
            guard !places.isEmpty else { return nil }
            let line = dice.one(of: places)
            lines[line].replace(guarding, with: "")
        }
        return lines == flow.lines ? nil : lines.joined(separator: "\n") + "\n"
    }

    private static func isWord(_ range: Range<String.Index>, in line: String) -> Bool {
        func isPart(_ character: Character?) -> Bool { character.map { $0.isLetter || $0 == "_" } ?? false }
        let before = range.lowerBound > line.startIndex ? line[line.index(before: range.lowerBound)] : nil
        let after = range.upperBound < line.endIndex ? line[range.upperBound] : nil
        return !isPart(before) && !isPart(after) && !line.hasPrefix("    reason:") && !line.hasPrefix("  tier: \"")
    }

    private static func replacing(
        _ patterns: [(Regex<Substring>, String)], in lines: [String], _ dice: inout Dice
    ) -> (Int, String)? {
        var found: [(Int, String)] = []
        for (pattern, text) in patterns {
            for line in lines.indices {
                guard let match = lines[line].firstMatch(of: pattern) else { continue }
                found.append((line, lines[line].replacingCharacters(in: match.range, with: text)))
            }
        }
        return found.isEmpty ? nil : dice.one(of: found)
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
