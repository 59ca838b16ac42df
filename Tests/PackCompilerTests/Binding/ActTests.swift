import Diagnostics
import Expressions
import PackCompiler
import Testing
import Vendors
import Vocabulary

/// What the shipped vendors do for its effect, and how they go on looking.
struct ActTests {
    static let packs: [String: Pack] = {
        var findings = Findings()
        var packs: [String: Pack] = [:]
        for name in ["checkout", "idenfy", "identomat", "idmeta"] {
            packs[name] = PackLibrary().pack(name, findings: &findings)
        }
        return packs
    }()

    private func pack(_ name: String) throws -> Pack { try #require(Self.packs[name]) }

    private func context(_ pack: Pack, input: [String: Value], made: [String: Value] = [:]) -> CallContext {
        var context = Packs.context(pack, settings: ["trust_flow": "1708"], input: input)
        context.made = made
        context.since = Packs.now
        return context
    }

    @Test func oneNameAndOneInputOverAllVendorsThatOfferIt() throws {
        #expect(try pack("checkout").actNames == [])
        #expect(try pack("idmeta").actNames == ["phone_code", "email_code", "link_make", "face_enrol"])
        for name in ["denylist_add", "denylist_remove", "monitoring_add", "monitoring_remove"] {
            let first = try #require(try pack("identomat").actOffer(name))
            let second = try #require(try pack("idenfy").actOffer(name))
            #expect(first.kind == second.kind)
            #expect(first.undo?.name == second.undo?.name)
        }
        for pack in Self.packs.values { #expect(pack.acts.allSatisfy { $0.kind == ActKind.named($0.kind.name) }) }
    }

    /// Who a flow puts on a list may be said to both: one sends it, the other knows.
    @Test(arguments: ["identomat", "idenfy"])
    func theSamePersonIsGivenToBoth(vendor: String) throws {
        let offer = try #require(try pack(vendor).actOffer("denylist_add"))
        #expect(offer.takes.isSuperset(of: ["reason", "first_name", "last_name", "birth_date"]))
        #expect(offer.needs == ["reason"])
        #expect(offer.operation.effect == .once)
    }

    @Test func aPersonIsPutOnTheListAndTakenOffByWhatWasAnswered() throws {
        let pack = try pack("identomat")
        let act = try #require(pack.act("denylist_add"))
        let input: [String: Value] = ["reason": "fraud", "last_name": "Example", "birth_date": "1990-10-02"]
        let request = try pack.request(act.operation, context: context(pack, input: input)).get()
        #expect(request.url == "https://external-api.identomat.com/add-blacklist-record")
        #expect(
            request.body?["query"] == [
                "reason": "fraud", "lastName": "Example", "birthday": "1990-10-02T00:00:00Z",
            ])
        let made = pack.judge(
            .success(.json(#"{"result":"r-7"}"#)), to: act.operation, context: context(pack, input: input))
        #expect(made == .succeeded(.init(result: ["id": "r-7"])))

        let undo = try #require(act.undo)
        let back = try pack.request(undo, context: context(pack, input: input, made: ["id": "r-7"])).get()
        #expect(back.url == "https://external-api.identomat.com/remove-blacklist-record")
        #expect(back.body?["id"] == "r-7")
        // Taken off by somebody else already.
        let gone = pack.judge(
            .success(.json(#"{"argumentError":"not-found"}"#)), to: undo, context: context(pack, input: input))
        #expect(gone == .succeeded(.init()))
    }

    @Test func withoutWhatWasAnsweredNothingIsTakenBack() throws {
        let pack = try pack("identomat")
        guard case .failure(let problem) = pack.request("allow", context: context(pack, input: [:])) else {
            Issue.record("it was built")
            return
        }
        #expect(problem.code == .noValue)
    }

    @Test(arguments: [
        ("face", "SELFIE"), ("data", "DOCUMENT_INFO"), ("document_face", "DOCUMENT"), (nil, "DOCUMENT_INFO"),
    ])
    func whatOfASessionIsListed(what: String?, source: String) throws {
        let pack = try pack("idenfy")
        var input: [String: Value] = ["reason": "fraud"]
        input["what"] = what.map { .string($0) }
        let add = try pack.request("deny", context: context(pack, input: input)).get()
        #expect(add.method == "POST")
        #expect(add.url == "https://ivs.idenfy.com/kyc/identifications/v-1/blocklists/\(source)/")
        #expect(add.body == ["reason": "fraud"])
        let remove = try pack.request("allow", context: context(pack, input: input)).get()
        #expect(remove.method == "DELETE")
        #expect(remove.url == add.url)
        #expect(
            pack.judge(.success(VendorAnswer(status: 204)), to: "allow", context: context(pack, input: input))
                == .succeeded(.init()))
    }

    @Test func moreIsAskedForOnALinkThatNobodyElseIsShown() throws {
        let pack = try pack("idenfy")
        let offer = try #require(pack.actOffer("request_information"))
        #expect(offer.gives.map(\.name) == ["url"])
        #expect(offer.secret == ["url"])
        #expect(offer.undo == nil)
        let input: [String: Value] = ["link_for": .duration(CELDuration(clamping: 86_400_000)), "documents": true]
        let request = try pack.request("request_information", context: context(pack, input: input)).get()
        #expect(request.body == ["lifetime": 86400, "additionalStepUploadRequired": true])
    }

    @Test func aFaceIsEnrolled() throws {
        let pack = try pack("idmeta")
        let act = try #require(pack.act("face_enrol"))
        let input: [String: Value] = ["image": Packs.photo("selfie#1")]
        let request = try pack.request(act.operation, context: context(pack, input: input)).get()
        #expect(request.url == "https://integrate.idmetagroup.com/api/v3/verifications/biometrics-detection")
        #expect(request.body?["trustFlowId"] == 1708)
        #expect(pack.actOffer("face_enrol")?.reasons.contains("face_too_small") == true)
        let answers: [(String, Judgement)] = [
            (
                #"{"success":true,"message":"","data":{"enroll":{"recordId":"f-1"}}}"#,
                .succeeded(.init(result: ["id": "f-1"]))
            ),
            (#"{"success":false,"message":"Account already exists."}"#, .succeeded(.init())),
            (
                #"{"success":false,"message":"Face is cropped."}"#,
                .applicant(reason: "face_cropped", field: nil)
            ),
        ]
        for (answer, judgement) in answers {
            #expect(
                pack.judge(.success(.json(answer)), to: act.operation, context: context(pack, input: input))
                    == judgement
            )
        }
    }

    @Test func aSessionIsTiedToThatOfTheParentRun() throws {
        let pack = try pack("identomat")
        var context = context(pack, input: [:])
        context.options = ["steps": []]
        for operation in ["begin", "begin_questions", "begin_call"] {
            context.parentID = "s-0"
            #expect(try pack.request(operation, context: context).get().body?["parent_session_id"] == "s-0")
            context.parentID = nil
            #expect(try pack.request(operation, context: context).get().body?["parent_session_id"] == nil)
        }
    }

    // MARK: Monitors

    @Test(arguments: ["identomat", "idenfy"])
    func whoWasSearchedForIsWatched(vendor: String) throws {
        let monitor = try #require(try pack(vendor).offer("watchlist")?.monitor)
        #expect(monitor.start.effect == .once)
        #expect(monitor.stop.effect == .repeatable)
        #expect(monitor.read?.effect == .read)
        #expect(monitor.each == .seconds(86_400))
    }

    @Test(arguments: [
        ("identomat", #"{"result":{"total":1,"data":[{"id":"m-1","lastUpdatedDate":"2027-01-20"}]}}"#, true),
        ("identomat", #"{"result":{"total":1,"data":[{"id":"m-1"}]}}"#, false),
        ("identomat", #"{"result":{"total":1,"data":[{"id":"m-2","lastUpdatedDate":"2027-01-20"}]}}"#, false),
        ("identomat", #"{"result":{"total":300,"data":[{"id":"m-2"}]}}"#, true),
        ("idenfy", #"{"id":"m-1","status":"ALERT"}"#, true),
        ("idenfy", #"{"id":"m-1","status":"ACTIVE"}"#, false),
        ("idenfy", #"{"id":"m-1"}"#, true),
    ])
    func readingItSaysWhetherSomethingCameUp(vendor: String, answer: String, hit: Bool) throws {
        let pack = try pack(vendor)
        let context = context(pack, input: ["full_name": "Hannah Example"], made: ["id": "m-1"])
        let request = try pack.request("monitored", context: context).get()
        #expect(vendor == "idenfy" ? request.url.hasSuffix("/m-1/") : request.body?["date"] == "2027-01-15T08:00:00Z")
        let judgement = pack.judge(.success(.json(answer)), to: "monitored", context: context)
        #expect(judgement == .succeeded(.init(result: ["hit": .bool(hit)])))
    }

    @Test func theVendorsArePlayedDoingIt() throws {
        for pack in Self.packs.values {
            let stories = try #require(pack.stories)
            for act in pack.acts { #expect(stories.operation(act.kind.name)?.name == act.operation) }
        }
        let pack = try pack("identomat")
        var script = VendorScript()
        script.answers = ["denylist_add": [.failure(.conflict)], "monitored": [.story("hit", values: [:])]]
        var teller = Storyteller(stories: try #require(pack.stories), contract: pack.contract, script: script)
        let context = context(pack, input: [:], made: ["id": "monitoring-sandbox"])
        let results = ["deny", "monitored", "monitored"].map { name -> Judgement? in
            guard case .respond(let answer, _) = teller.answer(to: name, body: nil) else { return nil }
            return pack.judge(.success(answer), to: name, context: context)
        }
        guard case .failed(let failure)? = results[0] else {
            Issue.record("\(String(describing: results[0]))")
            return
        }
        #expect(failure.kind == .conflict)
        #expect(results[1] == .succeeded(.init(result: ["hit": true])))
        #expect(results[2] == .succeeded(.init(result: ["hit": false])))
    }
}
