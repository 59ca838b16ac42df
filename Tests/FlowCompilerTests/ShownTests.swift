import FindingPages
import Foundation
import Testing

/// The page that says where everything is shown, held to the files that it names.
struct ShownTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private static let page = "Sources/FlowSyntax/FlowSyntax.docc/Shown.md"

    /// The cells of a section's table.
    private static func rows(_ section: String) throws -> [[String]] {
        let text = try String(contentsOf: root.appending(path: page), encoding: .utf8)
        let part = text.components(separatedBy: "\n## ").first { $0.hasPrefix(section + "\n") } ?? ""
        return part.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    private static func words(in cell: String) -> [String] { cell.matches(of: /`([^`]+)`/).map { String($0.output.1) } }

    /// The names of tests, by suite.
    private static func named() throws -> [String: Set<String>] {
        var tests: [String: Set<String>] = [:]
        let folder = root.appending(path: "Tests")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            let names = text.matches(of: /func (\w+)\(/).map { String($0.output.1) }
            tests[file.deletingPathExtension().lastPathComponent, default: []].formUnion(names)
        }
        return tests
    }

    @Test(arguments: ["Constructs", "How a check ends without an answer"])
    func everyWordHasAnExampleAndATest(_ section: String) throws {
        let rows = try Self.rows(section)
        #expect(rows.count >= 7)
        let tests = try Self.named()
        for row in rows {
            try #require(row.count == 3, "\(row)")
            let word = try #require(Self.words(in: row[0]).first)
            let example = try #require(Self.words(in: row[1]).first)
            let text = try String(contentsOf: Self.root.appending(path: example), encoding: .utf8)
            // As a key, or as a value of one.
            let isThere = text.contains(try Regex("(?m)(^|[\\s{,\"])\(word)(:|[\\s,}\"]|$)"))
            #expect(isThere, "\(example) does not show \(word)")
            let test = try #require(Self.words(in: row[2]).first).split(separator: ".").map(String.init)
            #expect(test.count == 2 && tests[test[0]]?.contains(test[1]) == true, "there is no test \(row[2])")
        }
    }

    /// Every code has its page, and an example that is compiled in tests: that of the page, or one of the golden files.
    @Test func everyFamilyHasItsFindings() throws {
        let rows = try Self.rows("Findings")
        #expect(
            Set(rows.map { $0[0] }) == [
                "text", "names", "types", "position", "status", "machine", "vendors", "overrides", "safety",
                "scenarios",
                "taste",
            ])
        let kinds = ["flow", "extends", "request", "scenario", "applicant", "against"]
        let golden = kinds.flatMap(Golden.cases).map(\.expected).joined()
        let tests = try Self.named()
        for row in rows {
            let words = Self.words(in: row[2])
            let code = try #require(words.first)
            let page = FindingPages.page(code)
            #expect(page != nil, "there is no page for \(code)")
            let test = words.dropFirst().first?.split(separator: ".").map(String.init)
            let isTested = test.map { $0.count == 2 && tests[$0[0]]?.contains($0[1]) == true }
            #expect(isTested ?? (page?.kind != nil || golden.contains("[\(code)]")), "nothing shows \(code)")
        }
    }
}
