import Expressions
import Testing

@testable import Vendors

@Suite struct SchemaSettledTests {
    /// `{ score: number, count: integer, list: [number], parts: [{ score: number }], … }`.
    private static let document: Schema = {
        var builder = SchemaBuilder()
        let number = builder.type(.number)
        let whole = builder.type(.integer)
        let list = builder.rule { $0.items = number }
        let part = builder.rule { $0.properties = ["score": number] }
        let parts = builder.rule { $0.items = part }
        let root = builder.rule {
            $0.properties = ["score": number, "count": whole, "list": list, "parts": parts, "part": part]
        }
        return builder.schema(root)
    }()

    @Test(
        arguments: [
            // A number is a double however it is written; everything beside it stays.
            (
                #"{"score":1,"count":1,"name":"x","other":1}"#,
                ["score": .double(1), "count": 1, "name": "x", "other": 1]
            ),
            (#"{"list":[1,2.5,null,"x"]}"#, ["list": [.double(1), .double(2.5), .null, "x"]]),
            (#"{"parts":[{"id":7},{"score":3}]}"#, ["parts": [["id": 7], ["score": .double(3)]]]),
            (#"{"part":{"score":0},"list":[]}"#, ["part": ["score": .double(0)], "list": []]),
            (#"{"score":0.5,"count":2,"parts":[{}]}"#, ["score": .double(0.5), "count": 2, "parts": [[:]]]),
            (#"{}"#, [:]),
        ] as [(String, Value)])
    func wholeNumbersBecomeWhatTheContractSays(_ text: String, _ expected: Value) throws {
        #expect(Self.document.settled(try json(text)) == expected)
    }
}
