import Diagnostics
import ExpressionSyntax
import Expressions
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Reads `errors`: an ordered list of what to recognise in an answer and what it means.
struct ErrorsReader {
    var environment: ExpressionEnvironment
    /// Whether an error may mean that what was asked for is so already.
    var mayBeDone = false

    func read(_ node: YAMLNode, findings: inout Findings) -> [ErrorMatcher] {
        guard let items = node.list("`errors`", findings: &findings) else { return [] }
        var read: [(matcher: ErrorMatcher, place: Place)] = []
        for item in items {
            guard let matcher = matcher(item, findings: &findings) else { continue }
            if let earlier = read.first(where: { $0.matcher.covers(matcher) }) {
                findings.report(
                    Finding(
                        "matcher-covered", "no answer gets as far as this line", at: item.place,
                        help: "put it before the line that covers it, or drop it",
                        related: [.init("this line takes every such answer", at: earlier.place)]))
            }
            read.append((matcher, item.place))
        }
        return read.map(\.matcher)
    }

    private static let keys = [
        "http", "at", "is", "any", "text", "fold", "starts", "map", "else", "when", "as", "field", "detail", "reason",
    ]

    private static let meanings: [(name: String, value: ErrorMatcher.Meaning?)] =
        ErrorKind.allCases.map { ($0.rawValue, .failure($0)) }
        + [("applicant", .applicant), ("incomplete", .incomplete), ("done", .done), ("ended", nil)]

    private func matcher(_ node: YAMLNode, findings: inout Findings) -> ErrorMatcher? {
        guard
            let record = LaterKeys.matcher.record(node, as: "a line of `errors`", keys: Self.keys, findings: &findings),
            let word = record.require("as", findings: &findings),
            let meaning = word.choice("what an answer is taken for", of: Self.meanings, findings: &findings)
        else { return nil }
        guard let meaning else {
            findings.report(.notAvailable("`as: \(word.text ?? "")`", at: word.place))
            return nil
        }
        if meaning == .done, !mayBeDone {
            findings.report(
                Finding(
                    "done-without-effect", "nothing is done by what only reads", at: word.place,
                    help: "write it in the `errors` of an operation with an effect"))
        }
        var matcher = ErrorMatcher(meaning: meaning)
        matcher.http = record["http"].flatMap { Codes.read($0.value, findings: &findings) }
        matcher.pointer = record["at"].flatMap { pointer($0.value, findings: &findings) }
        matcher.detail = record["detail"].flatMap { pointer($0.value, findings: &findings) }
        matcher.field = record["field"].flatMap { $0.value.string("`field`", findings: &findings) }
        matcher.fold = record["fold"].flatMap { $0.value.bool("`fold`", findings: &findings) } ?? false
        matcher.reason = record["reason"].flatMap { reason($0.value, findings: &findings) }
        matcher.condition = record["when"].flatMap {
            $0.value.expression(in: environment, expecting: .bool, findings: &findings)?.expression
        }
        matcher.test = test(record, findings: &findings)
        check(matcher, record: record, at: node, findings: &findings)
        return matcher
    }

    private func test(_ record: Record, findings: inout Findings) -> ErrorMatcher.Test {
        if let entry = record["is"] {
            let values = entry.value.items ?? [entry.value]
            return .among(values.compactMap { $0.literal(findings: &findings) })
        }
        if let entry = record["any"] {
            _ = entry.value.bool("`any`", findings: &findings)
            return .any
        }
        if let entry = record["text"] {
            _ = entry.value.bool("`text`", findings: &findings)
            return .text
        }
        if let entry = record["starts"] { return .starts(arms(entry.value, as: "`starts`", findings: &findings)) }
        if let entry = record["map"] {
            let otherwise = record["else"].flatMap { reason($0.value, findings: &findings) }
            return .map(arms(entry.value, as: "`map`", findings: &findings), otherwise: otherwise)
        }
        return .always
    }

    private func arms(_ node: YAMLNode, as what: String, findings: inout Findings) -> [ReasonArm] {
        ReasonArms.read(node, as: what, findings: &findings)
    }

    /// What the keys say together.
    private func check(_ matcher: ErrorMatcher, record: Record, at node: YAMLNode, findings: inout Findings) {
        if matcher.pointer == nil, matcher.test != .always {
            findings.report(
                Finding(
                    "matcher-without-pointer", "this line does not say where to look", at: node.place,
                    help: "add `at: /message` or another pointer into the answer"))
        }
        if matcher.pointer != nil, matcher.test == .always {
            findings.report(
                Finding(
                    "matcher-without-test", "this line looks at a place and compares it with nothing", at: node.place,
                    help: "add `is:`, `any: true`, `text: true`, `starts:` or `map:`"))
        }
        if matcher.meaning == .applicant, matcher.reasons.isEmpty {
            findings.report(
                Finding(
                    "matcher-without-reason", "an applicant's failure needs its reason", at: node.place,
                    help: "add `reason: document_unreadable` or another, or a `starts` or `map` that gives one"))
        }
        if matcher.meaning != .applicant, !matcher.withoutMeaning.reasons.isEmpty {
            findings.report(
                Finding("matcher-reason-unused", "reasons are for `as: applicant`", at: node.place))
        }
    }

    private func pointer(_ node: YAMLNode, findings: inout Findings) -> JSONPointer? {
        JSONPointer.read(node, findings: &findings)
    }

    private func reason(_ node: YAMLNode, findings: inout Findings) -> String? {
        ReasonArms.reason(node, findings: &findings)
    }
}

extension ErrorMatcher {
    fileprivate var withoutMeaning: ErrorMatcher {
        var copy = self
        copy.meaning = .applicant
        return copy
    }
}
