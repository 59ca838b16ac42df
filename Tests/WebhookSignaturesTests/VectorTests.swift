import Foundation
import Privacy
import Testing
import WebhookSignatures

/// Published and own vectors, read from beside the project where they are there.
@Suite struct VectorTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/conformance/webhooks")
    static let isPresent = FileManager.default.fileExists(atPath: folder.path)

    struct Standard: Decodable {
        struct Sign: Decodable {
            var name: String
            var secret: String
            var id: String
            var timestamp: Int64
            var body: String
            var signature: String
        }

        struct Verify: Decodable {
            var name: String
            var secret: String
            var headers: [String: String]
            var body: String
            var now: Int64
            var toleranceSeconds: Int64
            var valid: Bool
            var why: String?
        }

        var sign: [Sign]
        var verify: [Verify]
    }

    struct Hex: Decodable {
        struct Body: Decodable {
            var name: String
            var secret: String
            var body: String
            var prefix: String
            var signature: String
            var valid: Bool
        }

        var rawBodyHex: [Body]
    }

    private func read<T: Decodable>(_ name: String, as type: T.Type) throws -> T {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: Data(contentsOf: Self.folder.appending(path: name)))
    }

    @Test(.enabled(if: isPresent, "the vectors are not beside the project"))
    func standardSignaturesAreThePublishedOnes() throws {
        for vector in try read("standard-webhooks.json", as: Standard.self).sign {
            let webhooks = try StandardWebhooks(secrets: [Secret(vector.secret)])
            let made = webhooks.signature(id: vector.id, timestamp: vector.timestamp, body: Array(vector.body.utf8))
            #expect(made == vector.signature, "\(vector.name)")
        }
    }

    @Test(.enabled(if: isPresent, "the vectors are not beside the project"))
    func standardDeliveriesAreJudgedAsTheReferenceDoes() throws {
        for vector in try read("standard-webhooks.json", as: Standard.self).verify {
            var why: String?
            do throws(SignatureProblem) {
                try StandardWebhooks(secrets: [Secret(vector.secret)]).verify(
                    headers: vector.headers.map { ($0.key, $0.value) }, body: Array(vector.body.utf8), now: vector.now,
                    tolerance: vector.toleranceSeconds)
            } catch {
                why = error.rawValue
            }
            #expect((why == nil) == vector.valid && why == vector.why, "\(vector.name)")
        }
    }

    @Test(.enabled(if: isPresent, "the vectors are not beside the project"))
    func bodySignaturesAreJudgedByTheirBytes() throws {
        for vector in try read("hex-hmac.json", as: Hex.self).rawBodyHex {
            let scheme = try BodySignature(secret: Secret(vector.secret), prefix: vector.prefix)
            let isValid = (try? scheme.verify(vector.signature, body: Array(vector.body.utf8))) != nil
            #expect(isValid == vector.valid, "\(vector.name)")
            if vector.valid { #expect(scheme.signature(of: Array(vector.body.utf8)) == vector.signature) }
        }
    }
}

/// What the vectors do not say.
@Suite struct SignatureTests {
    private let body = Array("{}".utf8)
    private let old = Secret("whsec_" + Data("an old secret of 24 byte".utf8).base64EncodedString())
    private let new = Secret("whsec_" + Data("the new secret, 24 bytes".utf8).base64EncodedString())

    private func headers(_ signature: String) -> [(name: String, value: String)] {
        [("Webhook-Id", "msg_1"), ("Webhook-Timestamp", "1000"), ("Webhook-Signature", signature)]
    }

    @Test func aChangedSecretLeavesNoGap() throws {
        let sender = try StandardWebhooks(secrets: [new, old])
        let header = sender.signature(id: "msg_1", timestamp: 1000, body: body)
        for known in [old, new] {
            try StandardWebhooks(secrets: [known]).verify(headers: headers(header), body: body, now: 1000)
        }
    }

    @Test func aRepeatedHeaderIsNoHeader() throws {
        let webhooks = try StandardWebhooks(secrets: [new])
        let header = webhooks.signature(id: "msg_1", timestamp: 1000, body: body)
        #expect(throws: SignatureProblem.missingHeader) {
            try webhooks.verify(headers: headers(header) + [("webhook-id", "msg_1")], body: body, now: 1000)
        }
    }

    @Test(arguments: ["+1000", "1000.0", " 1000", "-1000", "99999999999999999999"])
    func aTimestampIsDigits(_ timestamp: String) throws {
        let webhooks = try StandardWebhooks(secrets: [new])
        var headers = headers(webhooks.signature(id: "msg_1", timestamp: 1000, body: body))
        headers[1].value = timestamp
        #expect(throws: SignatureProblem.timestamp) { try webhooks.verify(headers: headers, body: body, now: 1000) }
    }

    @Test func noSecretVerifiesNothing() {
        #expect(throws: SignatureProblem.secret) { try StandardWebhooks(secrets: []) }
        #expect(throws: SignatureProblem.secret) { try BodySignature(secret: Secret("")) }
    }

    @Test func aMissingHeaderIsNamed() throws {
        let scheme = try BodySignature(secret: Secret("x"))
        #expect(throws: SignatureProblem.missingHeader) { try scheme.verify(nil, body: body) }
    }
}
