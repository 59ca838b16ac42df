import Diagnostics
import FindingPages
import Foundation
import Testing

/// What holds for all findings that the flow's floors report.
struct GoldenCoverageTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
    private static let kinds = ["flow", "extends", "request", "scenario", "applicant", "against"]

    /// The codes that stand in the sources of the floors, as the first argument of a finding.
    private static func codes() throws -> Set<String> {
        let opening = try Regex(#"\b(?:Finding|Rule)\(\s*"([a-z-]+)""#, as: (Substring, Substring).self)
        var codes: Set<String> = []
        for floor in ["FlowSyntax", "FlowCompiler"] {
            let folder = sources.appending(path: floor)
            let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
            for case let file as URL in files where file.pathExtension == "swift" {
                let text = try String(contentsOf: file, encoding: .utf8)
                codes.formUnion(text.matches(of: opening).map { String($0.output.1) })
            }
        }
        return codes
    }

    @Test func everyCodeHasAnExample() throws {
        // Tested where a scenario file meets a flow that is broken, with the other silences, and with the flows beside one.
        let elsewhere: Set<String> = ["flow-broken", "silenced-error", "unknown-flow", "missing-parent-verification"]
        // The examples of pages are compiled, and compared with their golden files, by the tests of `FindingPages`.
        let pages = FindingPages.all.filter { $0.kind != nil }.map { "[\($0.code)]" }.joined()
        let shown = Self.kinds.flatMap(Golden.cases).map(\.expected).joined() + pages
        let codes = try Self.codes()
        #expect(codes.count > 120)
        #expect(codes.filter { !shown.contains("[\($0)]") && !elsewhere.contains($0) }.sorted() == [])
    }

    @Test func everyCodeHasAPage() throws {
        let pages = Set(FindingPages.all.map(\.code))
        #expect(try Self.codes().subtracting(pages).sorted() == [])
    }

    /// Every finding says what to write instead, begins in lower case, and asks nothing.
    @Test(arguments: kinds.flatMap(Golden.cases)) func everyFindingHelps(_ golden: Golden.Case) throws {
        let codes = try Self.codes()
        for part in golden.expected.components(separatedBy: "\n\n") {
            guard let head = part.firstMatch(of: /^\S+ (error|warning): (.*) \[([a-z-]+)\]\n/) else { continue }
            let (message, code) = (head.output.2, String(head.output.3))
            #expect(message.first?.isUppercase != true, "\(message)")
            #expect(!message.hasSuffix(".") && !message.contains("?"), "\(message)")
            // The last three are codes of other floors too, which cannot always help.
            if codes.contains(code), !["unknown-field", "wrong-type", "unknown-reason"].contains(code) {
                #expect(part.contains("= help: "), "\(golden.testDescription): [\(code)] helps nobody")
            }
        }
    }
}
