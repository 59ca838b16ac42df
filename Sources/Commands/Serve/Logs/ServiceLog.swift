import Foundation
import Logging

/// The service's log, on standard error.
struct ServiceLog: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    let format: LogFormat

    static func logger(_ level: Logger.Level, _ format: LogFormat) -> Logger {
        Logger(label: "trustflow") { _ in ServiceLog(logLevel: level, format: format) }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        // In one write, so that lines of two requests do not run into each other.
        Output.talk(format.line(event.level, event.message.description, all, at: .now))
    }
}
