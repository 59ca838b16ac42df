import Foundation

/// The package's own files, for the rules that no compiler keeps.
enum Tree {
    static let root: URL = {
        var url = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url
    }()

    struct File {
        /// From the package's root: `Sources/Privacy/Personal.swift`.
        var path: String
        var lines: [Substring]
    }

    static func swiftFiles(in folder: String) throws -> [File] {
        try paths(in: folder).filter { $0.hasSuffix(".swift") }.map { path in
            let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
            return File(path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
        }
    }

    /// Every file below a folder, in order.
    static func paths(in folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
            .map { "\(folder)/\($0)" }
            .filter { !isFolder($0) }.sorted()
    }

    static func folders(in folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
            .map { "\(folder)/\($0)" }
            .filter(isFolder).sorted()
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: root.appending(path: path).path, isDirectory: &isFolder)
        return exists && isFolder.boolValue
    }
}
