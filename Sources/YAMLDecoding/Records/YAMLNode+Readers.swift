public import Diagnostics
public import Vocabulary
public import YAMLTree

/// Readers of one value. Each reports what does not fit and gives `nil`; `what` begins the message: `the title`.
extension YAMLNode {
    /// Text. Numbers and `true` are refused rather than guessed at; they want quotes.
    public func string(_ what: String, findings: inout Findings) -> String? {
        guard !refusesTag(findings: &findings) else { return nil }
        if case .string(let text)? = resolved { return text }
        if tag == "!!str", let text { return text }
        let text = text ?? ""
        var help = text.isEmpty ? nil : RepairedLine.help(at: place, text: text)
        if isNull { help = "write text, or leave the key out" }
        reportMismatch(what, wanted: "text", help: help, findings: &findings)
        return nil
    }

    /// `true` or `false`.
    public func bool(_ what: String, findings: inout Findings) -> Bool? {
        guard !refusesTag(findings: &findings) else { return nil }
        if case .bool(let flag)? = resolved { return flag }
        let meant = ["yes": "true", "on": "true", "no": "false", "off": "false", "true": "true", "false": "false"]
        let word = text.flatMap { meant[$0.lowercased()] }
        reportMismatch(
            what, wanted: "`true` or `false`", help: word.map { "write `\($0)`" }, fix: word, findings: &findings)
        return nil
    }

    /// A whole number of 64 bits.
    public func int(_ what: String, findings: inout Findings) -> Int64? {
        guard !refusesTag(findings: &findings) else { return nil }
        if case .int(let number)? = resolved { return number }
        reportMismatch(what, wanted: "a whole number", findings: &findings)
        return nil
    }

    /// A number; a whole number will do.
    public func double(_ what: String, findings: inout Findings) -> Double? {
        guard !refusesTag(findings: &findings) else { return nil }
        switch resolved {
        case .double(let number): return number
        case .int(let number): return Double(number)
        default:
            reportMismatch(what, wanted: "a number", findings: &findings)
            return nil
        }
    }

    /// A length of time: `90s`, `1h30m`.
    public func interval(_ what: String, findings: inout Findings) -> Interval? {
        guard !refusesTag(findings: &findings) else { return nil }
        let text = text ?? ""
        if case .string? = resolved, let interval = Interval(text) {
            return interval.isTooLong(what, at: place, findings: &findings) ? nil : interval
        }
        var help = "write numbers with the units `ms s m h d w`, such as `90s` or `1h30m`"
        if case .int? = resolved { help = "write `\(text)s` for seconds; the units are `ms s m h d w`" }
        if case .string? = resolved {
            let meant = Self.durationMeant(by: text)
            findings.report(
                Finding(
                    "wrong-duration", "`\(text)` is no duration", at: place,
                    help: meant.map { "write `\($0)`" } ?? help,
                    fix: meant.map { .replace(place, with: $0) }))
        } else {
            var seconds: String?
            if case .int? = resolved { seconds = text + "s" }
            reportMismatch(what, wanted: "a duration", help: help, fix: seconds, findings: &findings)
        }
        return nil
    }

    /// `5 min`, `2 hours`: what can only be meant one way.
    private static func durationMeant(by text: String) -> String? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let word = text.dropFirst(digits.count).lowercased().filter { $0 != " " }
        let units = [
            "sec": "s", "secs": "s", "second": "s", "seconds": "s", "min": "m", "mins": "m", "minute": "m",
            "minutes": "m", "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "day": "d", "days": "d", "week": "w",
            "weeks": "w", "s": "s", "m": "m", "h": "h", "d": "d", "w": "w", "ms": "ms",
        ]
        guard !digits.isEmpty, let unit = units[word] else { return nil }
        return digits + unit
    }

    /// A list's elements.
    public func list(_ what: String, findings: inout Findings) -> [YAMLNode]? {
        guard !refusesTag(findings: &findings) else { return nil }
        if case .sequence(let items) = content { return items }
        let written = text ?? ""
        let help = written.isEmpty || written.contains("\n") ? nil : "write `[\(writtenText)]`"
        reportMismatch(
            what, wanted: "a list", help: help, fix: help == nil ? nil : "[\(writtenText)]", findings: &findings)
        return nil
    }

    /// One of a few names.
    public func choice<T>(_ what: String, of choices: [(name: String, value: T)], findings: inout Findings) -> T? {
        guard !refusesTag(findings: &findings) else { return nil }
        guard let text = text, !text.isEmpty else {
            let names = choices.map { "`\($0.name)`" }.joined(separator: ", ")
            reportMismatch(what, wanted: "one of \(names)", findings: &findings)
            return nil
        }
        if let choice = choices.first(where: { $0.name == text }) { return choice.value }
        findings.report(
            Finding(
                "unknown-choice", "`\(text)` is not a value of \(what)", at: place,
                help: nameHelp(for: text, in: choices.map(\.name), known: "its values"),
                fix: .rename(text, in: choices.map(\.name), at: place)))
        return nil
    }
}

extension Interval {
    /// Whether it is longer than anything here can last, which is reported: a hundred years.
    public func isTooLong(_ what: String, at place: Place, findings: inout Findings) -> Bool {
        guard milliseconds > 100 * 365 * 86_400_000 else { return false }
        findings.report(
            Finding(
                "wrong-duration", "\(what) is longer than a hundred years", at: place,
                help: "write the time that is meant; the units are `ms s m h d w`"))
        return true
    }
}
