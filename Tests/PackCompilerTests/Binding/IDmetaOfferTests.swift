import Expressions
import PackCompiler
import Testing
import Vendors
import Vocabulary

struct IDmetaOfferTests {
    @Test(arguments: [
        ("document", "document", Effect.once, CheckBinding.Judge.vendor, ["image_front", "image_back?"]),
        ("biometrics", "biometrics", .once, .vendor, ["image"]),
        ("face_match", "face_match", .once, .pack, ["image_a", "image_b"]),
        ("watchlist", "watchlist", .repeatable, .pack, ["full_name", "birth_date?", "country?", "threshold?"]),
    ])
    func aCheckIsOffered(
        kind: String, operation: String, effect: Effect, judge: CheckBinding.Judge, takes: [String]
    ) throws {
        let offer = try #require(try Packs.idmeta().offer(kind))
        #expect(
            offer.operation
                == OperationOffer(name: operation, effect: effect, timeout: .seconds(90)))
        #expect(offer.insideVerification)
        #expect(offer.judge == judge)
        #expect(offer.takes == Set(takes.map { $0.hasSuffix("?") ? String($0.dropLast()) : $0 }))
        #expect(offer.needs == Set(takes.filter { !$0.hasSuffix("?") }))
    }

    @Test func aDocumentGivesItsClassAndNoName() throws {
        let offer = try #require(try Packs.idmeta().offer("document"))
        #expect(offer.gives.map(\.name) == ["type", "issuing_country", "authentic"])
        #expect(offer.reasons == ["document_unreadable"])
    }

    @Test func aFaceMayBeAskedForAgainForSevenReasons() throws {
        let pack = try Packs.idmeta()
        #expect(try #require(pack.offer("biometrics")).reasons.count == 7)
        #expect(pack.offer("biometrics")?.reasons == pack.offer("face_match")?.reasons)
        #expect(pack.offer("address") == nil)
    }

    @Test func metadataTravelsWithCreateUntilItsPathIsKnown() throws {
        let pack = try Packs.idmeta()
        let plain = try #require(pack.verificationOffer(settings: pack.readSettings(["trust_flow": "1"]).values))
        #expect(plain.metadata == .atCreate)
        #expect(plain.create.effect == .once)
        #expect(plain.finalize?.effect == .repeatable)
        #expect(plain.abandon == nil)
        #expect(plain.unknownStatusIsIncident)
        let settings = pack.readSettings(["trust_flow": "1", "metadata_path": "/m"]).values
        guard case .operation(let offer)? = pack.verificationOffer(settings: settings)?.metadata else {
            Issue.record("no call for metadata")
            return
        }
        #expect(offer.name == "metadata")
    }

    @Test func theTokenIsNamedAndNeverHeld() throws {
        let pack = try Packs.idmeta()
        #expect(pack.secrets(in: pack.readSettings(["trust_flow": "1"]).values) == ["IDMETA_API_TOKEN"])
    }

    @Test func theDigestIsThatOfTheFiles() throws {
        let pack = try Packs.idmeta()
        #expect(pack.digest.count == 64)
        #expect(try Packs.idmeta().digest == pack.digest)
        #expect(Packs.risk().pack?.digest != Packs.risk(binding: ["0.5": "0.6"]).pack?.digest)
    }
}
