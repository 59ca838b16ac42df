import Foundation

/// The outcome of some files: each failure, a table, and the sum as the last line.
struct Report {
    struct Row {
        var name: String
        var passed = 0
        var failed = 0
        var skipped = 0
    }

    private(set) var rows: [Row] = []
    private(set) var failures: [String] = []

    var passed: Int { rows.reduce(0) { $0 + $1.passed } }
    var failed: Int { rows.reduce(0) { $0 + $1.failed } }
    var skipped: Int { rows.reduce(0) { $0 + $1.skipped } }

    /// One case of a suite, run.
    struct Test {
        var id: String
        /// What was run: an expression, a text.
        var subject: String
        var outcome: Outcome
    }

    /// How the files of a suite end, and what comes of one.
    struct Suite {
        var files: String
        var results: (URL) throws -> [Test]
    }

    static func make(of paths: [URL], running suite: Suite) throws -> Report {
        var report = Report()
        for file in paths.flatMap({ files(under: $0, suite.files) }) { report.add(try suite.results(file), from: file) }
        return report
    }

    /// A file itself, or all files of the suite below a folder.
    private static func files(under path: URL, _ ending: String) -> [URL] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path.path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        let below = FileManager.default.enumerator(at: path, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
        return (below ?? []).filter { $0.pathExtension == ending }.sorted { $0.path < $1.path }
    }

    private mutating func add(_ tests: [Test], from file: URL) {
        var row = Row(name: file.deletingPathExtension().lastPathComponent)
        for test in tests {
            switch test.outcome {
            case .passed: row.passed += 1
            case .skipped: row.skipped += 1
            case .failed(let expected, let actual):
                row.failed += 1
                failures.append(
                    "FAILED \(test.id)\n  input:    \(test.subject)\n  expected: \(expected)\n  actual:   \(actual)")
            }
        }
        rows.append(row)
    }

    var text: String {
        let width = (rows.map(\.name.count).max() ?? 0) + 2
        func line(_ name: String, _ cells: [String]) -> String {
            name.padding(toLength: width, withPad: " ", startingAt: 0)
                + cells.map { String(repeating: " ", count: max(1, 9 - $0.count)) + $0 }.joined()
        }
        let table =
            [line("file", ["passed", "failed", "skipped"])]
            + rows.map { line($0.name, ["\($0.passed)", "\($0.failed)", "\($0.skipped)"]) }
        let sum = "\(passed) passed, \(failed) failed, \(skipped) skipped"
        return (failures + table + [sum]).joined(separator: "\n")
    }
}
