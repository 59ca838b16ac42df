import Diagnostics
import Expressions
import Foundation
import Testing
import Vendors
import YAMLTree

@testable import PackCompiler

@Suite struct IDmetaContractTests {
    private static func contract() throws -> Contract {
        let (contract, findings) = readContract(
            String(decoding: try shippedFile("idmeta/openapi.yaml").bytes, as: UTF8.self))
        #expect(findings.isEmpty, "\(findings.map { "\($0.place.fileAndLine) \($0.message)" })")
        return try #require(contract)
    }

    @Test func everyCallOfTheFactSheetIsThere() throws {
        let operations = try Self.contract().operations
        let addresses = operations.mapValues { "\($0.method) \($0.servers.joined())\($0.path)" }
        let known = [
            "createVerification": "v1/verification/create-verification",
            "addMetadata": "v1/verification/metadata-placeholder",
            "finalizeVerification": "v1/verification/finalize-verification",
            "documentVerification": "v1/verification/document_verification",
            "biometricsFaceCompare": "v1/verification/biometricsfacecompare",
            "aml": "v1/verification/aml",
            "biometricsVerification": "v3/verifications/biometrics-verification",
            "biometricsRegistration": "v3/verifications/biometrics-detection",
            "checkCompany": "v3/verifications/kyb/idn/comprehensive",
            "generateLink": "v3/trustflows/generate-link",
            "checkDukcapil": "v1/verification/dukcapil",
            "checkDukcapilFace": "v1/verification/dukcapilfacematch",
            "checkPhilippineLicence": "v1/verification/philippines/drivinglicense",
            "checkPhilippineSocialSecurity": "v1/verification/philippines/socialsecurity",
            "checkPhilippineProfession": "v1/verification/philippines/prc",
            "checkPhilippineClearance": "v1/verification/philippines/nbiclearance",
            "checkPhilippinePolice": "v1/verification/philippines/nationalpolice",
            "checkAustralianPassport": "v1/verification/australia/passport",
            "sendTextCode": "v1/verification/sms-verification/send",
            "checkTextCode": "v1/verification/sms-verification/verify",
            "sendMailCode": "v1/verification/email-verification/send",
            "checkMailCode": "v1/verification/email-verification/verify",
            "checkCustomDocument": "v1/verification/customdocument",
            "checkVoice": "v1/verification/biometrics/voiceliveness",
            "checkCustomForm": "v2/verification/custom_form",
        ]
        #expect(addresses == known.mapValues { "POST https://integrate.idmetagroup.com/api/" + $0 })
        for operation in operations.values {
            #expect(operation.needsCredentials && operation.requestRequired)
            for status in [400, 404, 429, 500, 503] { #expect(operation.answer(status)?.schema != nil) }
        }
    }

    @Test(arguments: [
        (#"{"trust_flow_id":"17","trust_validation_id":"v","image":"data:image/jpeg;base64,AA=="}"#, true),
        (#"{"trust_flow_id":17,"trust_validation_id":"v","image_base64":"AA=="}"#, true),
        (#"{"template_id":"17","verification_id":"v","image":"data:image/png;base64,AA=="}"#, true),
        (#"{"trustFlowId":17,"trustValidationId":"v"}"#, true),
        (#"{"trustFlowId":"17","trustValidationId":"v"}"#, false),
        (#"{"trust_flow_id":"17","verification_id":"v"}"#, false),
        (#"{"trust_flow_id":"17","trust_validation_id":"v","image":"AA=="}"#, false),
        (#"{"trust_flow_id":"1","trust_validation_id":"v","template_id":"1","verification_id":"v"}"#, false),
    ])
    func biometricsTakesOneOfThreeSpellings(body: String, fits: Bool) throws {
        let schema = try #require(
            try Self.contract().requestSchema(of: "biometricsVerification", contentType: "application/json"))
        #expect(schema.breaches(of: try JSONText.parse(Array(body.utf8))).isEmpty == fits)
    }

    /// The envelope of the vendor's own sample.
    @Test func theDocumentedAnswerFits() throws {
        let schema = try #require(try Self.contract().answerSchema(of: "biometricsVerification", status: 200))
        let sample = """
            {"success":true,"message":"ok","data":{"livenessPass":true,"livenessScore":0.97},
             "verificationStatus":"VERIFIED","verificationStatusCode":3,"trustFlowId":1708,"trustValidationId":"uuid",
             "verificationType":"biometrics_verification","metadata":null,"added":"later"}
            """
        #expect(schema.breaches(of: try JSONText.parse(Array(sample.utf8))).isEmpty)
    }

    @Test func secretsAndPersonsAreMarked() throws {
        let contract = try Self.contract()
        let create = try #require(contract.answerSchema(of: "createVerification", status: 200))
        let answer = try JSONText.parse(
            Array(#"{"verification":{"id":"v"},"template":{"webhook_secret":"s","webhook_url":"u","name":"n"}}"#.utf8))
        #expect(
            create.secretPointers(in: answer).map(\.description).sorted() == [
                "/template/webhook_secret", "/template/webhook_url",
            ])
        let aml = try #require(contract.requestSchema(of: "aml", contentType: "application/json"))
        let search = try JSONText.parse(Array(#"{"verification_id":"v","name":"n","dob":"1990-10-02"}"#.utf8))
        #expect(aml.personalPointers(in: search).map(\.description).sorted() == ["/dob", "/name"])
        let photo = try #require(contract.requestSchema(of: "biometricsVerification", contentType: "application/json"))
        let body = try JSONText.parse(Array(#"{"trustFlowId":1,"image":"data:image/jpeg;base64,AA=="}"#.utf8))
        #expect(photo.personalPointers(in: body).map(\.description) == ["/image"])
    }

    /// Says so when the validator is not installed: `pip install openapi-spec-validator` brings it.
    @Test func aPublicValidatorAgrees() throws {
        let python = ProcessInfo.processInfo.environment["TRUSTFLOW_TEST_PYTHON"] ?? "python3"
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        guard try Self.run(python, "-c", "import openapi_spec_validator") == 0 else {
            print("skipped: \(python) has no module openapi_spec_validator")
            return
        }
        let file = root.appending(path: "Sources/CPackFiles/files/idmeta/openapi.yaml").path()
        #expect(try Self.run(python, "-m", "openapi_spec_validator", file) == 0)
    }

    private static func run(_ arguments: String...) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
