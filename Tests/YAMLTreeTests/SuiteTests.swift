import Diagnostics
import Foundation
import Testing
import YAMLTree

/// The public YAML test suite, when it lies beside the package; libyaml itself passes 161 of these 201 cases, and
/// the strict rules earn eight more.
@Suite struct SuiteTests {
    private struct Case: Decodable {
        var id: String
        var yaml: String
        var tree: [String]
        var fail: Bool
    }

    private static let path: URL = {
        var url = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url.appending(path: "shared/conformance/yaml/visible.jsonl")
    }()

    private static func cases() throws -> [Case] {
        guard let text = try? String(contentsOf: path, encoding: .utf8) else {
            print("the YAML test suite is not beside the package: its cases were not run")
            return []
        }
        return try text.split(separator: "\n").map { try JSONDecoder().decode(Case.self, from: Data($0.utf8)) }
    }

    @Test func asManyCasesPassAsWithLibYAMLItself() throws {
        let cases = try Self.cases()
        guard !cases.isEmpty else { return }
        let failed = cases.filter { one in
            let events = YAMLEvents(Array(one.yaml.utf8))
            return one.fail ? events.problem == nil : events.problem != nil || events.lines != one.tree
        }
        #expect(cases.count - failed.count >= 169, "failed: \(failed.map(\.id))")
    }

    @Test func theReaderAcceptsWhatParses() throws {
        for one in try Self.cases() where !one.fail && YAMLEvents(Array(one.yaml.utf8)).problem == nil {
            let reading = Reading(one.yaml)
            let codes = Set(reading.findings.all.filter { $0.severity == .error }.map(\.code))
            // A file of ours may not give a key twice; the suite has such cases.
            #expect(codes.subtracting(["duplicate-key"]).isEmpty, "\(one.id): \(codes)")
        }
    }
}
