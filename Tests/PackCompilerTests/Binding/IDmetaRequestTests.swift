import Expressions
import PackCompiler
import Testing
import Vendors
import Vocabulary

struct IDmetaRequestTests {
    private func request(
        _ operation: String, settings: [String: Value] = [:], input: [String: Value] = [:],
        metadata: [String: Value] = [:]
    ) throws -> VendorRequest {
        let pack = try Packs.idmeta()
        let context = Packs.context(
            pack, settings: ["trust_flow": "1708"].merging(settings) { $1 }, input: input, metadata: metadata)
        return try pack.request(operation, context: context).get()
    }

    @Test func createCarriesTheTemplateAndTheMetadata() throws {
        let request = try request("create", metadata: ["tier": "plus"])
        #expect(request.method == "POST")
        #expect(request.url == "https://integrate.idmetagroup.com/api/v1/verification/create-verification")
        #expect(request.body == ["template_id": "1708", "metadata": ["tier": "plus"]])
        #expect(request.effect == .once)
        #expect(request.timeout == .seconds(90))
    }

    @Test func createCarriesNoMetadataWhenItHasACallOfItsOwn() throws {
        let settings: [String: Value] = ["metadata_path": "/api/v1/verification/metadata"]
        let create = try request("create", settings: settings, metadata: ["tier": "plus"])
        #expect(create.body == ["template_id": "1708"])
        let metadata = try request("metadata", settings: settings, metadata: ["tier": "plus"])
        #expect(metadata.url == "https://integrate.idmetagroup.com/api/v1/verification/metadata")
        #expect(metadata.body?["metadata"] == ["tier": "plus"])
    }

    @Test(
        arguments: [
            ("snake_v3", ["trust_flow_id": "1708", "trust_validation_id": "v-1"]),
            ("legacy", ["template_id": "1708", "verification_id": "v-1"]),
            ("camel_v3", ["trustFlowId": 1708, "trustValidationId": "v-1"]),
        ] as [(Value, [String: Value])])
    func idsAreSpeltAsTheSettingSays(style: Value, ids: [String: Value]) throws {
        let request = try request(
            "biometrics", settings: ["id_style": style], input: ["image": Packs.photo("selfie#1")])
        let photo = Value.opaque(Opaque(kind: "data_uri", id: "selfie#1"))
        #expect(request.body == .record(ids.merging(["image": photo]) { $1 }))
    }

    @Test func hostAndPrefixesAreSettings() throws {
        let request = try request(
            "biometrics",
            settings: ["host": "https://b2b.example.com/", "prefix_v3": "/v3"], input: ["image": Packs.photo("s#1")])
        #expect(request.url == "https://b2b.example.com/v3/verifications/biometrics-verification")
    }

    @Test func theBackOfADocumentIsLeftOutWhereThereIsNone() throws {
        let front = try request("document", input: ["image_front": Packs.photo("front#1")])
        #expect(front.body?["imageBackSide"] == nil)
        let both = try request(
            "document", input: ["image_front": Packs.photo("front#1"), "image_back": Packs.photo("back#1")])
        #expect(both.body?["imageBackSide"] == .opaque(Opaque(kind: "base64", id: "back#1")))
    }

    @Test func aSearchLeavesOutWhatIsNotKnown() throws {
        let bare = try request("watchlist", input: ["full_name": "Hannah Bret"])
        #expect(
            Set(bare.body?.mapValue.map { $0.keys.map(\.value) } ?? []) == ["template_id", "verification_id", "name"])
        let full = try request(
            "watchlist",
            input: ["full_name": "Hannah Bret", "birth_date": "1934-10-02", "country": "US", "threshold": 80.0])
        #expect(full.body?["dob"] == "1934-10-02")
        #expect(full.body?["countries"] == ["US"])
    }

    @Test func withoutItsInputThereIsNoRequest() throws {
        let pack = try Packs.idmeta()
        let context = Packs.context(pack, settings: ["trust_flow": "1708"])
        guard case .failure(let problem) = pack.request("biometrics", context: context) else {
            Issue.record("a request was built without a photo")
            return
        }
        #expect(problem.code == .noValue)
        #expect(problem.detail.contains("/image"))
    }

    @Test func aRenderingShowsNoSecretNoPhotoAndNoPerson() throws {
        let request = try request(
            "watchlist", input: ["full_name": "Hannah Bret", "birth_date": "1934-10-02"])
        #expect(
            request.redacted == """
                POST https://integrate.idmetagroup.com/api/v1/verification/aml
                accept: application/json
                authorization: Bearer ‹secret IDMETA_API_TOKEN›
                content-type: application/json

                {
                  "dob": "‹personal›",
                  "name": "‹personal›",
                  "template_id": "1708",
                  "verification_id": "v-1"
                }
                """)
        let photo = try self.request("biometrics", input: ["image": Packs.photo("selfie#1")])
        #expect(photo.redacted.contains("\"image\": \"‹image selfie#1›\""))
    }
}
