import Diagnostics
import Expressions
import Testing
import Vendors
import Vocabulary

@testable import PackCompiler

@Suite struct StorytellerTests {
    private static func teller(_ script: VendorScript = VendorScript(), _ casting: Storyteller.Casting) throws
        -> Storyteller
    {
        let pack = try Packs.idmeta()
        return Storyteller(
            stories: try #require(pack.stories), contract: pack.contract, script: script, casting: casting)
    }

    private static let opening = Value.map(["template_id": .string("1708")])

    private static func open(_ teller: inout Storyteller) -> String? {
        guard case .respond(let answer, _) = teller.answer(to: "create", body: opening),
            let body = try? JSONText.parse(answer.body),
            case .string(let id)? = JSONPointer("/verification/id")?.value(in: body)
        else { return nil }
        return id
    }

    /// The message or the score that a biometrics call gets.
    private static func biometrics(_ teller: inout Storyteller, _ id: String) -> Value? {
        guard
            case .respond(let answer, _) = teller.answer(
                to: "biometrics", body: .map(["trustFlowId": .int(1708), "trustValidationId": .string(id)])),
            let body = try? JSONText.parse(answer.body)
        else { return nil }
        return JSONPointer("/data/livenessScore")?.value(in: body) ?? JSONPointer("/message")?.value(in: body)
    }

    private static let twice = VendorScript(answers: [
        "biometrics": [.reason("face_angle"), .story("approved", values: ["liveness_score": .double(0.9)])]
    ])

    @Test func togetherAListedAnswerIsGivenOnce() throws {
        var teller = try Self.teller(Self.twice, .together)
        let one = try #require(Self.open(&teller))
        let two = try #require(Self.open(&teller))
        #expect(Self.biometrics(&teller, one) == .string("Face angle is too large."))
        #expect(teller.unasked == ["biometrics": 1])
        #expect(Self.biometrics(&teller, two) == .double(0.9))
        #expect(Self.biometrics(&teller, one) == .double(0.97))
        #expect(teller.unasked.isEmpty)
    }

    /// It was answered with 500: what is asked for without a query has no members to look at.
    @Test func aListThatIsAskedForWithoutAQueryIsGiven() throws {
        var findings = Findings()
        let pack = try #require(PackLibrary().pack("idenfy", findings: &findings))
        var teller = Storyteller(stories: try #require(pack.stories), contract: pack.contract)
        _ = teller.answer(to: "identification", body: .map(["clientId": .string("1")]))
        guard case .respond(let answer, _) = teller.answer(to: "sessions", body: nil) else {
            Issue.record("there is no answer")
            return
        }
        #expect(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
    }

    @Test func eachVerificationBeginsTheScriptAnew() throws {
        var teller = try Self.teller(Self.twice, .each)
        for _ in 0..<2 {
            let id = try #require(Self.open(&teller))
            #expect(Self.biometrics(&teller, id) == .string("Face angle is too large."))
            #expect(Self.biometrics(&teller, id) == .double(0.9))
        }
    }

    @Test func aWaitingScriptGoesToTheNextVerificationAlone() throws {
        var teller = try Self.teller(.each)
        let before = try #require(Self.open(&teller))
        teller.enqueue(Self.twice)
        let scripted = try #require(Self.open(&teller))
        let after = try #require(Self.open(&teller))
        #expect(Self.biometrics(&teller, before) == .double(0.97))
        #expect(Self.biometrics(&teller, after) == .double(0.97))
        #expect(Self.biometrics(&teller, scripted) == .string("Face angle is too large."))
    }

    @Test func aScriptSaysWhatBecomesOfTheCallAfterALostOne() throws {
        var teller = try Self.teller(.each)
        teller.enqueue(VendorScript(answers: ["create": [.failure(.server), .lost, .story("approved", values: [:])]]))
        guard case .respond(let refused, _) = teller.answer(to: "create", body: Self.opening) else {
            Issue.record("no answer")
            return
        }
        #expect(refused.status == 503 && teller.effects.isEmpty)
        #expect(teller.answer(to: "create", body: Self.opening) == .cut(effectHappened: true))
        #expect(teller.effects.count == 1)
        #expect(Self.open(&teller) == teller.effects.last?.verification)
        #expect(teller.effects.count == 2 && teller.unasked.isEmpty)
    }

    private static func teller(_ casting: Storyteller.Casting) throws -> Storyteller {
        try teller(VendorScript(), casting)
    }

    @Test func slowAnswersComeLater() throws {
        var teller = try Self.teller(VendorScript(story: "slow"), .together)
        guard case .respond(_, let after) = teller.answer(to: "create", body: Self.opening) else {
            Issue.record("no answer")
            return
        }
        #expect(after == .seconds(2))
    }

    @Test(arguments: [
        (VendorScript(story: "aproved"), "unknown-story"),
        (VendorScript(answers: ["biometric": [.lost]]), "unknown-operation"),
        (VendorScript(each: ["biometrics": .story("aproved", values: [:])]), "unknown-story"),
        (VendorScript(each: ["biometrics": .story("approved", values: ["score": .int(1)])]), "unknown-value"),
        (
            VendorScript(each: ["biometrics": .story("approved", values: ["liveness_score": .int(7)])]),
            "story-breaks-contract"
        ),
        (VendorScript(each: ["watchlist": .reason("face_angle")]), "unknown-reason"),
        (VendorScript(each: ["biometrics": .failure(.notReady)]), "failure-not-told"),
    ])
    func aScriptThatCannotBePlayedIsNamed(script: VendorScript, code: String) throws {
        let pack = try Packs.idmeta()
        let stories = try #require(pack.stories)
        #expect(stories.problems(with: script, contract: pack.contract).map(\.code) == [code])
    }
}
