import Foundation
import YAMLTree

/// Runs the cases of a file in the encoding of the public YAML test suite: one JSON object a line.
enum YAMLRunner {
    private struct Case: Decodable {
        var id: String
        var yaml: String
        /// The events; of a text that is no YAML those before the error, which are not compared.
        var tree: [String]
        var fail: Bool
    }

    static func results(in file: URL) throws -> [Report.Test] {
        let decoder = JSONDecoder()
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
            let test = try decoder.decode(Case.self, from: Data(line.utf8))
            return Report.Test(id: test.id, subject: test.yaml.debugDescription, outcome: run(test))
        }
    }

    private static func run(_ test: Case) -> Outcome {
        let events = YAMLEvents(Array(test.yaml.utf8))
        let actual = events.lines.joined(separator: " ")
        switch (test.fail, events.problem) {
        case (true, nil): return .failed(expected: "an error", actual: actual)
        case (true, _): return .passed
        case (false, let problem?): return .failed(expected: test.tree.joined(separator: " "), actual: problem)
        case (false, nil):
            if events.lines == test.tree { return .passed }
            return .failed(expected: test.tree.joined(separator: " "), actual: actual)
        }
    }
}
