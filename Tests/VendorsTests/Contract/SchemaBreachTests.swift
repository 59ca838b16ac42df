import Expressions
import Testing

@testable import Vendors

@Suite struct SchemaBreachTests {
    /// A demand, values that fit it and values that do not.
    struct Demand: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var change: @Sendable (inout SchemaRule) throws -> Void
        var fits: [String]
        var breaks: [String]

        init(
            _ name: String, fits: [String], breaks: [String],
            _ change: @escaping @Sendable (inout SchemaRule) throws -> Void
        ) {
            testDescription = name
            self.change = change
            self.fits = fits
            self.breaks = breaks
        }
    }

    static let demands: [Demand] = [
        Demand("false", fits: [], breaks: ["1", "null"]) { $0.always = false },
        Demand("true", fits: ["1", "null"], breaks: []) { $0.always = true },
        Demand("type integer", fits: ["1", "1.0"], breaks: ["1.5", "true", #""1""#, "null"]) { $0.types = [.integer] },
        Demand("type number", fits: ["1", "1.5"], breaks: [#""1""#, "false"]) { $0.types = [.number] },
        Demand("two types", fits: ["1", #""1""#], breaks: ["1.5", "null", "[]"]) { $0.types = [.integer, .string] },
        Demand("type null", fits: ["null"], breaks: ["0", #""""#, "{}"]) { $0.types = [.null] },
        Demand("type object", fits: ["{}"], breaks: ["[]"]) { $0.types = [.object] },
        Demand("enum", fits: ["1", "1.0", #""a""#, "[1]"], breaks: ["2", #""A""#, "true", "[2]"]) {
            $0.allowed = [[.int(1), .string("a"), .list([.int(1)])]]
        },
        Demand("enum and const", fits: ["1"], breaks: ["2"]) { $0.allowed = [[.int(1), .int(2)], [.int(1)]] },
        Demand("minItems", fits: ["[1]", #""""#], breaks: ["[]"]) { $0.minItems = 1 },
        Demand("maxItems", fits: ["[1]"], breaks: ["[1,2]"]) { $0.maxItems = 1 },
        Demand("uniqueItems", fits: ["[1,2,[1],{}]"], breaks: ["[1,1.0]", "[{},2,{}]"]) { $0.uniqueItems = true },
        Demand("minLength in characters", fits: [#""éa""#, "1"], breaks: [#""é""#]) { $0.minLength = 2 },
        Demand("maxLength in characters", fits: [#""éé""#], breaks: [#""abc""#]) { $0.maxLength = 2 },
        Demand("pattern", fits: [#""x12""#, "12"], breaks: [#""x""#]) { $0.pattern = try SchemaPattern("[0-9]+$") },
        Demand("minimum", fits: ["0", "0.5", #""-1""#], breaks: ["-1", "-0.1"]) { $0.minimum = .int(0) },
        Demand("maximum", fits: ["1", "0.5"], breaks: ["1.01", "2"]) { $0.maximum = .int(1) },
        Demand("exclusiveMinimum", fits: ["0.1"], breaks: ["0"]) { $0.exclusiveMinimum = .int(0) },
        Demand("exclusiveMaximum", fits: ["0.9"], breaks: ["1", "1.0"]) { $0.exclusiveMaximum = .int(1) },
        Demand("multipleOf", fits: ["0.3", "2", "0"], breaks: ["0.35"]) { $0.multipleOf = .double(0.1) },
        Demand("required", fits: [#"{"a":null}"#, "1"], breaks: ["{}", #"{"b":1}"#]) { $0.required = ["a"] },
    ]

    @Test(arguments: demands)
    func everyDemandIsHeld(_ demand: Demand) throws {
        let schema = try schema(demand.change)
        for text in demand.fits { #expect(schema.breaches(of: try json(text)).isEmpty, "\(text) should fit") }
        for text in demand.breaks { #expect(!schema.breaches(of: try json(text)).isEmpty, "\(text) should not fit") }
    }

    @Test func namesThePlaceAndNotTheValue() throws {
        var builder = SchemaBuilder()
        let score = builder.rule {
            $0.types = [.number]
            $0.maximum = .int(1)
        }
        let name = builder.type(.string)
        let item = builder.rule {
            $0.properties = ["score": score, "full/name": name]
            $0.required = ["score"]
        }
        let list = builder.rule { $0.items = item }
        let nothing = builder.rule { $0.always = false }
        let root = builder.rule {
            $0.properties = ["hits": list]
            $0.additionalProperties = nothing
        }
        let breaches = builder.schema(root).breaches(
            of: try json(#"{"hits":[{"score":7},{"full/name":12},{"score":"Hannah"}],"Hannah Bret":1,"extra":2}"#))
        #expect(
            breaches.map(\.description) == [
                "/* is a member that the contract does not have",
                "/extra is a member that the contract does not have",
                "/hits/0/score is more than 1",
                "/hits/1/full~1name is an integer, not a string",
                "/hits/1/score is missing",
                "/hits/2/score is a string, not a number",
            ])
    }

    @Test func itemsBeforeTheRestHaveSchemasOfTheirOwn() throws {
        var builder = SchemaBuilder()
        let text = builder.type(.string)
        let number = builder.type(.integer)
        let root = builder.rule {
            $0.prefixItems = [text]
            $0.items = number
        }
        #expect(builder.schema(root).breaches(of: try json(#"["a",1,2]"#)).isEmpty)
        #expect(builder.schema(root).breaches(of: try json(#"[1,"a"]"#)).map(\.pointer) == ["/0", "/1"])
    }

    @Test func exactlyOneAlternativeMayFit() throws {
        var builder = SchemaBuilder()
        let snake = builder.rule {
            $0.types = [.object]
            $0.required = ["a_id", "image"]
        }
        let camel = builder.rule {
            $0.types = [.object]
            $0.required = ["aId", "image"]
        }
        let root = builder.rule { $0.oneOf = [snake, camel] }
        let schema = builder.schema(root)
        #expect(schema.breaches(of: try json(#"{"aId":1,"image":""}"#)).isEmpty)
        #expect(
            schema.breaches(of: try json(#"{"a_id":1}"#)).map(\.description) == [
                "the body fits none of the 2 alternatives; of the nearest:", "/image is missing",
            ])
        #expect(
            schema.breaches(of: try json(#"{"a_id":1,"aId":1,"image":""}"#)).map(\.message) == [
                "fits 2 alternatives of which only one may fit"
            ])
    }

    @Test func anyAllAndNot() throws {
        var builder = SchemaBuilder()
        let text = builder.type(.string)
        let number = builder.type(.integer)
        let long = builder.rule { $0.minLength = 3 }
        let banned = builder.rule { $0.allowed = [[.string("none")]] }
        let either = builder.rule {
            $0.anyOf = [text, number]
            $0.allOf = [long]
            $0.not = banned
        }
        let schema = builder.schema(either)
        for text in [#""abc""#, "1"] { #expect(schema.breaches(of: try json(text)).isEmpty) }
        for text in [#""ab""#, #""none""#, "true"] { #expect(!schema.breaches(of: try json(text)).isEmpty) }
    }

    @Test func aSchemaMayContainItself() throws {
        var builder = SchemaBuilder()
        let node = builder.table.reserve()
        let text = builder.type(.string)
        let list = builder.rule { $0.items = node }
        builder.table.define(
            node,
            {
                var rule = SchemaRule()
                rule.types = [.object]
                rule.properties = ["name": text, "children": list]
                return rule
            }())
        let schema = builder.schema(node)
        #expect(schema.breaches(of: try json(#"{"children":[{"children":[{"name":"x"}]}]}"#)).isEmpty)
        #expect(
            schema.breaches(of: try json(#"{"children":[{"children":[{"name":1}]}]}"#)).map(\.pointer) == [
                "/children/0/children/0/name"
            ])
    }

    @Test func aCircleOfReferencesEnds() {
        var builder = SchemaBuilder()
        let one = builder.table.reserve()
        let two = builder.rule { $0.reference = one }
        var rule = SchemaRule()
        rule.reference = two
        builder.table.define(one, rule)
        #expect(builder.schema(one).breaches(of: .int(1)).map(\.message) == ["is nested too deeply"])
    }

    @Test func aPhotoAndASecretStandForText() {
        var builder = SchemaBuilder()
        let text = builder.rule {
            $0.types = [.string]
            $0.maxLength = 3
            $0.allowed = [[.string("a")]]
        }
        let number = builder.type(.integer)
        let photo = Value.opaque(Opaque(kind: "data_uri", id: "selfie#1"))
        #expect(builder.schema(text).breaches(of: photo).isEmpty)
        #expect(builder.schema(number).breaches(of: photo).map(\.message) == ["is a string, not an integer"])
    }
}
