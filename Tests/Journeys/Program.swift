import Foundation
import Testing

/// The program as it was built, run as a person runs it.
struct Program {
    struct Result {
        var exit: Int32
        var output: String
        var talk: String
        var bytes: [UInt8]
    }

    /// Beside the test bundle, where the build puts every executable.
    static func url() throws -> URL {
        let folders =
            [Bundle.main.executableURL, CommandLine.arguments.first.map { URL(filePath: $0) }]
            .compactMap { $0?.deletingLastPathComponent() }
            + CommandLine.arguments.filter { $0.hasSuffix(".xctest") }.map {
                URL(filePath: $0).deletingLastPathComponent()
            }
        let candidates = folders.map { $0.appending(path: "trustflow") }
        return try #require(
            candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }, "no trustflow in \(folders)")
    }

    /// The root of the package, for `Flows` and `Examples`.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func run(
        _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
    ) throws -> Result {
        let process = try start(arguments, in: folder, environment: environment)
        return process.finish()
    }

    static func start(
        _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
    ) throws -> Running {
        let process = Process()
        process.executableURL = try url()
        process.arguments = arguments
        process.currentDirectoryURL = folder.map { URL(filePath: $0) } ?? root
        var whole = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("IDMETA_") && !$0.key.hasPrefix("IDENFY_")
        }
        whole["NO_COLOR"] = "1"
        whole["COLUMNS"] = "80"
        process.environment = whole.merging(environment) { $1 }
        let output = Pipe()
        let talk = Pipe()
        process.standardOutput = output
        process.standardError = talk
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return Running(process: process, output: output, talk: Talk(talk.fileHandleForReading))
    }

    /// What a process says on standard error, read as it comes: a full pipe would stop the process.
    final class Talk: @unchecked Sendable {
        // Sendable because the lock guards the bytes, and the group is its own.
        private let lock = NSLock()
        private let reading = DispatchGroup()
        private var bytes = Data()

        init(_ handle: FileHandle) {
            DispatchQueue.global().async(group: reading) {
                while let part = try? handle.read(upToCount: 4096), !part.isEmpty {
                    self.lock.withLock { self.bytes += part }
                }
            }
        }

        /// As far as it has come.
        var text: String { lock.withLock { String(decoding: bytes, as: UTF8.self) } }

        /// All of it, once the process has ended.
        func whole() -> String {
            reading.wait()
            return text
        }
    }

    /// A process under way; whoever starts it ends it.
    struct Running {
        let process: Process
        let output: Pipe
        let talk: Talk

        /// The first line of standard output.
        func firstLine() -> String {
            var line = Data()
            while let byte = try? output.fileHandleForReading.read(upToCount: 1), byte.count == 1, byte != Data([10]) {
                line += byte
            }
            return String(decoding: line, as: UTF8.self)
        }

        func finish() -> Result {
            let output = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return Result(
                exit: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
                talk: talk.whole(), bytes: Array(output))
        }

        /// Ends it by its own process id.
        func end(_ signal: Int32 = SIGTERM) {
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
        }
    }
}

/// A folder that is gone afterwards.
func withFolder<T>(_ body: (String) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory.appending(path: "journey-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
}

/// What a sandbox says first.
struct SandboxLine: Decodable { var addresses: [String: String] }

/// A sandbox on loopback for as long as the body runs.
func withSandbox<T>(_ arguments: [String] = [], in folder: String, _ body: (String) throws -> T) throws -> T {
    let sandbox = try Program.start(["sandbox"] + arguments, in: folder)
    defer { sandbox.end() }
    let first = try JSONDecoder().decode(SandboxLine.self, from: Data(sandbox.firstLine().utf8))
    return try body(try #require(first.addresses["idmeta"]))
}
