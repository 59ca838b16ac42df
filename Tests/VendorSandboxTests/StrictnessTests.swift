import Expressions
import Testing
import VendorSandbox
import Vendors

@Suite struct StrictnessTests {
    struct Attempt: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var path = "/api/v1/verification/create-verification"
        var body: String? = #"{"template_id":"1708"}"#
        var method = "POST"
        var token: String? = "1|test"
        var type: String? = "application/json"
        var status: Int
        var says: String
    }

    static let attempts: [Attempt] = [
        Attempt(
            testDescription: "path", path: "/api/v1/verification/create", status: 404, says: "nothing at this path"),
        Attempt(
            testDescription: "version", path: "/api/v3/verification/create-verification", status: 404,
            says: "nothing at this path"),
        Attempt(testDescription: "method", method: "PUT", status: 405, says: "takes POST"),
        Attempt(testDescription: "no token", token: nil, status: 401, says: "Unauthenticated"),
        Attempt(testDescription: "empty token", token: " ", status: 401, says: "Unauthenticated"),
        Attempt(testDescription: "content type", type: "text/plain", status: 415, says: "application/json"),
        Attempt(testDescription: "no body", body: nil, status: 400, says: "the body is missing"),
        Attempt(testDescription: "no JSON", body: "{", status: 400, says: "ended at byte 1"),
        Attempt(testDescription: "field missing", body: "{}", status: 422, says: "/template_id is missing"),
        Attempt(
            testDescription: "wrong type", body: #"{"template_id":1708}"#, status: 422,
            says: "/template_id is an integer, not a string"),
        Attempt(
            testDescription: "unknown field", body: #"{"template_id":"1","plan":1}"#, status: 422,
            says: "/plan is a member that the contract does not have"),
        Attempt(
            testDescription: "two spellings mixed", path: "/api/v3/verifications/biometrics-verification",
            body: #"{"trust_flow_id":"1","verification_id":"v"}"#, status: 422, says: "fits none of the 3 alternatives"),
        Attempt(
            testDescription: "unknown verification", path: "/api/v1/verification/finalize-verification",
            body: #"{"template_id":"1","verification_id":"v"}"#, status: 404, says: "Verification not found."),
    ]

    @Test(arguments: attempts) func whatTheContractRefusesIsRefused(_ attempt: Attempt) async throws {
        try await withSandbox { sandbox, client in
            let reply = try await client.send(
                attempt.path, attempt.body, method: attempt.method, token: attempt.token, type: attempt.type)
            #expect(reply.status == attempt.status)
            guard case .string(let message)? = reply["/message"] else {
                Issue.record("no message in \(reply.text)")
                return
            }
            #expect(message.contains(attempt.says))
            #expect(sandbox.effects.isEmpty)
        }
    }

    @Test func aBreachIsNamedByPointerAndNeverQuoted() async throws {
        try await withSandbox { _, client in
            let reply = try await client.send(
                "/api/v1/verification/aml", #"{"verification_id":"v","name":"Hannah","dob":"2 Oct 1990"}"#)
            #expect(reply.status == 422)
            #expect(reply["/errors/0/pointer"] == .string("/dob"))
            #expect(!reply.text.contains("Hannah") && !reply.text.contains("1990"))
        }
    }

    @Test func aClosedVerificationTakesNoChecks() async throws {
        try await withSandbox { sandbox, client in
            let id = try await client.create()
            #expect(try await client.biometrics(id).status == 200)
            #expect(try await client.finalize(id)["/status"] == .int(3))
            #expect(try await client.biometrics(id).status == 422)
            #expect(try await client.finalize(id)["/status"] == .int(3))
            #expect(sandbox.effects.map(\.kind) == [.opens, .changes, .closes])
        }
    }
}
