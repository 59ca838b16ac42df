import Expressions
import FlowIR
import FlowMachine
import FlowSamples
import Testing
import Vocabulary

/// Free data for vendors: given once, and patched until then.
struct MetadataTests {
    private let atEnd = Liveness(more: "metadata: { tier: gold, score: \"${checks.liveness.liveness_score}\" }")
        .with(\.vendors, ["idmeta: { trust_flow: \"1708\", metadata_path: /api/v1/metadata }"])
    private let atCreate = Liveness(more: "metadata: { tier: gold, score: \"${checks.liveness.liveness_score}\" }")

    @Test func itIsSentAfterTheChecksWithWhatWasPatched() throws {
        var run = try Bench(atEnd)
        #expect(run.state.activities["create/idmeta"]?.metadata == [:])
        try run.take(.metadataPatched(["tier": "plus", "order": "A-17"]))
        try run.open()
        try run.take(.metadataPatched(["order": "A-18"]))
        try run.pass()
        let expected: [String: Value] = ["tier": "plus", "order": "A-18", "score": 0.9]
        #expect(run.state.activities["metadata/idmeta"]?.metadata == expected)
        #expect(run.state.metadata == expected)
        #expect(throws: RefusedEvent.self) { try run.take(.metadataPatched(["order": "A-19"])) }
    }

    @Test func whatIsReadableTravelsWithCreateWhereTheVendorTakesItOnlyThere() throws {
        var run = try Bench(atCreate)
        #expect(run.state.activities["create/idmeta"]?.metadata == ["tier": "gold"])
        #expect(throws: RefusedEvent(subject: "metadata of idmeta", state: "sent", event: "metadata_patched")) {
            try run.take(.metadataPatched(["order": "A-17"]))
        }
    }

    @Test func itMayBePatchedBeforeAnyVerificationIsOpened() throws {
        var run = try Bench(atCreate, edit: { $0.vendors[0].create = nil })
        try run.take(.metadataPatched(["order": "A-17"]))
        try run.pass()
        #expect(run.state.metadata == ["tier": "gold", "score": 0.9, "order": "A-17"])
    }

    @Test func whatHasNoValueIsLeftOut() throws {
        var run = try Bench.asked(atEnd)
        try run.fail(Bench.check, .connect)
        #expect(run.state.activities["finalize/idmeta"] == nil)
        #expect(run.state.metadata == ["tier": "gold"])
    }

    /// Conditions see what a vendor would be given now.
    @Test(arguments: [([:] as [String: Value], true), (["tier": "plus"], false)])
    func expressionsReadIt(_ row: (patch: [String: Value], runs: Bool)) throws {
        let text = """
            flow: bench
            version: 1
            applicant: { selfie: image }
            vendors: { idmeta: { trust_flow: "1", metadata_path: /m } }
            steps:
              - { id: first, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
              - id: second
                check: biometrics
                by: idmeta
                when: metadata.tier == "gold"
                input: { image: "${applicant.selfie}" }
            metadata: { tier: gold }
            status: [ { verify: "checks.first.passed" }, { otherwise: review } ]
            """
        var run = try Bench(try Flow(text).program, applicant: ["selfie": Liveness.photo("selfie", 1)])
        try run.take(.metadataPatched(row.patch))
        try run.open()
        try run.answer("check/first/idmeta/1")
        #expect(run.inFlight == [row.runs ? "check/second/idmeta/1" : "metadata/idmeta"])
    }

    @Test func metadataThatDoesNotArriveIsAnIncidentAndNotForgotten() throws {
        var run = try Bench.asked(atEnd)
        try run.pass()
        try run.fail("metadata/idmeta", .refused)
        #expect(run.state.incidents.map(\.at) == ["idmeta.metadata"])
        #expect(run.inFlight == [])
        try run.operate(.retry)
        #expect(run.inFlight == ["metadata/idmeta/2"])
        try run.end("metadata/idmeta/2", .answered(Answer()))
        #expect(run.inFlight == ["finalize/idmeta/2"])
    }
}
