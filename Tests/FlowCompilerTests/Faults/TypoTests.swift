import Diagnostics
import FlowCompiler
import FlowSamples
import Foundation
import Testing
import YAMLTree

/// Words of the shipped flows with one slip of the finger each: the first suggestion is the word that stood there.
@Suite struct TypoTests {
    /// A word that somebody else has declared: a key of the language, a name that is used, one of a few values.
    private struct Word {
        var file: SourceFile
        var range: Range<Int>
        var text: String { String(decoding: file.bytes[range], as: UTF8.self) }
    }

    @Test func theFirstSuggestionIsRight() throws {
        var dice = Dice(seed: 5)
        let words = try Self.flows().flatMap(Self.words)
        #expect(words.count > 300)
        var wrong: [String] = []
        let count = 200
        for _ in 0..<count {
            let word = words[dice.below(words.count)]
            let typo = dice.slip(word.text)
            let suggestion = try Self.suggestion(for: typo, at: word)
            if suggestion != word.text { wrong.append("\(word.text) → \(typo) → \(suggestion ?? "nothing")") }
        }
        print("typos: \(count - wrong.count) of \(count) first suggestions are right; not: \(wrong)")
        #expect(wrong.count * 20 <= count, "\(wrong)")
    }

    private static func flows() throws -> [SourceFile] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        var files: [SourceFile] = []
        for folder in ["Flows", "Examples"] {
            let all = try #require(
                FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil))
            for case let url as URL in all where url.pathExtension == "yaml" && !url.path.contains("/broken/") {
                let file = SourceFile(path: url.lastPathComponent, bytes: Array(try Data(contentsOf: url)))
                var findings = Findings()
                guard let document = YAMLReader.read(file, findings: &findings).first, document.member("flow") != nil,
                    document.member("scenarios") == nil,
                    try Flow.compiler.compile(document, findings: &findings) != nil
                else { continue }
                files.append(file)
            }
        }
        return files.sorted { $0.path < $1.path }
    }

    // MARK: Words

    /// Sections whose keys are names of the author's own.
    private static let declaring: Set<String> = [
        "applicant", "flags", "vendors", "policies", "metadata", "profiles", "outputs",
    ]
    /// Keys whose values are one of a few words.
    private static let choosing: Set<String> = [
        "check", "by", "jitter", "on_exhausted", "join", "open", "type", "on_timeout", "on", "except", "from",
        "otherwise", "collect", "on_unmet", "require",
    ]
    private static let conditions: Set<String> = [
        "when", "fail", "review", "pass", "verify", "reject", "cancel", "expire", "never", "always", "again_if",
    ]

    private static func words(of file: SourceFile) -> [Word] {
        var findings = Findings()
        guard let document = YAMLReader.read(file, findings: &findings).first else { return [] }
        var words: [Word] = []
        visit(document, under: nil, isDeclaring: false, &words)
        return words.filter { $0.text.utf8.count > 2 }
    }

    private static func visit(_ node: YAMLNode, under key: String?, isDeclaring: Bool, _ words: inout [Word]) {
        for entry in node.entries ?? [] {
            guard let name = entry.key.text else { continue }
            if !isDeclaring { words.append(Word(file: entry.key.place.file, range: entry.key.place.range)) }
            visit(entry.value, under: name, isDeclaring: Self.declaring.contains(name), &words)
        }
        for item in node.items ?? [] { visit(item, under: key, isDeclaring: false, &words) }
        guard let key, node.text != nil else { return }
        if choosing.contains(key), node.entries == nil { take(#/^[a-z_]+$/#, of: node, &words) }
        let isTemplate = node.text?.contains("${") == true
        guard conditions.contains(key) || isTemplate else { return }
        take(#/\b(?:checks|flags|applicant|result|reviews|joins|flows)(?:\.[a-z_]+)+/#, of: node, &words)
    }

    /// The names in each match: `checks`, `aml` and `passed` of `checks.aml.passed`.
    private static func take(_ pattern: Regex<Substring>, of node: YAMLNode, _ words: inout [Word]) {
        let text = String(decoding: node.place.file.bytes[node.place.range], as: UTF8.self)
        for match in text.matches(of: pattern) {
            for name in match.output.split(separator: ".") {
                let start = node.place.range.lowerBound + text.utf8.distance(from: text.startIndex, to: name.startIndex)
                words.append(Word(file: node.place.file, range: start..<start + name.utf8.count))
            }
        }
    }

    // MARK: Suggestions

    /// What the first finding at the word suggests to write.
    private static func suggestion(for typo: String, at word: Word) throws -> String? {
        var bytes = word.file.bytes
        bytes.replaceSubrange(word.range, with: Array(typo.utf8))
        let range = word.range.lowerBound..<word.range.lowerBound + typo.utf8.count
        let file = SourceFile(path: word.file.path, bytes: bytes)
        var findings = Findings()
        for document in YAMLReader.read(file, findings: &findings) {
            _ = try Flow.compiler.compile(document, findings: &findings)
        }
        for finding in findings.sorted where finding.place.range.overlaps(range) {
            if let fix = finding.fix, let edit = fix.edits.first, edit.place.range.overlaps(range) {
                return edit.replacement.trimmingCharacters(in: CharacterSet(charactersIn: "\"'"))
            }
            if let match = finding.help?.firstMatch(of: /did you mean `([^`]+)`/) { return String(match.output.1) }
        }
        return nil
    }
}
