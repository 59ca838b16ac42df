import Testing

@testable import Vendors

@Suite struct PathTemplateTests {
    @Test(arguments: [
        ("/a/b", "/a/b", [:]), ("/a/{id}", "/a/1", ["id": "1"]), ("/a/{id}/b", "/a/x%20y/b", ["id": "x%20y"]),
        ("/a/{id}.{form}", "/a/1.json", ["id": "1", "form": "json"]),
    ])
    func aPathFits(template: String, path: String, values: [String: String]) {
        #expect(PathTemplate(template).match(path) == values)
    }

    @Test(arguments: [
        ("/a/b", "/a"), ("/a/b", "/a/b/"), ("/a/{id}", "/a/"), ("/a/{id}", "/a/1/2"), ("/a/{id}/b", "/a/b"),
        ("/a", "/A"),
    ])
    func anotherPathDoesNot(template: String, path: String) {
        #expect(PathTemplate(template).match(path) == nil)
    }

    @Test func namesAreInTheirOrder() {
        #expect(PathTemplate("/{b}/x{a}/c").names == ["b", "a"])
    }
}
