import Expressions
import Foundation
import Logging

/// How the service writes its log.
enum LogFormat: String, CaseIterable {
    /// A line for people: time, level, message, then `name=value`.
    case text
    /// An object for programs, one on each line.
    case json

    func line(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata, at date: Date) -> String {
        let at = CELTimestamp(clamping: Int64((date.timeIntervalSince1970 * 1000).rounded(.down))).description
        let sorted = metadata.sorted { $0.key < $1.key }
        switch self {
        case .text:
            let words = sorted.map { " \($0)=\(Self.word($1.plain))" }
            return "\(at) \(level) \(message)\(words.joined())\n"
        case .json:
            let members =
                [("at", Self.quoted(at)), ("level", Self.quoted("\(level)")), ("message", Self.quoted(message))]
                + sorted.map { ($0, $1.number ?? Self.quoted($1.plain)) }
            return "{\(members.map { "\(Self.quoted($0)):\($1)" }.joined(separator: ","))}\n"
        }
    }

    private static func word(_ text: String) -> String {
        let isPlain = !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
        return isPlain ? text : quoted(text)
    }

    private static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: (try? encoder.encode(text)) ?? Data(), as: UTF8.self)
    }
}

extension Logger.MetadataValue {
    fileprivate var plain: String {
        switch self {
        case .string(let text): text
        case .stringConvertible(let value): value.description
        case .array, .dictionary: "\(self)"
        }
    }

    /// A number as JSON writes it; `nil` for anything else.
    fileprivate var number: String? {
        guard case .stringConvertible(let value) = self else { return nil }
        return value is Int || value is Double ? value.description : nil
    }
}
