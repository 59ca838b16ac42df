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

    /// Beside the test bundle, where the build puts every executable; or the one that `TRUSTFLOW_PROGRAM` names.
    static func url() throws -> URL {
        if let path = ProcessInfo.processInfo.environment["TRUSTFLOW_PROGRAM"] { return URL(filePath: path) }
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
        var whole = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("IDMETA_") }
        whole["NO_COLOR"] = "1"
        whole["COLUMNS"] = "80"
        process.environment = whole.merging(environment) { $1 }
        let output = Pipe()
        let talk = Pipe()
        process.standardOutput = output
        process.standardError = talk
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return Running(process: process, output: output, talk: talk)
    }

    /// A process under way; whoever starts it ends it.
    struct Running {
        let process: Process
        let output: Pipe
        let talk: Pipe

        /// The first line of standard output.
        func firstLine() -> String {
            var line = Data()
            while let byte = try? output.fileHandleForReading.read(upToCount: 1), byte.count == 1, byte != Data([10]) {
                line += byte
            }
            return String(decoding: line, as: UTF8.self)
        }

        func finish() -> Result {
            // Both pipes are read at once: a full one would stop the process.
            let reading = Locked(Data())
            let group = DispatchGroup()
            DispatchQueue.global().async(group: group) {
                let all = talk.fileHandleForReading.readDataToEndOfFile()
                reading.set(all)
            }
            let output = output.fileHandleForReading.readDataToEndOfFile()
            group.wait()
            process.waitUntilExit()
            return Result(
                exit: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
                talk: String(decoding: reading.value, as: UTF8.self), bytes: Array(output))
        }

        /// Ends it by its own process id.
        func end(_ signal: Int32 = SIGTERM) {
            kill(process.processIdentifier, signal)
            process.waitUntilExit()
        }
    }
}

/// A value between two threads; the lock protects it.
private final class Locked: @unchecked Sendable {
    private let lock = NSLock()
    private var stored: Data

    init(_ value: Data) { stored = value }

    var value: Data { lock.withLock { stored } }

    func set(_ value: Data) { lock.withLock { stored = value } }
}

/// A folder that is gone afterwards.
func withFolder<T>(_ body: (String) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory.appending(path: "journey-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
}

/// What a sandbox says first.
struct SandboxLine: Decodable {
    var addresses: [String: String]
    var effects: String
}

/// A sandbox on loopback for as long as the body runs.
func withSandbox<T>(_ arguments: [String] = [], in folder: String, _ body: (String) throws -> T) throws -> T {
    let sandbox = try Program.start(["sandbox"] + arguments, in: folder)
    defer { sandbox.end() }
    let first = try JSONDecoder().decode(SandboxLine.self, from: Data(sandbox.firstLine().utf8))
    return try body(try #require(first.addresses["idmeta"]))
}
