import Expressions
import Testing

@testable import Vendors

@Suite struct SchemaShapeTests {
    /// `oneOf` of two spellings, both on top of a common part.
    private static let spellings: Schema = {
        var builder = SchemaBuilder()
        let text = builder.type(.string)
        let number = builder.type(.integer)
        let nothing = builder.rule { $0.always = false }
        let image = builder.rule {
            $0.properties = ["image": text]
            $0.required = ["image"]
        }
        let snake = builder.rule {
            $0.properties = ["id": text, "flow_id": text]
            $0.required = ["id", "flow_id"]
        }
        let camel = builder.rule {
            $0.properties = ["id": number, "flowId": number]
            $0.required = ["id", "flowId"]
            $0.additionalProperties = nothing
        }
        let root = builder.rule {
            $0.types = [.object]
            $0.allOf = [image]
            $0.oneOf = [snake, camel]
        }
        return builder.schema(root)
    }()

    @Test func membersOfAllAlternativesAreKnown() {
        #expect(Self.spellings.propertyNames == ["flowId", "flow_id", "id", "image"])
        #expect(Self.spellings.requiredNames == ["id", "image"])
        #expect(Self.spellings.property("id")?.types == [.integer, .string])
        #expect(Self.spellings.property("flowId")?.types == [.integer])
        #expect(Self.spellings.property("other") == nil)
    }

    @Test func everyWayToFitIsASchemaOfItsOwn() throws {
        let ways = Self.spellings.ways
        #expect(ways.map(\.requiredNames) == [["flow_id", "id", "image"], ["flowId", "id", "image"]])
        #expect(ways.map(\.isClosed) == [false, true])
        let snake = try json(#"{"id":"1","flow_id":"2","image":""}"#)
        #expect(ways.map { $0.breaches(of: snake).isEmpty } == [true, false])
    }

    @Test func isClosedWhenEveryAlternativeIs() throws {
        #expect(!Self.spellings.isClosed)
        var builder = SchemaBuilder()
        let nothing = builder.rule { $0.always = false }
        let root = builder.rule { $0.additionalProperties = nothing }
        #expect(builder.schema(root).isClosed)
    }

    @Test func aNumberCanBeWhole() {
        let score = schema { $0.types = [.number] }
        #expect(score.canBe(.integer) && score.canBe(.number) && !score.canBe(.string))
        #expect(score.types == [.number])
        #expect(schema { _ in }.types == nil)
        #expect(schema { $0.allowed = [[.string("a"), .null]] }.types == [.null, .string])
    }

    @Test func pathsGoThroughListsAndReferences() {
        var builder = SchemaBuilder()
        let text = builder.type(.string)
        let hit = builder.rule { $0.properties = ["name": text] }
        let reference = builder.rule { $0.reference = hit }
        let hits = builder.rule { $0.items = reference }
        let root = builder.rule { $0.properties = ["hits": hits] }
        #expect(builder.schema(root).schema(at: ["hits", "0", "name"])?.types == [.string])
        #expect(builder.schema(root).schema(at: ["hits", "name"]) == nil)
        #expect(builder.schema(root).property("hits")?.element?.propertyNames == ["name"])
    }

    @Test func aSchemaThatContainsItselfHasAShape() {
        var builder = SchemaBuilder()
        let node = builder.table.reserve()
        var rule = SchemaRule()
        rule.allOf = [node]
        rule.properties = ["next": node]
        builder.table.define(node, rule)
        #expect(builder.schema(node).schema(at: ["next", "next"])?.propertyNames == ["next"])
    }

    @Test func marksAreFoundWhereverTheyStand() throws {
        var builder = SchemaBuilder()
        let name = builder.rule { $0.isPersonal = true }
        let secret = builder.rule { $0.isSecret = true }
        let item = builder.rule { $0.properties = ["name": name] }
        let list = builder.rule { $0.items = item }
        let one = builder.rule { $0.properties = ["hits": list] }
        let two = builder.rule {
            $0.properties = ["token": secret]
            $0.additionalProperties = name
        }
        let root = builder.rule { $0.anyOf = [one, two] }
        let body = try json(#"{"hits":[{"name":"x"},{"id":1}],"token":"t","a/b":1}"#)
        #expect(
            builder.schema(root).personalPointers(in: body).map(\.description).sorted() == [
                "/a~1b", "/hits", "/hits/0/name",
            ])
        #expect(builder.schema(root).secretPointers(in: body).map(\.description) == ["/token"])
    }
}
