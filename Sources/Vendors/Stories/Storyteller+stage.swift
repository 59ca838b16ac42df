import Expressions
import Vocabulary

extension Storyteller {
    /// Looks up what the script says of this call and turns it into an answer.
    mutating func stage(
        _ operation: StoryOperation, run: Int, verification: String?, request: Value, key: String?
    ) -> StagedAnswer {
        var cue = nextCue(run, for: operation)
        // A story as the answer to one call stands for what that story has for the call.
        if case .story(let name, let values) = cue.answer, operation.answers[name] == nil, name != "approved",
            let story = stories.stories[name]
        {
            let inner = story.cue(for: operation, call: 0)
            cue.after = max(cue.after, inner.after)
            cue.answer = inner.answer
            if case .story(let name, _) = inner.answer { cue.answer = .story(name, values: values) }
        }
        if case .failure(let kind) = cue.answer, operation.answers[kind.rawValue] != nil {
            // The vendor says it in an answer of its own.
            cue.answer = .story(kind.rawValue, values: [:])
        }
        func happens(_ teller: inout Storyteller) -> String? {
            teller.happen(operation, run: run, verification: verification, request: request, key: key)
        }
        switch cue.answer {
        case .story(let name, let given):
            if operation.effect == nil, let verification { unread.remove(verification) }
            let id = happens(&self)
            return .respond(approved(operation, name, given, id, request), after: cue.after)
        case .malformed:
            let id = happens(&self)
            var answer = approved(operation, "approved", [:], id, request)
            answer.body.removeLast(min(answer.body.count, 1 + answer.body.count / 3))
            return .respond(answer, after: cue.after)
        case .breaksContract:
            let id = happens(&self)
            return .respond(
                breaking(approved(operation, "approved", [:], id, request), of: operation), after: cue.after)
        case .lost:
            _ = happens(&self)
            return .cut(effectHappened: true)
        case .html:
            let page = "<!doctype html><title>Service</title><p>Please try again later.</p>\n"
            let header = VendorAnswer.Header("content-type", "text/html; charset=utf-8")
            return .respond(VendorAnswer(status: 200, headers: [header], body: Array(page.utf8)), after: cue.after)
        case .http(let answer):
            if (200...299).contains(answer.status) { _ = happens(&self) }
            return .respond(plain(answer), after: max(cue.after, answer.after))
        case .reason(let name):
            var scope = scope(operation.values, verification: verification, request: request)
            scope.text = operation.reasons[name] ?? name
            return .respond(rendered(operation.applicant ?? operation.answer, scope), after: cue.after)
        case .finish: return .refuse
        case .failure(.connect): return .refuse
        case .failure(.timeout): return .timeout(effectHappened: false)
        case .failure(.cut): return .cut(effectHappened: false)
        case .failure(.contract):
            return .respond(
                breaking(approved(operation, "approved", [:], verification, request), of: operation), after: cue.after)
        case .failure(let kind):
            let scope = scope(operation.values, verification: verification, request: request)
            let answer = stories.failures[kind] ?? StoryAnswer(status: Self.status(of: kind), body: nil)
            return .respond(rendered(answer, scope), after: cue.after)
        }
    }

    /// The answer of that name, or `approved` where the operation has none such.
    private func approved(
        _ operation: StoryOperation, _ name: String, _ given: [String: Value], _ verification: String?, _ request: Value
    ) -> VendorAnswer {
        rendered(
            operation.answer, scope(operation.values(of: name, given), verification: verification, request: request))
    }

    func rendered(_ answer: StoryAnswer, _ scope: StoryScope) -> VendorAnswer {
        if let file = answer.file {
            let type = VendorAnswer.Header("content-type", file.contentType)
            return VendorAnswer(status: answer.status, headers: [type], body: file.bytes)
        }
        switch scope.body(of: answer) {
        case .success(let body): return Self.json(answer.status, body, headers: answer.headers)
        case .failure(let failure):
            // The compiler of the pack renders every answer once; a request that no vendor takes may still get here.
            return Self.json(500, .members(["message": .string("this story has no answer: \(failure.message)")]))
        }
    }

    private func plain(_ answer: ScriptedAnswer.HTTP) -> VendorAnswer {
        let message = Value.members(["message": .string("HTTP \(answer.status)")])
        let headers = answer.headers.sorted { $0.key < $1.key }.map { VendorAnswer.Header($0.key, $0.value) }
        return Self.json(answer.status, answer.body ?? message, headers: headers)
    }

    private static func json(_ status: Int, _ body: Value?, headers: [VendorAnswer.Header] = []) -> VendorAnswer {
        guard let body else { return VendorAnswer(status: status, headers: headers) }
        let type = VendorAnswer.Header("content-type", "application/json")
        let all = headers.contains { $0.name == "content-type" } ? headers : [type] + headers
        return VendorAnswer(status: status, headers: all, body: JSONText.encode(body))
    }

    /// The answer without something that the contract wants.
    private func breaking(_ answer: VendorAnswer, of operation: StoryOperation) -> VendorAnswer {
        var broken = answer
        guard let schema = contract.answerSchema(of: operation.call, status: answer.status),
            case .map(let members)? = try? JSONText.parse(answer.body)
        else {
            broken.body = Array("[]".utf8)
            return broken
        }
        for name in schema.requiredNames {
            var fewer = members
            fewer[.string(name)] = nil
            if !schema.accepts(.map(fewer)) {
                broken.body = JSONText.encode(.map(fewer))
                return broken
            }
        }
        broken.body = Array("[]".utf8)
        return broken
    }

    /// For a kind that the pack's stories say nothing of.
    private static func status(of kind: ErrorKind) -> Int {
        switch kind {
        case .throttled: 429
        case .credentials: 401
        case .outOfCredit: 402
        case .notEntitled: 403
        case .gone: 404
        case .conflict: 409
        case .refused: 422
        default: 503
        }
    }
}
