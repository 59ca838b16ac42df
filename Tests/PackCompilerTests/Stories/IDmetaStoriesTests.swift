import Expressions
import Testing
import Vendors
import Vocabulary

@testable import PackCompiler

/// IDmeta, played and judged by its own binding: what a story says is what the pack makes of it.
@Suite struct IDmetaStoriesTests {
    /// A vendor with one verification opened, and the calls that go to it.
    struct Stage {
        let pack: Pack
        var teller: Storyteller
        var id = ""

        init(_ script: VendorScript = VendorScript()) throws {
            pack = try Packs.idmeta()
            teller = Storyteller(
                stories: try #require(pack.stories), contract: pack.contract, seed: 7, script: script)
            guard case .succeeded(let success) = try play("create"), case .string(let id)? = success.result["id"] else {
                Issue.record("create was refused")
                return
            }
            self.id = id
        }

        static let inputs: [String: [String: Value]] = [
            "document": ["image_front": Packs.photo("front")], "biometrics": ["image": Packs.photo("selfie")],
            "face_match": ["image_a": Packs.photo("a"), "image_b": Packs.photo("b")],
            "watchlist": ["full_name": .string("Hannah Bret"), "birth_date": .string("1990-10-02")],
        ]

        /// The answer to a call that the pack itself built.
        mutating func answer(_ operation: String) throws -> StagedAnswer {
            let request = try pack.request(operation, context: context(operation)).get()
            return teller.answer(to: operation, body: request.body)
        }

        func context(_ operation: String) -> CallContext {
            var context = Packs.context(pack, settings: ["trust_flow": .string("1708")])
            context.input = Self.inputs[operation] ?? [:]
            context.verificationID = id
            return context
        }

        mutating func play(_ operation: String) throws -> Judgement {
            let check = Self.inputs[operation] == nil ? nil : operation
            let outcome: Result<VendorAnswer, TransportFailure> =
                switch try answer(operation) {
                case .respond(let answer, _): .success(answer)
                case .timeout: .failure(.timeout)
                case .cut: .failure(.cut)
                case .refuse: .failure(.connect)
                }
            return pack.judge(outcome, to: operation, check: check, context: context(operation))
        }

        mutating func verdict(_ operation: String) throws -> Verdict? {
            guard case .succeeded(let success) = try play(operation) else { return nil }
            return success.verdict
        }

        mutating func status() throws -> RunStatus? {
            guard case .succeeded(let success) = try play("finalize") else { return nil }
            return success.vendorStatus?.status
        }
    }

    @Test(arguments: [
        ("approved", [Verdict.passed, .passed, .passed, .passed], RunStatus.verified),
        ("declined", [.review, .failed, .failed, .review], .rejected),
        ("review", [.review, .review, .review, .review], .reviewNeeded),
        ("inconclusive", [.review, .unknown, .review, .review], .reviewNeeded),
        ("slow", [.passed, .passed, .passed, .passed], .verified),
    ])
    func aStoryIsJudgedAsItIsNamed(story: String, verdicts: [Verdict], status: RunStatus) throws {
        var stage = try Stage(VendorScript(story: story))
        let checks = ["document", "biometrics", "face_match", "watchlist"]
        #expect(try checks.map { try stage.verdict($0) } == verdicts)
        #expect(try stage.status() == status)
    }

    @Test func aBadPhotoIsAskedForOnce() throws {
        var stage = try Stage(VendorScript(story: "bad_photo_then_approved"))
        #expect(try stage.play("biometrics") == .applicant(reason: "face_too_small", field: nil))
        #expect(try stage.verdict("biometrics") == .passed)
    }

    @Test func anOutageNeverEndsAndAFlawDoes() throws {
        var outage = try Stage(VendorScript(story: "outage"))
        var flaky = try Stage(VendorScript(story: "flaky"))
        for check in ["document", "biometrics", "face_match", "watchlist"] {
            for _ in 0..<3 {
                guard case .failed(let failure) = try outage.play(check) else {
                    Issue.record("\(check) answered")
                    continue
                }
                #expect(failure.kind.isTransient)
            }
            guard case .failed = try flaky.play(check) else {
                Issue.record("\(check) answered at once")
                continue
            }
            #expect(try flaky.verdict(check) == .passed)
        }
        #expect(try outage.status() == .verified)
    }

    @Test func everyFaceQualityTextIsItsReason() throws {
        let reasons = [
            "face_not_found", "face_too_small", "multiple_faces", "face_obscured", "face_cropped", "face_angle",
            "face_near_border",
        ]
        for check in ["biometrics", "face_match"] {
            var stage = try Stage(VendorScript(answers: [check: reasons.map { .reason($0) }]))
            for reason in reasons { #expect(try stage.play(check) == .applicant(reason: reason, field: nil)) }
        }
        var stage = try Stage(VendorScript(each: ["document": .reason("document_unreadable")]))
        #expect(try stage.play("document") == .applicant(reason: "document_unreadable", field: nil))
    }

    @Test(arguments: [
        (ScriptedAnswer.failure(.connect), ErrorKind.connect), (.failure(.timeout), .timeout), (.failure(.cut), .cut),
        (.failure(.throttled), .throttled), (.failure(.server), .server), (.failure(.outOfCredit), .outOfCredit),
        (.failure(.credentials), .credentials), (.failure(.refused), .refused), (.failure(.gone), .gone),
        (.failure(.conflict), .conflict), (.failure(.contract), .contract), (.failure(.vendorFault), .vendorFault),
        (.lost, .cut), (.malformed, .server), (.breaksContract, .contract), (.html, .server),
        (.http(.init(status: 500)), .server), (.http(.init(status: 418)), .refused),
        (.story("unknown_status", values: [:]), .contract),
    ])
    func everyFailureIsOfItsKind(answer: ScriptedAnswer, kind: ErrorKind) throws {
        var stage = try Stage(VendorScript(each: ["biometrics": answer]))
        guard case .failed(let failure) = try stage.play("biometrics") else {
            Issue.record("\(answer) did not fail")
            return
        }
        #expect(failure.kind == kind)
        if kind == .throttled { #expect(failure.retryAfter == .seconds(1)) }
    }

    @Test func valuesGoWhereTheyBelong() throws {
        let hits = Value.list([
            .map([
                "id": .string("Q7"), "name": .string("Example"), "score": .int(91), "topics": .list([.string("PEP")]),
                "lists": .list([]),
            ])
        ])
        var stage = try Stage(
            VendorScript(answers: [
                "biometrics": [.story("approved", values: ["liveness_score": .double(0.55)])],
                "face_match": [.story("review", values: ["similarity": .double(0.55)])],
                "watchlist": [.story("approved", values: ["hits": hits])],
            ]))
        func result(_ check: String, _ field: String) throws -> Value? {
            guard case .succeeded(let success) = try stage.play(check) else { return nil }
            return success.result[field]
        }
        #expect(try result("biometrics", "liveness_score") == .double(0.55))
        #expect(try result("face_match", "similarity") == .double(0.55))
        guard case .list(let found)? = try result("watchlist", "hits"), case .map(let hit)? = found.first else {
            Issue.record("no hits")
            return
        }
        #expect(hit["name"] == .string("Example") && hit["score"] == .double(91) && hit["id"] == .string("Q7"))
    }

    @Test func effectsAreCountedOnceAndNamePersonsNever() throws {
        var stage = try Stage(
            VendorScript(answers: ["biometrics": [.failure(.timeout), .lost], "finalize": [.lost, .failure(.server)]]))
        for operation in ["biometrics", "biometrics", "watchlist", "finalize", "finalize", "finalize"] {
            _ = try stage.play(operation)
        }
        #expect(
            stage.teller.effects == [
                StoryEffect(number: 1, operation: "create", kind: .opens, verification: stage.id),
                StoryEffect(number: 2, operation: "biometrics", kind: .changes, verification: stage.id),
                StoryEffect(number: 3, operation: "finalize", kind: .closes, verification: stage.id),
            ])
    }

    @Test func aClosedVerificationTakesNoChecks() throws {
        var stage = try Stage()
        #expect(try stage.status() == .verified)
        guard case .failed(let failure) = try stage.play("biometrics") else {
            Issue.record("taken")
            return
        }
        #expect(failure.kind == .refused)
        #expect(try stage.status() == .verified)
        stage.id = "another"
        guard case .failed(let unknown) = try stage.play("watchlist") else {
            Issue.record("taken")
            return
        }
        #expect(unknown.kind == .gone)
    }

    @Test func theSameSeedGivesTheSameBytes() throws {
        func bytes(_ seed: UInt64) throws -> [StagedAnswer] {
            var stage = try Stage(VendorScript(story: "review"))
            stage.teller = Storyteller(
                stories: stage.teller.stories, contract: stage.pack.contract, seed: seed, script: VendorScript())
            let opened = try stage.answer("create")
            guard case .respond(let answer, _) = opened,
                case .string(let id)? = JSONPointer("/verification/id")?.value(in: try JSONText.parse(answer.body))
            else { return [opened] }
            stage.id = id
            return [opened] + (try ["biometrics", "finalize"].map { try stage.answer($0) })
        }
        #expect(try bytes(1) == bytes(1))
        #expect(try bytes(1) != bytes(2))
    }
}
