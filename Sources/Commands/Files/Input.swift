import Diagnostics
import Foundation
import YAMLTree

/// Reads files that a command was given.
enum Input {
    /// A whole file. One that is far too large is read only so far that reading it as YAML refuses it.
    static func file(_ path: String, isPersonal: Bool = false) throws(CommandFailure) -> SourceFile {
        switch kind(of: path) {
        case .missing: throw CommandFailure(.usage, "there is no file `\(path)`")
        case .folder: throw CommandFailure(.usage, "`\(path)` is a folder, and a file is wanted")
        case .file: break
        }
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? handle.close() }
            let data = try handle.read(upToCount: YAMLLimits.default.bytes + 1) ?? Data()
            return SourceFile(path: path, bytes: Array(data), isPersonal: isPersonal)
        } catch {
            throw CommandFailure(.usage, "`\(path)` cannot be read")
        }
    }

    enum Kind { case file, folder, missing }

    static func kind(of path: String) -> Kind {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return .missing }
        return isFolder.boolValue ? .folder : .file
    }

    /// Every YAML file below a folder, in order; hidden folders and build folders are left alone.
    static func yamlFiles(below folder: String) -> [String] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return names.flatMap { name -> [String] in
            guard !name.hasPrefix("."), name != "node_modules" else { return [] }
            let path = name.isEmpty ? folder : (folder == "." ? name : prefix + name)
            switch kind(of: path) {
            case .folder: return yamlFiles(below: path)
            case .file: return name.hasSuffix(".yaml") || name.hasSuffix(".yml") ? [path] : []
            case .missing: return []
            }
        }
    }

    /// `.` for a path without a folder.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Whole or not at all: a new file beside it takes its place. A link stays a link, and permissions stay.
    static func replace(_ path: String, with bytes: [UInt8]) throws(CommandFailure) {
        let target = URL(filePath: path).resolvingSymlinksInPath()
        let mode = (try? FileManager.default.attributesOfItem(atPath: target.path))?[.posixPermissions]
        let temporary = target.deletingLastPathComponent().appending(
            path: ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)")
        do {
            try Data(bytes).write(to: temporary)
            if let mode {
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: temporary.path)
            }
            guard rename(temporary.path, target.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            try? FileManager.default.removeItem(at: temporary)
            throw CommandFailure(.usage, "`\(path)` cannot be written")
        }
    }
}
