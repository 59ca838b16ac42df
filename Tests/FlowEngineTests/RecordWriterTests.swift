import Expressions
import Foundation
import Testing

@testable import FlowEngine

/// What is written is read back by Foundation's decoder, whatever the record is made of.
@Suite struct RecordWriterTests {
    enum Choice: Codable, Hashable {
        case none
        case one(Int)
        case both(left: String, right: [Choice])
    }

    struct Empty: Codable, Hashable {}

    struct Record: Codable, Hashable {
        var text = "a \"quoted\" \\ line\n\u{1}\u{7F} é 🙂"
        var flag = true
        var whole = Int64.min
        var large = UInt64.max
        var small: UInt8 = 7
        var real = -0.1e-300
        var round = 1e300
        var zero = 0.0
        var single: Float = 0.25
        var missing: String?
        var empty = Empty()
        var list = [[1, 2], [], [3]]
        var nothing: [String] = []
        var optional: [Int?] = [1, nil, 2]
        var byName = ["a": Choice.one(1), "b\"": .none]
        var byNumber = [3: "three"]
        var choice = Choice.both(left: "x", right: [.none, .one(2), .both(left: "", right: [])])
        var values: [String: Value] = [
            "map": ["a": 1, "b": [true, .null, 2.5]], "bytes": .bytes([0, 255]), "text": "t",
            "photo": .opaque(Opaque(kind: "image", id: "selfie#1")),
        ]
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let record = Record()
        let written = try RecordWriter.data(of: record)
        #expect(try JSONDecoder().decode(Record.self, from: written) == record)
        // And it is the same JSON as Foundation's, but for its order.
        let own = try JSONSerialization.jsonObject(with: written) as? NSDictionary
        let others = try JSONSerialization.jsonObject(with: JSONEncoder().encode(record)) as? NSDictionary
        #expect(own != nil && own == others)
    }

    @Test func aRecordMayBeOneValue() throws {
        #expect(try RecordWriter.data(of: "x") == Data("\"x\"".utf8))
        #expect(try RecordWriter.data(of: [1, 2]) == Data("[1,2]".utf8))
        #expect(try RecordWriter.data(of: Empty()) == Data("{}".utf8))
        #expect(try RecordWriter.data(of: Int?.none) == Data("null".utf8))
    }

    @Test func namesMayBeWrittenAsCallersSpellThem() throws {
        struct Step: Codable {
            var endedAt = "aB"
            var possibleOrphansOfIt = [1]
            var id: Int? = 1
            var nested = [["createdAt": 2]]
        }
        let written = try RecordWriter.data(of: Step(), names: .snakeCase)
        let expected = #"{"ended_at":"aB","possible_orphans_of_it":[1],"id":1,"nested":[{"created_at":2}]}"#
        #expect(String(decoding: written, as: UTF8.self) == expected)
    }

    @Test func whatJSONCannotSayIsRefused() {
        #expect(throws: RecordWriter.Problem.self) { try RecordWriter.data(of: [Double.nan]) }
        #expect(throws: RecordWriter.Problem.self) { try RecordWriter.data(of: -Double.infinity) }
    }

    /// Two containers written in turns would end up in one another.
    @Test func containersInTurnsAreRefused() {
        struct Interleaved: Encodable {
            func encode(to encoder: any Encoder) throws {
                var outer = encoder.unkeyedContainer()
                var first = outer.nestedUnkeyedContainer()
                var second = outer.nestedUnkeyedContainer()
                try second.encode(1)
                try first.encode(2)
            }
        }
        #expect(throws: RecordWriter.Problem.self) { try RecordWriter.data(of: Interleaved()) }
    }
}
