import Foundation
import Logging

/// Keeps what is logged.
final class LogRecorder: @unchecked Sendable {
    // Sendable because the lock guards the lines.
    private let lock = NSLock()
    private var kept: [Line] = []

    struct Line: Sendable {
        var level: Logger.Level
        var message: String
        var metadata: [String: String]
    }

    var lines: [Line] { lock.withLock { kept } }

    var logger: Logger { Logger(label: "test") { _ in Handler(recorder: self) } }

    fileprivate func add(_ line: Line) { lock.withLock { kept.append(line) } }

    private struct Handler: LogHandler {
        let recorder: LogRecorder
        var logLevel = Logger.Level.trace
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            recorder.add(
                Line(
                    level: event.level, message: event.message.description,
                    metadata: (event.metadata ?? [:]).mapValues { "\($0)" }))
        }
    }
}
