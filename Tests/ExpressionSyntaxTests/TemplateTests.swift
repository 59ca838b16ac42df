import ExpressionSyntax
import Expressions
import Foundation
import Testing

@Suite struct TemplateTests {
    private static let bindings: Bindings = {
        var bindings = Bindings([
            "name": "Hannah", "age": 30, "photo": .opaque(Opaque(kind: "image", id: "1")), "rate": 0.5,
        ])
        bindings.markUnknown("aml")
        bindings.markUnknown("score")
        return bindings
    }()

    private static func expression(_ text: String) throws -> Template {
        .expression(try #require(everything.parse(text).expression))
    }

    @Test func aLoneExpressionKeepsItsType() throws {
        #expect(try Self.expression("age").evaluate(Self.bindings) == .value(30))
        #expect(try Self.expression("optional.of(age)").evaluate(Self.bindings) == .value(30))
    }

    @Test func textJoinsWhatCanBeWritten() throws {
        let template = Template.text([
            .literal("Dear "), try Self.expression("name"), .literal(", "), try Self.expression("age"), .literal(" "),
            try Self.expression("rate"), .literal(" "), try Self.expression("timestamp(0)"),
        ])
        #expect(template.evaluate(Self.bindings) == .value("Dear Hannah, 30 0.5 1970-01-01T00:00:00Z"))
    }

    @Test(arguments: ["photo", "[1]", "{}", "null", "optional.none()"])
    func textRefusesWhatCannotBeWritten(text: String) throws {
        let template = Template.text([.literal("x"), try Self.expression(text)])
        #expect(failureCode(template.evaluate(Self.bindings)) == "no-text")
    }

    @Test func whatIsNoneIsLeftOut() throws {
        let none = try Self.expression("optional.none()")
        let template = Template.map([
            .init(key: "a", value: none), .init(key: "b", value: .list([none, .literal(1)])),
            .init(key: "c", value: try Self.expression("{'x': 1}.?x")),
        ])
        #expect(template.evaluate(Self.bindings) == .value(["b": [1], "c": 1]))
        #expect(none.evaluate(Self.bindings) == .value(.optional(nil)))
    }

    @Test func allThatIsMissingIsNamed() throws {
        let template = Template.list([try Self.expression("aml"), .text([try Self.expression("score")])])
        #expect(template.evaluate(Self.bindings) == .unknown(["aml", "score"]))
    }

    @Test func templatesComeBackFromStorage() throws {
        let template = Template.map([.init(key: "a", value: .text([.literal("x"), try Self.expression("name")]))])
        let stored = try JSONEncoder().encode(template)
        let again = try JSONDecoder().decode(Template.self, from: stored)
        #expect(again == template)
        #expect(again.evaluate(Self.bindings) == .value(["a": "xHannah"]))
    }
}
