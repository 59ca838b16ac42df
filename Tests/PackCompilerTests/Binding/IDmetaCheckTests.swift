import Expressions
import PackCompiler
import Testing
import Vendors
import Vocabulary

struct IDmetaCheckTests {
    private func judge(
        _ text: String, to operation: String, settings: [String: Value] = [:]
    ) throws -> Judgement {
        let pack = try Packs.idmeta()
        let context = Packs.context(pack, settings: ["trust_flow": "1708"].merging(settings) { $1 })
        return pack.judge(.success(.json(text)), to: operation, check: operation, context: context)
    }

    private func document(_ result: String, recognition: String? = nil) -> String {
        let extraction = recognition.map {
            #","extraction":{"recognitionStatus":"\#($0)","classInfo":{"type":"ID","isoAlpha3CountryCode":"DEU"}}"#
        }
        return #"{"processingStatus":"Success","verification":{"result":"\#(result)"}\#(extraction ?? "")}"#
    }

    @Test(arguments: [("Pass", Verdict.passed), ("Fail", .review), ("Review", .review)])
    func onlyPassPassesADocument(result: String, verdict: Verdict) throws {
        guard case .succeeded(let success) = try judge(document(result), to: "document") else {
            Issue.record("no result for \(result)")
            return
        }
        #expect(success.verdict == verdict)
        #expect(success.result == ["authentic": .bool(result == "Pass")])
    }

    @Test func theDocumentsClassIsTaken() throws {
        guard case .succeeded(let success) = try judge(document("Pass", recognition: "Valid"), to: "document") else {
            Issue.record("no result")
            return
        }
        #expect(success.result == ["authentic": true, "type": "ID", "issuing_country": "DEU"])
    }

    @Test func anUnreadableDocumentIsAskedForAgain() throws {
        #expect(
            try judge(document("Pass", recognition: "Empty"), to: "document")
                == .applicant(reason: "document_unreadable", field: nil))
    }

    @Test(arguments: [("85", Verdict.passed), ("70", .passed), ("69.9", .review), ("20", .review), ("19.5", .failed)])
    func similarityIsJudgedByTheSettings(score: String, verdict: Verdict) throws {
        let answer = #"{"status":true,"message":"OK","result":{"score":\#(score)}}"#
        guard case .succeeded(let success) = try judge(answer, to: "face_match") else {
            Issue.record("no result")
            return
        }
        #expect(success.verdict == verdict)
        let similarity = try #require(success.result["similarity"]?.doubleValue)
        #expect(abs(similarity - (Double(score) ?? 0) / 100) < 1e-12)
    }

    @Test func aSettingMovesTheThreshold() throws {
        let answer = #"{"status":true,"message":"OK","result":{"score":85}}"#
        guard
            case .succeeded(let success) = try judge(answer, to: "face_match", settings: ["face_match_pass": 90])
        else {
            Issue.record("no result")
            return
        }
        #expect(success.verdict == .review)
    }

    @Test func noHitsPass() throws {
        let answer = #"{"status":true,"message":"OK","result":{"results":{"matchCount":0,"matches":[]}}}"#
        #expect(
            try judge(answer, to: "watchlist") == .succeeded(.init(result: ["hits": []], verdict: .passed)))
    }

    @Test func hitsAreMappedAndReviewed() throws {
        let answer = """
            {"status":true,"message":"OK","result":{"results":{"matchCount":1,"matches":[
            {"resourceId":"r1","name":"H. Bret","score":91,"datasets":["PEP"],"countries":["US"]}]}}}
            """
        let hit: Value = ["id": "r1", "name": "H. Bret", "score": 91.0, "topics": ["PEP"], "lists": []]
        #expect(
            try judge(answer, to: "watchlist") == .succeeded(.init(result: ["hits": [hit]], verdict: .review)))
    }
}
