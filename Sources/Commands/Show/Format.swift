import ArgumentParser
import Diagnostics
import FindingPages
import Foundation

/// How results are printed.
enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// How findings are printed where they are the result.
enum FindingsFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif, github
}

extension Findings {
    /// - Parameter width: The columns that text is to fit into; `nil` for those of the terminal.
    func rendered(_ format: FindingsFormat, width: Int? = nil) -> String {
        switch format {
        case .text: text(width)
        case .json: rendered(Format.json)
        case .sarif:
            SARIFRenderer(
                rules: Dictionary(
                    uniqueKeysWithValues: FindingPages.all.map {
                        ($0.code, .init(summary: $0.summary, help: $0.instead))
                    })
            ).render(self)
        case .github: GitHubRenderer().render(self)
        }
    }

    /// As a person or a program wants to read them, for standard output.
    func rendered(_ format: Format) -> String {
        switch format {
        case .json: return JSONRenderer().render(self)
        case .text: return text(nil)
        }
    }

    private func text(_ width: Int?) -> String {
        let terminal = Terminal.of(1)
        let wraps = width != nil || terminal.wraps
        return TextRenderer(width: width ?? terminal.width, wraps: wraps, colour: terminal.colour).render(self)
    }
}

extension Encodable {
    /// Indented JSON in snake_case with sorted keys, ending in a line break.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}

extension Encodable {
    /// JSON on one line, ending in a line break.
    func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
