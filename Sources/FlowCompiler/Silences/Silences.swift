public import Diagnostics
public import YAMLTree

/// The comments of a file that silence warnings and notes, each with a reason.
///
/// Errors cannot be silenced. A silence that silences nothing is a finding itself.
public struct Silences {
    private let silences: [Silence]
    private let file: SourceFile

    public init(_ file: SourceFile, documents: [YAMLNode]) {
        self.file = file
        let bytes = file.bytes
        let mark = Array(Silence.mark.utf8)
        var silences: [Silence] = []
        var texts: [Range<Int>]?
        var start = 0
        while let sign = bytes[start...].firstIndex(of: UInt8(ascii: "#")) {
            start = sign + 1
            guard bytes[sign...].starts(with: mark) else { continue }
            // A `#` within quotes or a block of text begins no comment.
            let inside = texts ?? documents.flatMap(Self.texts)
            texts = inside
            guard !inside.contains(where: { $0.contains(sign) }) else { continue }
            let number = file.position(of: sign).line
            let begin = file.offset(ofLine: number)
            var end = bytes[sign...].firstIndex(of: 0x0A) ?? bytes.count
            while end > sign, [0x20, 0x09, 0x0D].contains(bytes[end - 1]) { end -= 1 }
            let isAlone = bytes[begin..<sign].allSatisfy { $0 == 0x20 || $0 == 0x09 }
            silences.append(
                Silence(
                    in: file, mark: sign..<sign + mark.count, end: end,
                    line: isAlone ? Self.next(after: number, in: file) : number))
        }
        self.silences = silences
    }

    /// Quoted text and blocks of text.
    private static func texts(_ node: YAMLNode) -> [Range<Int>] {
        switch node.content {
        case .scalar(let scalar): scalar.style == .plain ? [] : [node.place.range]
        case .sequence(let items): items.flatMap(texts)
        case .mapping(let entries): entries.flatMap { texts($0.key) + texts($0.value) }
        }
    }

    /// The first line below that is neither blank nor a comment.
    private static func next(after line: Int, in file: SourceFile) -> Int {
        var next = line + 1
        while file.offset(ofLine: next) < file.bytes.count {
            let ink = file.line(next).first { $0 != " " && $0 != "\t" }
            if let ink, ink != "#" { return next }
            next += 1
        }
        return next
    }

    /// Takes silenced findings away, and says what is wrong with the silences.
    ///
    /// - Parameter known: All codes that there are.
    public func apply(to findings: inout Findings, known: [String]) {
        guard !silences.isEmpty else { return }
        var used: Set<Place> = []
        var onErrors: [(code: Place, error: Finding)] = []
        let here = Dictionary(grouping: silences, by: \.line)
        findings.filter { finding in
            guard finding.place.file === file, let silences = here[finding.place.start.line] else { return true }
            let codes = silences.filter { !$0.isMalformed && $0.reason != nil }.flatMap(\.codes)
            let meant = codes.filter { $0.name == finding.code }
            guard !meant.isEmpty else { return true }
            used.formUnion(meant.map(\.place))
            if finding.severity != .error { return false }
            onErrors += meant.map { ($0.place, finding) }
            return true
        }
        for (code, error) in onErrors { findings.report(.silencedError(error, at: code)) }
        for silence in silences { check(silence, used: used, known: known, findings: &findings) }
    }

    private func check(_ silence: Silence, used: Set<Place>, known: [String], findings: inout Findings) {
        guard !silence.isMalformed else { return findings.report(.badSilence(at: silence.place)) }
        guard silence.reason != nil else { return findings.report(.silenceWithoutReason(silence)) }
        for code in silence.codes where !used.contains(code.place) {
            guard known.contains(code.name) else {
                findings.report(.unknownCode(code.name, among: known, at: code.place))
                continue
            }
            findings.report(.unneededSilence(code, of: silence))
        }
    }
}

extension Finding {
    fileprivate static func badSilence(at place: Place) -> Finding {
        Finding(
            "bad-silence", "this comment silences nothing", at: place, severity: .warning,
            help: "write `# trustflow: allow CODE because REASON`")
    }

    fileprivate static func silenceWithoutReason(_ silence: Silence) -> Finding {
        Finding(
            "silence-without-reason", "a finding is silenced with a reason only", at: silence.place,
            severity: .warning, help: "add `because …`, for those who read this after you")
    }

    fileprivate static func silencedError(_ error: Finding, at place: Place) -> Finding {
        Finding(
            "silenced-error", "`\(error.code)` is an error, and errors cannot be silenced", at: place,
            help: "mend what it says, and remove the comment", related: [.init("the error", at: error.place)])
    }

    fileprivate static func unknownCode(_ code: String, among codes: [String], at place: Place) -> Finding {
        let meant = closest(to: code, in: codes).map { "did you mean `\($0)`?" }
        return Finding(
            "unknown-code", "there is no finding `\(code)`", at: place, severity: .warning,
            help: meant ?? "`trustflow explain` lists them", fix: .rename(code, in: codes, at: place))
    }

    fileprivate static func unneededSilence(_ code: (name: String, place: Place), of silence: Silence) -> Finding {
        let place = silence.place
        let bytes = place.file.bytes
        var start = place.range.lowerBound
        while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
        let isAlone = start == 0 || bytes[start - 1] == 0x0A
        let end = isAlone && place.range.upperBound < bytes.count ? place.range.upperBound + 1 : place.range.upperBound
        let fix = Fix("remove the comment", [.init(Place(file: place.file, range: start..<end), "")])
        return Finding(
            "unneeded-silence", "there is no `\(code.name)` on this line", at: code.place, severity: .warning,
            help: "remove it: a later finding would be silenced unseen", fix: silence.codes.count == 1 ? fix : nil)
    }
}
