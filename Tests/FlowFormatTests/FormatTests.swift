import Diagnostics
import FlowFormat
import Foundation
import Testing
import YAMLTree

@Suite struct FormatTests {
    static func format(_ text: String) -> (text: String?, findings: Findings) {
        var findings = Findings()
        let outcome = YAMLFormatter.format(SourceFile(path: "a.yaml", text: text), findings: &findings)
        guard case .formatted(let bytes) = outcome else { return (nil, findings) }
        return (String(decoding: bytes, as: UTF8.self), findings)
    }

    static let cases: [(name: String, from: String, to: String)] = [
        ("four blanks", "a:\n    b:\n        c: 1\n", "a:\n  b:\n    c: 1\n"),
        ("a list at its key", "a:\n- b: 1\n  c: 2\n- d\ne: 1\n", "a:\n  - b: 1\n    c: 2\n  - d\ne: 1\n"),
        ("wide dashes", "a:\n  -   b: 1\n      c: 2\n", "a:\n  - b: 1\n    c: 2\n"),
        ("lists in lists", "a:\n- - 1\n  - 2\n- - 3\n", "a:\n  - - 1\n    - 2\n  - - 3\n"),
        ("blanks at ends", "a: 1  \nb: 2\t\n", "a: 1\nb: 2\n"),
        ("blank lines", "\n\na: 1\n\n\n\nb: 2\n\n\n", "a: 1\n\nb: 2\n"),
        ("no last line break", "a: 1", "a: 1\n"),
        ("line ends of Windows", "a: 1\r\nb:\r\n    c: 2\r\n", "a: 1\nb:\n  c: 2\n"),
        (
            "comments", "# top\na:\n    # of b\n    b: 1   # beside\n# of c\nc: 2\n    # last\n",
            "# top\na:\n  # of b\n  b: 1   # beside\n# of c\nc: 2\n    # last\n"
        ),
        ("a comment before a moved list", "a:\n# of b\n- b\n", "a:\n  # of b\n  - b\n"),
        (
            "a text block", "a:\n    b: |\n          x\n            y  \n\n          z\nc: 1\n",
            "a:\n  b: |\n    x\n      y  \n\n    z\nc: 1\n"
        ),
        ("a text block in a list", "- |\n    x\n- >-\n     y\n", "- |\n  x\n- >-\n  y\n"),
        ("a text block with given indentation", "a:\n    b: |2\n         x\n", "a:\n  b: |2\n       x\n"),
        (
            "a comment behind a text block", "a:\n        b: |\n            x\n         # c\n        d: 1\n",
            "a:\n  b: |\n    x\n  # c\n  d: 1\n"
        ),
        (
            "a long expression", "s:\n    - verify: a && b\n              && c\n",
            "s:\n  - verify: a && b\n            && c\n"
        ),
        ("text in quotes", "a:\n    b: \"x\n        y\"\n", "a:\n  b: \"x\n      y\"\n"),
        ("a map in braces", "a:\n    b: { c: 1,\n         d: 2 }  # e\n", "a:\n  b: { c: 1,\n       d: 2 }  # e\n"),
        ("a bare negation", "when: !flags.x\n", "when: \"!flags.x\"\n"),
        (
            "a swallowed comma", "- { reject: h.exists(x, x.score >= 95) }\n",
            "- { reject: \"h.exists(x, x.score >= 95)\" }\n"
        ),
        ("a choice", "when: flags.x ? a : b\n", "when: \"flags.x ? a : b\"\n"),
        (
            "a negation with more", "- reject: !checks.a.passed && checks.b.ran\n",
            "- reject: \"!checks.a.passed && checks.b.ran\"\n"
        ),
        ("anchors", "a: &x\n    b: 1\nc: *x\nd:\n    <<: *x\n", "a: &x\n  b: 1\nc: *x\nd:\n  <<: *x\n"),
        ("documents", "---\na:\n    b: 1\n---\nc: 2\n", "---\na:\n  b: 1\n---\nc: 2\n"),
        ("a text block as a document", "--- |\n x\n# c\n", "--- |\n  x\n# c\n"),
        ("nothing", "", ""),
        ("only a comment", "# a", "# a\n"),
    ]

    @Test(arguments: cases.indices) func theHouseForm(_ index: Int) {
        let (name, from, to) = Self.cases[index]
        #expect(Self.format(from).text == to, "\(name)")
        #expect(Self.format(to).text == to, "\(name), once more")
    }

    @Test(arguments: ["a: 1\na: 2\n", "a: [1\n", "a: *x\n", "a:\n\tb: 1\n"])
    func whatCannotBeReadIsSaid(_ text: String) {
        let (formatted, findings) = Self.format(text)
        #expect(formatted == nil)
        #expect(findings.hasErrors)
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func everyFile() throws -> [URL] {
        try ["Flows", "Examples", "Sources", "Tests"].flatMap { folder -> [URL] in
            let all = try #require(
                FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil))
            return all.compactMap { $0 as? URL }.filter { $0.pathExtension == "yaml" }
        }
    }

    /// Spoils the layout without touching the meaning: every indentation doubled, text blocks and all.
    private static func doubled(_ bytes: [UInt8]) -> [UInt8] {
        Array(
            bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
                line.prefix { $0 == 0x20 } + line + (line.isEmpty ? [] : [0x20])
            }.joined(separator: [0x0A]))
    }

    private static func says(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar(let scalar): "\(node.tag ?? "")\(scalar.style == .plain ? "" : "s")<\(scalar.text.string)>"
        case .sequence(let items): "[" + items.map(says).joined(separator: ",") + "]"
        case .mapping(let entries):
            "{" + entries.map { says($0.key) + ":" + says($0.value) }.joined(separator: ",") + "}"
        }
    }

    /// Every YAML file of the project, as it is and with a spoilt layout: the same content, and once is enough.
    @Test func everyFileKeepsItsContent() throws {
        let files = try Self.everyFile()
        #expect(files.count > 80)
        var formattedOnes = 0
        for url in files {
            let original = Array(try Data(contentsOf: url))
            for bytes in [original, Self.doubled(original)] {
                let file = SourceFile(path: url.lastPathComponent, bytes: bytes)
                var findings = Findings()
                let outcome = YAMLFormatter.format(file, findings: &findings)
                #expect(outcome != .refused, "\(url.lastPathComponent)")
                guard case .formatted(let once) = outcome else { continue }
                formattedOnes += 1
                let formatted = SourceFile(path: file.path, bytes: once)
                #expect(
                    YAMLFormatter.format(formatted, findings: &findings) == .formatted(once),
                    "\(url.lastPathComponent) is not stable")
                var before = Findings()
                let old = YAMLReader.read(file, findings: &before)
                guard !before.hasErrors, !old.map(Self.says).joined().contains("!") else { continue }
                let new = YAMLReader.read(formatted, findings: &before)
                #expect(old.map(Self.says) == new.map(Self.says), "\(url.lastPathComponent)")
            }
        }
        #expect(formattedOnes > 120)
    }
}
