import Expressions
import Testing
import Vendors
import Vocabulary

struct ErrorMatcherTests {
    @Test(arguments: [
        ("  No face   detected in the IMAGE. ", "no face detected in the image"),
        ("Face is cropped", "face is cropped"),
        (".", ""),
    ])
    func foldsMessages(text: String, expected: String) {
        #expect(MessageFold.fold(text) == expected)
    }

    @Test(arguments: [("404", 404, true), ("4xx", 451, true), ("4xx", 500, false), ("200", 201, false)])
    func codesContain(text: String, code: Int, expected: Bool) throws {
        #expect(try #require(HTTPCodes(text)).contains(code) == expected)
    }

    @Test(arguments: ["99", "600", "6xx", "4x", "abc", ""])
    func codesRefuse(text: String) {
        #expect(HTTPCodes(text) == nil)
    }

    private static let message = JSONPointer("/message")
    private static let wide = ErrorMatcher(pointer: message, test: .any, meaning: .failure(.refused))

    @Test func anyCoversEveryTestOfTheSamePlace() {
        let narrow = ErrorMatcher(pointer: Self.message, test: .among(["x"]), meaning: .failure(.gone))
        #expect(Self.wide.covers(narrow))
        #expect(!narrow.covers(Self.wide))
    }

    @Test func anyDoesNotCoverNull() {
        let null = ErrorMatcher(pointer: Self.message, test: .among([.null]), meaning: .failure(.gone))
        #expect(!Self.wide.covers(null))
    }

    @Test func aLineForOneStatusDoesNotCoverTheOthers() {
        let onlyConflict = ErrorMatcher(http: HTTPCodes("409"), meaning: .failure(.conflict))
        let all = ErrorMatcher(http: HTTPCodes("4xx"), meaning: .failure(.refused))
        #expect(!onlyConflict.covers(all))
        #expect(all.covers(onlyConflict))
    }

    @Test func anotherPlaceIsNotCovered() {
        let other = ErrorMatcher(pointer: JSONPointer("/error"), test: .any, meaning: .failure(.gone))
        #expect(!Self.wide.covers(other))
    }
}
