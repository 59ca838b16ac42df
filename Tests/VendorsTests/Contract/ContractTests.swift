import Testing

@testable import Vendors

@Suite struct ContractTests {
    @Test func theNearestAnswerCounts() {
        let schemas = [JSONType.string, .integer, .boolean].map { type in schema { $0.types = [type] } }
        let operation = ContractOperation(
            id: "a", method: "POST", path: "/a",
            answers: [
                ContractAnswer(.other, schema: schemas[0]), ContractAnswer(.hundred(4), schema: schemas[1]),
                ContractAnswer(.code(404), schema: schemas[2]), ContractAnswer(.code(204), schema: nil),
            ])
        let contract = Contract(operations: ["a": operation])
        #expect(contract.answerSchema(of: "a", status: 404) == schemas[2])
        #expect(contract.answerSchema(of: "a", status: 422) == schemas[1])
        #expect(contract.answerSchema(of: "a", status: 500) == schemas[0])
        #expect(contract.answerSchema(of: "a", status: 204) == nil)
        #expect(contract.answerSchema(of: "b", status: 200) == nil)
    }

    @Test func aContentTypeIsTakenWithoutItsParameters() {
        let contract = Contract(operations: [
            "a": ContractOperation(
                id: "a", method: "POST", path: "/", requestBody: ["application/json": schema { _ in }])
        ])
        #expect(contract.requestSchema(of: "a", contentType: "Application/JSON; charset=utf-8") != nil)
        #expect(contract.requestSchema(of: "a", contentType: "text/plain") == nil)
        #expect(contract.requestSchema(of: "a", contentType: nil) == nil)
    }
}
