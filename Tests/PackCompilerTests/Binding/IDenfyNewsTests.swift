import Diagnostics
import Expressions
import PackCompiler
import Testing
import Vendors
import Vocabulary

/// What iDenfy's webhook and its status call come to.
struct IDenfyNewsTests {
    private static let pack: Pack? = {
        var findings = Findings()
        return PackLibrary().pack("idenfy", findings: &findings)
    }()

    private func context(_ options: [String: Value] = [:]) throws -> CallContext {
        let pack = try #require(Self.pack)
        return CallContext(
            settings: pack.readSettings([:]).values, options: options,
            session: ["link_for": .duration(CELDuration(clamping: 3_600_000))], verificationID: "s-1", runID: "run_1",
            key: "k", now: Moment(milliseconds: 0))
    }

    private func news(
        overall: String, final: Bool = true, document: String = "DOC_VALIDATED", manual: String = "null",
        face: String = "FACE_MATCH", fraud: String = "[]", mismatch: String = "[]", data: String = "null"
    ) -> [UInt8] {
        Array(
            """
            {"final": \(final), "status": {"overall": "\(overall)", "autoDocument": "\(document)", "manualDocument": \
            \(manual), "autoFace": "\(face)", "manualFace": null, "fraudTags": \(fraud), "mismatchTags": \(mismatch)},
            "data": \(data), "scanRef": "s-1", "clientId": "c", "externalRef": "run_1"}
            """.utf8)
    }

    private func judge(_ body: [UInt8], kind: String = "IDENTIFICATION_AUTO_FINISHED") throws -> Judgement {
        let pack = try #require(Self.pack)
        let route = try #require(pack.webhook("identification"))
        let received = try #require(pack.news(body, kind: kind, on: route))
        return pack.judge(received, on: route, check: "identity", context: try context())
    }

    private func verdict(_ judgement: Judgement) -> Verdict? {
        if case .succeeded(let success) = judgement { success.verdict } else { nil }
    }

    @Test(arguments: [("APPROVED", Verdict.passed), ("SUSPECTED", .review), ("DENIED", .failed)])
    func aFinalStatusIsAVerdict(status: String, expected: Verdict) throws {
        #expect(verdict(try judge(news(overall: status, document: "DOC_FAKE"))) == expected)
    }

    @Test(arguments: ["APPROVED", "DENIED", "SUSPECTED", "WHATEVER"])
    func whatIsNotFinalIsNeverActedUpon(status: String) throws {
        #expect(try judge(news(overall: status, final: false)) == .pending(.vendor))
    }

    @Test func theVendorsPeopleAreWaitedFor() throws {
        #expect(try judge(news(overall: "REVIEWING", final: false)) == .pending(.vendorReviewer))
    }

    @Test(arguments: [
        ("DOC_TOO_BLURRY", "FACE_MATCH", "document_blurry"), ("DOC_VALIDATED", "NO_FACE_FOUND", "face_not_found"),
        ("DOC_EXPIRED", "FACE_MATCH", "document_expired"),
    ])
    func aBadCaptureAsksForAnother(document: String, face: String, reason: String) throws {
        let judgement = try judge(news(overall: "DENIED", document: document, face: face))
        #expect(judgement == .applicant(reason: reason, field: nil))
    }

    @Test(arguments: [
        ("DOC_TOO_BLURRY", "FAKE_FACE", "[]"), ("DOC_TOO_BLURRY", "FACE_MATCH", "[\"DUPLICATE_FACE\"]"),
    ])
    func fraudIsNoBadCapture(document: String, face: String, fraud: String) throws {
        #expect(verdict(try judge(news(overall: "DENIED", document: document, face: face, fraud: fraud))) == .failed)
    }

    @Test func aStatusThatIsNotListedIsNeverGuessedAt() throws {
        guard case .failed(let failure) = try judge(news(overall: "PAUSED")) else {
            Issue.record("it was taken")
            return
        }
        #expect(failure.kind == .contract && failure.detail == "unknown status PAUSED")
    }

    @Test func aBodyThatBreaksTheContractIsNamedByItsPlace() throws {
        let body = Array(
            #"{"final": "yes", "status": {"overall": "APPROVED"}, "scanRef": "s", "externalRef": "r"}"#.utf8)
        guard case .failed(let failure) = try judge(body) else {
            Issue.record("it was taken")
            return
        }
        #expect(failure.kind == .contract && failure.detail.hasPrefix("/final"))
    }

    @Test func kindsAreKnownInAnyCase() throws {
        #expect(try judge(news(overall: "EXPIRED"), kind: "identification_cancelled") == .ended(.withdrew))
        let pack = try #require(Self.pack)
        let route = try #require(pack.webhook("identification"))
        #expect(pack.news(news(overall: "APPROVED"), kind: "SOMETHING_NEW", on: route)?.treatment == .ignore)
        #expect(pack.news(news(overall: "APPROVED"), kind: nil, on: route)?.treatment == .ignore)
    }

    @Test func fieldsAreMappedAndLooseDatesAreLeftOut() throws {
        let data = #"{"docFirstName": "HANNAH", "docDob": "1990-10-02", "docExpiry": "SOON", "docType": "PASSPORT"}"#
        let body = news(overall: "APPROVED", mismatch: "[\"NAME\", \"SOMETHING_NEW\"]", data: data)
        guard case .succeeded(let success) = try judge(body) else {
            Issue.record("it was refused")
            return
        }
        #expect(success.result["person"]?["birth_date"] == "1990-10-02")
        #expect(success.result["documents"] == .list([.map(["type": "PASSPORT"])]))
        #expect(success.result["mismatches"] == .list(["first_name", "other"]))
        #expect(success.result["vendor_status"] == "APPROVED")
        #expect(success.vendorStatus?.status == .verified)
    }

    /// Any member of the data may be null: once, a conversion of it cost the whole answer.
    @Test func nullDatesDoNotCostTheAnswer() throws {
        let data = #"{"docFirstName": null, "docDob": null, "docExpiry": null, "docDateOfIssue": null}"#
        guard case .succeeded(let success) = try judge(news(overall: "APPROVED", data: data)) else {
            Issue.record("it was refused")
            return
        }
        #expect(success.verdict == .passed && success.result["documents"] == .list([.map([:])]))
    }

    // MARK: Read once

    private func read(_ body: String, _ options: [String: Value] = [:]) throws -> Judgement {
        let answer = VendorAnswer(status: 200, body: Array(body.utf8))
        return try #require(Self.pack).judge(
            .success(answer), to: "status", check: "identity", context: try context(options))
    }

    /// The vendor's people may still turn a pass over, and the status does not say whether they will.
    @Test func aPassThatIsReadIsBelievedOnlyWithoutPeople() throws {
        let pass = #"{"status": "APPROVED", "autoDocument": "DOC_VALIDATED", "scanRef": "s-1"}"#
        #expect(verdict(try read(pass)) == .review)
        #expect(verdict(try read(pass, ["review_successful": true])) == .review)
        #expect(verdict(try read(pass, ["review_successful": false])) == .passed)
        let looked = #"{"status": "APPROVED", "manualDocument": "DOC_VALIDATED", "scanRef": "s-1"}"#
        #expect(verdict(try read(looked)) == .passed)
    }

    @Test func anOpenSessionIsTheApplicantsOrTheVendors() throws {
        #expect(try read(#"{"status": "ACTIVE", "scanRef": "s-1"}"#) == .pending(.applicant))
        #expect(try read(#"{"status": "REVIEWING", "scanRef": "s-1"}"#) == .pending(.vendorReviewer))
        #expect(
            try read(#"{"status": "EXPIRED", "scanRef": "s-1"}"#) == .applicant(reason: "session_expired", field: nil))
    }

    // MARK: Opening

    @Test func optionsGoOutUnderTheContractsNames() throws {
        let pack = try #require(Self.pack)
        var context = try context(["check_liveness": true, "review_successful": false])
        context.input = ["countries": .list(["LT"]), "documents": .list(["passport", "driving_licence"])]
        context.webhooks = ["identification": "https://hooks.example.com/x"]
        let body = try pack.request("identification", context: context).get().body
        #expect(body?["checkLiveness"] == true && body?["reviewSuccessful"] == false)
        #expect(body?["country"] == "LT" && body?["documents"] == .list(["PASSPORT", "DRIVER_LICENSE"]))
        #expect(body?["expiryTime"] == 3600 && body?["callbackUrl"] == "https://hooks.example.com/x")
        #expect(body?["externalRef"] == "run_1" && body?["clientId"] == "k")
    }

    /// Leaving a restriction out would let every country in.
    @Test func twoCountriesAreRefusedAndNotDropped() throws {
        var context = try context()
        context.input = ["countries": .list(["LT", "LV"])]
        guard case .failure(let problem) = try #require(Self.pack).request("identification", context: context) else {
            Issue.record("it was sent")
            return
        }
        #expect(problem.code == .noValue)
    }
}
