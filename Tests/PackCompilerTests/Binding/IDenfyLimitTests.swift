import Diagnostics
import Expressions
import PackCompiler
import Testing
import Vendors
import Vocabulary

/// What iDenfy's token call does not take is not sent.
struct IDenfyLimitTests {
    private func request(
        declared: [String: Value] = [:], input: [String: Value] = [:], options: [String: Value] = [:],
        link: Int64 = 3600, returnTo: String = "https://app.example.com/done"
    ) throws -> Result<VendorRequest, RequestProblem> {
        let pack = try #require(ActTests.packs["idenfy"])
        var context = Packs.context(pack, input: ["declared": .record(declared)].merging(input) { $1 })
        context.options = options
        context.session = [
            "link_for": .duration(CELDuration(clamping: link * 1000)), "return_to": .string(returnTo),
        ]
        return pack.request("identification", context: context)
    }

    private static func text(_ count: Int) -> Value { .string(String(repeating: "a", count: count)) }

    /// The largest that is taken, and one more.
    @Test(arguments: [
        ("first_name", 100), ("last_name", 100), ("document_number", 50), ("personal_number", 50), ("address", 255),
    ])
    func aTextHasItsLength(field: String, most: Int) throws {
        #expect(throws: Never.self) { try request(declared: [field: Self.text(most)]).get() }
        let problem = #expect(throws: RequestProblem.self) {
            try request(declared: [field: Self.text(most + 1)]).get()
        }
        #expect(problem?.code == .breaksContract)
        #expect(problem?.detail.contains("aaa") == false)
    }

    @Test(arguments: ["Ann_", "A;b", "x=y", "(Ann)", "\"Ann\"", "a/b"]) func aNameHasNoSuchSigns(name: String) {
        #expect(throws: RequestProblem.self) { try request(declared: ["first_name": .string(name)]).get() }
    }

    @Test func aLinkLivesThirtyDaysAtMost() throws {
        #expect(throws: Never.self) { try request(link: 2_592_000).get() }
        #expect(throws: RequestProblem.self) { try request(link: 2_592_001).get() }
    }

    @Test func wordsAreThoseOfTheContract() throws {
        for language in ["en", "de-DE-x"] {
            #expect(throws: Never.self) { try request(input: ["language": .string(language)]).get() }
        }
        #expect(throws: RequestProblem.self) { try request(input: ["language": "de-DE-1996"]).get() }
        #expect(throws: RequestProblem.self) { try request(declared: ["sex": "X"]).get() }
        #expect(throws: RequestProblem.self) { try request(declared: ["birth_date": "2.10.1990"]).get() }
        #expect(throws: RequestProblem.self) { try request(input: ["countries": ["LTU"]]).get() }
        // One country is taken, and no more.
        #expect(throws: RequestProblem.self) { try request(input: ["countries": ["LT", "LV"]]).get() }
        #expect(throws: RequestProblem.self) { try request(returnTo: "x://").get() }
        #expect(throws: RequestProblem.self) {
            try request(returnTo: "https://example.com/" + String(repeating: "a", count: 2048)).get()
        }
    }

    @Test func everySwitchOfTheVendorIsAnOption() throws {
        let offer = try #require(ActTests.packs["idenfy"]?.offer("identity"))
        let names = Set(offer.options.map(\.name))
        #expect(
            names.isSuperset(of: [
                "check_aml", "auto_aml_monitoring", "check_liveness", "check_duplicate_faces", "verify_address",
                "verify_phone", "verify_email", "questionnaire", "theme", "review_successful", "review_failed",
                "additional_steps", "nfc_required", "utility_bill", "risk_assessment_profile",
            ]))
        let request = try request(options: ["check_aml": true, "verify_phone": true]).get()
        #expect(request.body?["checkAml"] == true)
        #expect(request.body?["verifyPhone"] == true)
    }
}
