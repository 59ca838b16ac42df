import Foundation
import Testing

@Suite struct FloorRules {
    @Test func theHouseStands() throws {
        let (status, output) = try floors(of: Tree.root)
        #expect(status == 0, "\(output)")
        #expect(output.contains("floors: "))
    }

    /// A line that breaks a rule, where it is put, and what is said of it.
    static let violations: [(file: String, line: String, words: String)] = [
        ("Sources/Expressions/Planted.swift", "import ExpressionSyntax", "on floor 1 imports ExpressionSyntax of floor 2"),
        ("Sources/ExpressionSyntax/Planted.swift", "public import YAMLTree", "imports YAMLTree of floor 2"),
        ("Sources/YAMLTree/Planted.swift", "@testable import Privacy", "which Package.swift does not declare"),
        ("Sources/Vendors/Planted.swift", "import YAMLTree", "machine column and imports YAMLTree"),
        ("Sources/Vendors/Planted.swift", "import Foundation", "machine column and imports Foundation"),
        ("Sources/Vendors/Planted.swift", "import FoundationEssentials", "machine column and imports Foundation"),
        ("Sources/Vocabulary/Planted.swift", "import NIOCore", "machine column and imports NIOCore"),
        ("Sources/Vocabulary/Planted.swift", "let socket = socket(2, 1, 0)", "opens a socket"),
        ("Sources/Vocabulary/Planted.swift", "let now = ContinuousClock().now", "reads a clock"),
        ("Sources/Vocabulary/Planted.swift", "let die = Int.random(in: 1...6)", "takes a random number"),
        ("Sources/Vocabulary/Planted.swift", "let home = getenv(\"HOME\")", "reads the environment"),
        ("Sources/Vocabulary/Planted.swift", "let work = Task { 1 }", "starts a task"),
        ("Sources/Diagnostics/Planted.swift", "import Foundation", "text column and imports Foundation"),
        ("Sources/YAMLTree/Planted.swift", "private import Dispatch", "text column and imports Dispatch"),
    ]

    @Test func everyKindOfViolationIsFound() throws {
        let copy = FileManager.default.temporaryDirectory.appending(path: "house-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: copy) }
        for part in [".ci", "Package.swift", "Sources"] {
            try FileManager.default.copyItem(at: Tree.root.appending(path: part), to: copy.appending(path: part))
        }
        for violation in Self.violations {
            let file = copy.appending(path: violation.file)
            try Data("\n\(violation.line)\n".utf8).write(to: file)
            defer { try? FileManager.default.removeItem(at: file) }
            let (status, output) = try floors(of: copy)
            #expect(status == 1, "\(violation.line)")
            let said = output.split(separator: "\n").contains {
                $0.hasPrefix("\(violation.file):2: ") && $0.contains(violation.words)
            }
            #expect(said, "\(violation.line): \(output)")
        }
    }

    /// What only looks like a violation.
    @Test func commentsTextsAndOwnNamesAreNoViolations() throws {
        let copy = FileManager.default.temporaryDirectory.appending(path: "house-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: copy.appending(path: "Sources/Vocabulary"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: copy) }
        try Data("let package = Package(\n    targets: [\n        // 1\n        floor(\"Vocabulary\"),\n    ]\n)\n".utf8)
            .write(to: copy.appending(path: "Package.swift"))
        let source = """
            // import Foundation, getenv("X")
            let a = "ProcessInfo and Task { }"
            let b = \"\"\"
                import Foundation
                \"\"\"
            func f(_ g: inout some RandomNumberGenerator) -> Int { Int.random(in: 1...2, using: &g) }
            struct VendorTask {}
            """
        try Data(source.utf8).write(to: copy.appending(path: "Sources/Vocabulary/A.swift"))
        let (status, output) = try floors(of: copy)
        #expect(status == 0, "\(output)")
    }

    private func floors(of package: URL) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["bash", Tree.root.appending(path: ".ci/floors").path, package.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
