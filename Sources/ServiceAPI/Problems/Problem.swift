import Diagnostics
import EngineStore
import FlowEngine
import Foundation

/// Why a request was not done, as `application/problem+json` (RFC 9457). Nothing in it is personal.
struct Problem: Error, Sendable, Encodable {
    /// One thing that is wrong, with a place in the body (JSON Pointer, RFC 6901) or in a flow's text.
    struct Detail: Sendable, Encodable {
        var code: String
        var detail: String
        var pointer: String?
        var help: String?
        var place: String?
    }

    var status: Int
    /// Stable, as of findings: `unknown-flow`, `body-too-large`.
    var code: String
    var title: String
    var detail: String?
    var errors: [Detail] = []

    init(_ status: Int, _ code: String, _ title: String, detail: String? = nil, errors: [Detail] = []) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.errors = errors
    }

    private enum Key: String, CodingKey { case type, status, code, title, detail, errors }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode("about:blank", forKey: .type)
        try container.encode(status, forKey: .status)
        try container.encode(code, forKey: .code)
        try container.encode(title, forKey: .title)
        try container.encodeIfPresent(detail, forKey: .detail)
        if !errors.isEmpty { try container.encode(errors, forKey: .errors) }
    }
}

extension Problem {
    static let notFound = Problem(404, "not-found", "there is nothing here")
    static let unknownRun = Problem(404, "unknown-run", "there is no such run")

    /// What is wrong with a body, in places of it.
    static func invalid(_ errors: [Detail]) -> Problem {
        Problem(422, errors.first?.code ?? "invalid", "the request cannot be done as it stands", errors: errors)
    }

    /// Findings in a text that was sent, or in a flow under a request's overrides.
    static func findings(_ found: Findings, pointer: String? = nil) -> Problem {
        findings(found) { _ in pointer }
    }

    /// - Parameter pointer: gives the place of the body that a finding's place came from.
    static func findings(_ findings: Findings, pointer: (Place) -> String?) -> Problem {
        invalid(
            findings.sorted.map { finding in
                let start = finding.place.start
                return Detail(
                    code: finding.code, detail: finding.message, pointer: pointer(finding.place), help: finding.help,
                    place: "\(finding.place.file.name):\(start.line):\(start.column)")
            })
    }

    init(_ error: EngineError) {
        switch error.code {
        case .unknownRun: self = .unknownRun
        case .erased: self.init(410, "erased", "the run's personal data was erased")
        case .refused: self.init(409, "refused", "the run does not take this now", detail: error.message)
        case .duplicate, .conflict: self.init(409, error.code.rawValue, "somebody else was first")
        case .shutDown: self.init(503, "shut-down", "the service is stopping")
        case .store where error.store == .full: self.init(507, "store-full", "the store has no room left")
        case .badFlow, .unknownSemantics, .badPack, .badSetting, .badRecord, .store:
            self.init(503, error.code.rawValue, "the service cannot do this now")
        }
    }

    init(_ error: StoreError) {
        switch error.code {
        case .notFound: self = .notFound
        case .conflict, .duplicate: self.init(409, "conflict", "somebody else was first")
        case .full: self.init(507, "store-full", "the store has no room left")
        default: self.init(503, "store", "the service cannot do this now")
        }
    }
}
