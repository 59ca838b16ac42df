import Expressions
import PackCompiler
import Testing
import Vendors
import Vocabulary

struct IDmetaJudgeTests {
    private func judge(
        _ answer: VendorAnswer, to operation: String, check: String? = nil, settings: [String: Value] = [:]
    ) throws -> Judgement {
        try judge(.success(answer), to: operation, check: check, settings: settings)
    }

    private func judge(
        _ outcome: Result<VendorAnswer, TransportFailure>, to operation: String, check: String? = nil,
        settings: [String: Value] = [:]
    ) throws -> Judgement {
        let pack = try Packs.idmeta()
        let context = Packs.context(pack, settings: ["trust_flow": "1708"].merging(settings) { $1 })
        return pack.judge(outcome, to: operation, check: check, context: context)
    }

    private func biometrics(
        success: Bool = true, message: String = "OK", code: Int = 3, live: Bool = true, score: String = "0.97"
    ) -> VendorAnswer {
        .json(
            """
            {"success":\(success),"message":"\(message)","data":{"livenessPass":\(live),"livenessScore":\(score)},
            "verificationStatus":"VERIFIED","verificationStatusCode":\(code),"trustFlowId":1708,
            "trustValidationId":"v-1","verificationType":"biometrics_verification","metadata":null}
            """)
    }

    private func finalized(_ status: Int, finalized: Bool = true, missing: String = "[]") -> VendorAnswer {
        .json(
            """
            {"message":"done","verification":{"id":"v-1","status":\(status)},"missing_plans":\(missing),
            "status":\(status),"status_message":"x","finalized":\(finalized)}
            """)
    }

    @Test(arguments: [
        (3, true, Verdict.passed), (2, true, .review), (1, true, .failed), (3, false, .failed), (5, true, .unknown),
    ])
    func biometricsGivesAVerdict(code: Int, live: Bool, verdict: Verdict) throws {
        let judgement = try judge(biometrics(code: code, live: live), to: "biometrics", check: "biometrics")
        #expect(
            judgement
                == .succeeded(.init(result: ["live": .bool(live), "liveness_score": 0.97], verdict: verdict)))
    }

    @Test func aWholeNumberIsAScoreToo() throws {
        let judgement = try judge(biometrics(score: "1"), to: "biometrics", check: "biometrics")
        #expect(judgement == .succeeded(.init(result: ["live": true, "liveness_score": 1.0], verdict: .passed)))
    }

    @Test(
        arguments: [
            ("No face detected in the image.", "face_not_found"), ("Face is too small.", "face_too_small"),
            ("Multiple faces detected in the image.", "multiple_faces"),
            ("FACE is partially  hidden or obscured", "face_obscured"), ("Face is cropped.", "face_cropped"),
            ("Face angle is too large. Look ahead.", "face_angle"),
            ("Face is too close to the border.", "face_near_border"),
        ], [200, 400, 422, 500])
    func sevenMessagesAskForAnotherPhoto(message: (text: String, reason: String), status: Int) throws {
        let answer = VendorAnswer.json(status, #"{"success":false,"message":"\#(message.text)"}"#)
        #expect(
            try judge(answer, to: "biometrics", check: "biometrics")
                == .applicant(reason: message.reason, field: nil))
    }

    @Test(arguments: [
        (1, RunStatus.rejected), (2, .reviewNeeded), (3, .verified),
    ])
    func finalizeClosesTheVerification(code: Int, status: RunStatus) throws {
        let judgement = try judge(finalized(code), to: "finalize")
        #expect(
            judgement
                == .succeeded(
                    .init(
                        result: ["status": .int(Int64(code))],
                        vendorStatus: VendorStatus(code: String(code), status: status))))
    }

    @Test(arguments: [4, 5, 99])
    func anOpenStatusIsIncompleteAndNamesWhatIsMissing(code: Int) throws {
        guard
            case .failed(let failure) = try judge(
                finalized(code, missing: #"["aml","Hannah Bret"]"#), to: "finalize")
        else {
            Issue.record("an open verification was taken for a closed one")
            return
        }
        #expect(failure.isIncomplete)
        #expect(failure.incomplete == ["aml"])
        #expect(failure.detail == "status \(code)")
    }

    @Test func notFinalizedIsIncompleteWhateverTheStatus() throws {
        guard
            case .failed(let failure) = try judge(
                finalized(3, finalized: false, missing: #"["document_verification"]"#), to: "finalize")
        else {
            Issue.record("`finalized: false` was taken for a verdict")
            return
        }
        #expect(failure.incomplete == ["document_verification"])
    }

    @Test func aStatusThatNobodyListedIsNamedAndDecidesNothing() throws {
        #expect(try judge(finalized(42), to: "finalize") == .failed(CallFailure(.contract, "unknown status 42")))
        #expect(
            try judge(biometrics(code: 42), to: "biometrics", check: "biometrics")
                == .failed(CallFailure(.contract, "HTTP 200, /verificationStatusCode is 42")))
    }

    @Test func aFailureOfTheirsIsTheirs() throws {
        for answer in [finalized(6)] {
            #expect(try judge(answer, to: "finalize") == .failed(CallFailure(.vendorFault, "status 6")))
        }
        #expect(
            try judge(biometrics(code: 6), to: "biometrics", check: "biometrics")
                == .failed(CallFailure(.vendorFault, "HTTP 200, /verificationStatusCode is 6")))
    }

    @Test(arguments: [
        (401, ErrorKind.credentials), (402, .outOfCredit), (403, .credentials), (404, .gone), (409, .conflict),
        (418, .refused), (429, .throttled), (500, .server), (503, .server), (302, .contract), (204, .contract),
    ])
    func httpDecidesWhereTheBindingSaysNothing(status: Int, kind: ErrorKind) throws {
        guard case .failed(let failure) = try judge(.json(status, "<html>"), to: "create") else {
            Issue.record("HTTP \(status) was taken for a success")
            return
        }
        #expect(failure.kind == kind)
        #expect(failure.detail == "HTTP \(status)")
    }

    @Test func theVendorSaysHowLongToWait() throws {
        let answer = VendorAnswer(status: 429, headers: [.init("retry-after", "7")])
        #expect(
            try judge(answer, to: "create")
                == .failed(CallFailure(.throttled, "HTTP 429", retryAfter: .seconds(7))))
    }

    @Test(arguments: [
        (TransportFailure.connect, ErrorKind.connect), (.timeout, .timeout), (.cut, .cut), (.tooLarge, .contract),
    ])
    func transportComesFirst(failure: TransportFailure, kind: ErrorKind) throws {
        guard case .failed(let judged) = try judge(.failure(failure), to: "create") else {
            Issue.record("\(failure) was taken for an answer")
            return
        }
        #expect(judged.kind == kind)
    }

    @Test(arguments: ["<html><body>Hannah Bret</body></html>", "", "{\"success\":true,", "nul"])
    func whatIsNoJSONIsTheServersFault(body: String) throws {
        #expect(
            try judge(.json(body), to: "biometrics", check: "biometrics")
                == .failed(CallFailure(.server, "HTTP 200 without JSON")))
    }

    @Test func aBrokenContractIsNamedByPointerAndNotQuoted() throws {
        guard
            case .failed(let failure) = try judge(
                biometrics(score: #""Hannah Bret""#), to: "biometrics", check: "biometrics")
        else {
            Issue.record("a text was taken for a score")
            return
        }
        #expect(failure.kind == .contract)
        #expect(failure.detail.contains("/data/livenessScore"))
        #expect(!failure.detail.contains("Hannah"))
    }

    @Test func anyOtherRefusalIsARefusal() throws {
        let answer = VendorAnswer.json(#"{"success":false,"message":"Not part of the trust flow, Hannah Bret"}"#)
        #expect(
            try judge(answer, to: "biometrics", check: "biometrics")
                == .failed(CallFailure(.refused, "HTTP 200, /success is false")))
    }
}

struct IDmetaStorableTests {
    @Test func theWebhooksSecretIsNeverKept() throws {
        let pack = try Packs.idmeta()
        let answer = VendorAnswer.json(
            """
            {"verification":{"id":"v-1"},
            "template":{"name":"KYC","webhook_secret":"s3cret","webhook_url":"https://h/x"}}
            """)
        #expect(
            pack.storable(answer, of: "create")
                == ["verification": ["id": "v-1"], "template": ["name": "KYC"]])
        #expect(pack.storable(.json("<html>"), of: "create") == nil)
    }
}
