import Expressions
import Testing
import Vendors

struct JSONPointerTests {
    private let document: Value = ["a": ["b/c": [1, ["~": "deep"]]], "n": .null]

    @Test(arguments: [
        ("/a/b~1c/0", Value.int(1)), ("/a/b~1c/1/~0", "deep"), ("/n", .null),
    ])
    func findsWhatItPointsTo(text: String, expected: Value) throws {
        let pointer = try #require(JSONPointer(text))
        #expect(pointer.value(in: document) == expected)
        #expect(pointer.description == text)
    }

    @Test(arguments: ["/a/b~1c/2", "/a/b~1c/00", "/a/b~1c/-1", "/a/x", "/n/x", "/a/b/c"])
    func findsNothingWhereNothingIs(text: String) throws {
        #expect(try #require(JSONPointer(text)).value(in: document) == nil)
    }

    @Test(arguments: ["a", "/a~", "/a~2"])
    func refusesWhatIsNoPointer(text: String) {
        #expect(JSONPointer(text) == nil)
    }

    @Test func theEmptyPointerIsTheDocument() throws {
        #expect(try #require(JSONPointer("")).value(in: document) == document)
    }

    @Test func removesOneMemberAndLeavesTheRest() throws {
        let without = try #require(JSONPointer("/a/b~1c/1/~0")).removed(from: document)
        #expect(without == ["a": ["b/c": [1, [:]]], "n": .null])
        #expect(try #require(JSONPointer("/q/x")).removed(from: document) == document)
    }
}
