import Expressions
import Foundation
import Testing
import Vocabulary

@testable import Vendors

@Suite struct VendorScriptTests {
    @Test(arguments: [
        (#""approved""#, ScriptedAnswer.story("approved", values: [:])),
        (#""face_too_small""#, .reason("face_too_small")), (#""timeout""#, .failure(.timeout)),
        (#""vendor_fault""#, .failure(.vendorFault)), (#""lost""#, .lost), (#""malformed""#, .malformed),
        (#""breaks_contract""#, .breaksContract), (#""html""#, .html), ("503", .http(.init(status: 503))),
        (#"{"approved":{"liveness_score":0.93}}"#, .story("approved", values: ["liveness_score": .double(0.93)])),
        (
            #"{"after":"2s","body":{"a":[1,null]},"headers":{"retry-after":"1"},"http":200}"#,
            .http(
                .init(
                    status: 200, body: .map(["a": .list([.int(1), .null])]), headers: ["retry-after": "1"],
                    after: .seconds(2)))
        ),
    ])
    func anAnswerIsReadAndWrittenInOneNotation(text: String, answer: ScriptedAnswer) throws {
        #expect(try JSONDecoder().decode(ScriptedAnswer.self, from: Data(text.utf8)) == answer)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        #expect(String(decoding: try encoder.encode(answer), as: UTF8.self) == text)
    }

    @Test(arguments: [
        "99", "600", "1.5", "null", "[]", "{}", #"{"http":"x"}"#, #"{"http":200,"afer":"1s"}"#,
        #"{"http":200,"after":"soon"}"#, #"{"a":{},"b":{}}"#, #"{"approved":1}"#, #"{"http":200,"headers":{"a":1}}"#,
    ])
    func whatIsNoAnswerIsRefused(text: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(ScriptedAnswer.self, from: Data(text.utf8)) }
    }

    @Test func aScriptNeedsNothingButWhatDiffers() throws {
        let text = #"{"answers":{"biometrics":["face_too_small","approved"]},"each":{"watchlist":"timeout"}}"#
        let script = try JSONDecoder().decode(VendorScript.self, from: Data(text.utf8))
        #expect(
            script
                == VendorScript(
                    answers: ["biometrics": [.reason("face_too_small"), .story("approved", values: [:])]],
                    each: ["watchlist": .failure(.timeout)]))
        #expect(try JSONDecoder().decode(VendorScript.self, from: JSONEncoder().encode(script)) == script)
    }
}
