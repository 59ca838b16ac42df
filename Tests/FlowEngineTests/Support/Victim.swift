import EngineSamples
import Foundation
import Testing

/// A process of `engine-victim` that has ended.
struct Victim: Sendable {
    var wasKilled: Bool
    var status: Int32
    var outcome: Outcome?
    var errors: String

    static func run(_ arguments: [String]) async throws -> Victim {
        let process = Process()
        process.executableURL = try executable()
        process.arguments = arguments
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { ended in
                // Both fit into a pipe.
                let said = output.fileHandleForReading.readDataToEndOfFile()
                let complaints = errors.fileHandleForReading.readDataToEndOfFile()
                continuation.resume(
                    returning: Victim(
                        wasKilled: ended.terminationReason == .uncaughtSignal && ended.terminationStatus == SIGKILL,
                        status: ended.terminationStatus,
                        outcome: try? JSONDecoder().decode(Outcome.self, from: said),
                        errors: String(decoding: complaints, as: UTF8.self)))
            }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
    }

    /// Beside the test bundle, where the build puts every executable.
    private static func executable() throws -> URL {
        let bundles = CommandLine.arguments.filter { $0.hasSuffix(".xctest") }.map { URL(filePath: $0) }
        let starts = [Bundle.main.executableURL, CommandLine.arguments.first.map { URL(filePath: $0) }]
        let folders = (starts.compactMap { $0 } + bundles).map { $0.deletingLastPathComponent() }
        return try #require(
            folders.map { $0.appending(path: "engine-victim") }.first {
                FileManager.default.isExecutableFile(atPath: $0.path)
            }, "no engine-victim in \(folders)")
    }
}
