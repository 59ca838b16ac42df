import Expressions
import PackCompiler
import Testing
import Vendors
import Vocabulary

/// A pack of a team's own, with a check kind of its own: nothing of it is known to the program.
struct RiskPackTests {
    private func pack() throws -> Pack { try #require(Packs.risk().pack) }

    private func context(_ pack: Pack) -> CallContext {
        Packs.context(
            pack, settings: ["host": "https://risk.example.com"],
            input: ["email": "hannah@example.com", "amount": 12.5])
    }

    @Test func aRequestHidesWhatTheFlowGaveEvenUnmarked() throws {
        let pack = try pack()
        let request = try pack.request("score", context: context(pack)).get()
        #expect(request.url == "https://risk.example.com/score")
        #expect(request.query.map(\.value) == [[.text("hannah@example.com")]])
        #expect(
            request.redacted == """
                POST https://risk.example.com/score?email=‹personal›
                accept: application/json
                x-key: ‹secret RISKAPI_KEY›
                content-type: application/json

                {
                  "amount": "‹personal›"
                }
                """)
    }

    @Test(arguments: [("0.7", Verdict.review), ("0", .passed), ("0.5", .review)])
    func anAnswerIsJudgedByThePack(score: String, verdict: Verdict) throws {
        let pack = try pack()
        let judgement = pack.judge(
            .success(.json(#"{"score":\#(score),"labels":["new"]}"#)), to: "score", check: "riskapi.score",
            context: context(pack))
        let result: [String: Value] = ["score": .double(Double(score) ?? -1), "labels": ["new"]]
        #expect(judgement == .succeeded(.init(result: result, verdict: verdict)))
    }

    @Test func whatTheVendorLeavesOutIsLeftOut() throws {
        let pack = try pack()
        let judgement = pack.judge(
            .success(.json(#"{"score":0.1}"#)), to: "score", check: "score", context: context(pack))
        #expect(judgement == .succeeded(.init(result: ["score": 0.1], verdict: .passed)))
    }

    @Test func itsOfferNamesItsOwnKind() throws {
        let pack = try pack()
        #expect(pack.checkNames == ["riskapi.score"])
        let offer = try #require(pack.offer("riskapi.score"))
        #expect(offer.operation == OperationOffer(name: "score", effect: .read, timeout: .seconds(90)))
        #expect(!offer.insideVerification)
        #expect(offer.judge == .pack)
        #expect(offer.takes == ["email", "amount"])
        #expect(offer.gives.map(\.name) == ["score", "labels"])
        #expect(pack.verificationOffer(settings: [:]) == nil)
    }

    @Test func settingsAreReadBeforeAnythingIsSent() throws {
        let reading = try pack().readSettings(["hots": "https://x", "key": "s3cret"])
        #expect(reading.problems.map(\.code) == ["unknown-setting", "setting-missing", "secret-in-flow"])
    }
}
