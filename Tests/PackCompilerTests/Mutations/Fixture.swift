import Diagnostics
import Expressions
import Testing
import Vocabulary

@testable import PackCompiler
@testable import Vendors

/// An answer of a shipped pack's stories that counts as one, and how it is judged at run time.
struct Fixture: Sendable, CustomTestStringConvertible {
    enum Source: Sendable {
        case operation(String, check: String?)
        case webhook(WebhookBinding, check: String, kind: String?)
    }

    var pack: Pack
    var source: Source
    /// `identity approved`
    var name: String
    var status: Int
    var body: Value
    /// What the contract says of it.
    var schema: Schema
    /// Where the vendor's word stands that the pack holds against a list of its own.
    var statusPlace: JSONPointer?

    var testDescription: String { "\(pack.name) \(name)" }

    func judge(_ body: Value) -> Judgement {
        let bytes = JSONText.encode(body)
        switch source {
        case .operation(let operation, let check):
            return pack.judge(
                .success(VendorAnswer(status: status, body: bytes)), to: operation, check: check, context: context)
        case .webhook(let route, let check, let kind):
            switch pack.read(bytes, kind: kind, on: route) {
            case .success(let news): return pack.judge(news, on: route, check: check, context: context)
            case .failure(let breach): return .failed(CallFailure(.contract, breach.description))
            }
        }
    }

    private var context: CallContext {
        var settings: [String: Value] = [:]
        for setting in pack.settings where setting.mustBeGiven {
            settings[setting.name] = setting.kind == .url ? "https://vendor.example.com" : "1708"
        }
        var context = CallContext(
            settings: pack.readSettings(settings).values, input: [:], verificationID: "v-1",
            verificationOpenedAt: Moment(milliseconds: Packs.now.milliseconds - 864_000_000), metadata: [:],
            runID: "run-1", key: "key-1", now: Packs.now)
        context.session = ["link_for": .duration(CELDuration(clamping: 3_600_000))]
        context.made = ["id": "monitoring-sandbox"]
        context.since = Packs.now
        return context
    }
}

extension Fixture {
    /// An answer that is there to show what becomes of a status that is not listed.
    var isUnknown: Bool { name.hasSuffix(" unknown_status") }

    /// An answer that the binding's `errors` take, and of which nothing else is read.
    var isError: Bool {
        switch judge(body) {
        case .failed(let failure): failure.kind != .contract
        case .applicant: isAnswerOfACheck
        case .succeeded, .pending, .ended: false
        }
    }

    /// Whether it is judged by the check itself, and tells nothing of a session.
    private var isAnswerOfACheck: Bool {
        guard case .operation(_, let check) = source else { return false }
        return check.flatMap(pack.check)?.hosted == nil
    }

    /// Of every operation and every webhook the answer `approved` and each other one that has a name.
    static func all(of pack: Pack) -> [Fixture] {
        guard let stories = pack.stories else { return [] }
        var fixtures: [Fixture] = []
        for operation in stories.operations.values.sorted(by: { $0.name < $1.name }) {
            guard let schema = pack.contract.answerSchema(of: operation.call, status: operation.answer.status)
            else { continue }
            let checks = pack.checks.filter { check in
                check.hosted.map { $0.answer(from: .operation(operation.name)) != nil }
                    ?? (check.operation == operation.name)
            }
            // What a session's status is by then comes from its news.
            let reads = checks.contains { $0.hosted != nil }
            let news = reads ? stories.news.values.map(\.operation) : []
            let left = news.flatMap { news in
                (["approved"] + news.answers.keys.sorted()).map { name in
                    (name, stories.rendered(operation.answer, operation.values, left: news.values(of: name)))
                }
            }
            let told = left.compactMap { name, body in body.map { (name: name, body: $0) } }
            for (name, body) in bodies(of: operation, in: stories) + told {
                for check in checks.isEmpty ? [nil] : checks.map(\.kind.name) as [String?] {
                    fixtures.append(
                        Fixture(
                            pack: pack, source: .operation(operation.name, check: check),
                            name: "\(operation.name) \(name)", status: operation.answer.status, body: body,
                            schema: schema, statusPlace: statusPlace(of: operation.name, check: check, in: pack)))
                }
            }
        }
        for (name, news) in stories.news.sorted(by: { $0.key < $1.key }) {
            guard let route = pack.webhook(name), let schema = pack.contract.schemas[news.schema] else { continue }
            let checks = pack.checks.filter { $0.hosted?.answer(from: .webhook(name)) != nil }
            for (answer, body) in bodies(of: news.operation, in: stories) {
                guard case .string(let kind)? = news.operation.values(of: answer)["kind"] else { continue }
                // Whom it is about stands in the opening request, and there was none.
                var body = route.verifications[0].replaced(in: body, with: "v-1")
                if let run = route.run { body = run.replaced(in: body, with: "run-1") }
                for check in checks {
                    fixtures.append(
                        Fixture(
                            pack: pack, source: .webhook(route, check: check.kind.name, kind: kind),
                            name: "\(name) \(answer)", status: 200, body: body, schema: schema))
                }
            }
        }
        return fixtures
    }

    /// Words that are held against a list by a matcher or by a longer expression.
    private static let codes = ["idmeta.biometrics": "/verificationStatusCode", "identomat.result": "/result"]

    private static func statusPlace(of source: String, check: String?, in pack: Pack) -> JSONPointer? {
        if let code = codes["\(pack.name).\(source)"] { return JSONPointer(code) }
        if let table = pack.statuses, table.operation == source {
            let result = pack.operations[source]?.result.first { $0.name == table.field }
            return result?.expression.root.givenBodyPath.map { JSONPointer(tokens: $0) }
        }
        let answers = check.flatMap(pack.check)?.hosted?.answers ?? []
        let answer = answers.first { answer in
            switch answer.origin {
            case .operation(let name): name == source
            case .webhook(let name): "webhooks.\(name)" == source
            }
        }
        return answer?.status.root.givenBodyPath.map { JSONPointer(tokens: $0) }
    }

    private static func bodies(of operation: StoryOperation, in stories: Stories) -> [(name: String, body: Value)] {
        (["approved"] + operation.answers.keys.sorted()).compactMap { name in
            stories.rendered(operation.answer, operation.values(of: name)).map { (name, $0) }
        }
    }
}
