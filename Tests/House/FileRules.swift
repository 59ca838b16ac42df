import Foundation
import Testing

@Suite struct FileRules {
    @Test func noTestIsCalledTest() throws {
        let files = try Tree.swiftFiles(in: "Tests")
        #expect(files.count > 10)
        let found = files.flatMap { file in
            file.lines.filter { $0.contains(/\bfunc +`?test/) }.map { "\(file.path): \($0)" }
        }
        #expect(found.isEmpty, "a test says what happens; every one of them is a test")
    }

    @Test func noFileIsLong() throws {
        let files = try Tree.swiftFiles(in: "Sources")
        #expect(files.count > 50)
        let long = files.filter { $0.lines.count > 700 }.map { "\($0.path): \($0.lines.count) lines" }
        #expect(long.isEmpty)
    }

    @Test func everyUncheckedClaimSaysWhatProtectsIt() throws {
        var bare: [String] = []
        for file in try Tree.swiftFiles(in: "Sources") {
            for (index, line) in file.lines.enumerated() where line.contains("@unchecked Sendable") {
                let isExplained = line.contains("//") || index > 0 && file.lines[index - 1].contains("//")
                if !isExplained { bare.append("\(file.path):\(index + 1)") }
            }
        }
        #expect(bare.isEmpty, "say beside `@unchecked Sendable` what protects it")
    }

    @Test func nothingIsForcedOrLeftOpen() throws {
        let marks = #/\btry!|\bas!|\bfatalError\(|\b(TODO|FIXME)\b/#
        var found: [String] = []
        for file in try Tree.swiftFiles(in: "Sources") {
            for (index, line) in file.lines.enumerated() where line.contains(marks) {
                found.append("\(file.path):\(index + 1): \(line)")
            }
        }
        #expect(found.isEmpty)
    }

    /// Swift Testing skips a parameterised test without arguments, and the run stays green.
    @Test func goldenFoldersAreNotEmpty() throws {
        let names: Set<String> = ["Cases", "Golden", "Goldens", "Histories"]
        let golden = try Tree.folders(in: "Tests").filter { folder in
            folder.split(separator: "/").contains { names.contains(String($0)) }
        }
        let empty = try golden.filter { try Tree.paths(in: $0).isEmpty }
        #expect(empty.isEmpty)
        for path in try golden.flatMap(Tree.paths) where path.contains("/err/") && path.hasSuffix(".yaml") {
            let answer = path.dropLast(5) + ".out"
            let hasAnswer = FileManager.default.fileExists(atPath: Tree.root.appending(path: String(answer)).path)
            #expect(hasAnswer, "\(path) has no \(answer)")
        }
        // A folder that tests name must be there.
        let word = #/"Cases\/([A-Za-z]+)/#
        for file in try Tree.swiftFiles(in: "Tests") where !file.path.hasPrefix("Tests/House/") {
            for match in file.lines.compactMap({ $0.firstMatch(of: word) }) {
                let folder = file.path.split(separator: "/").prefix(2).joined(separator: "/") + "/Cases/\(match.1)"
                #expect(Tree.isFolder(folder), "\(file.path) reads \(folder)")
            }
        }
    }
}
