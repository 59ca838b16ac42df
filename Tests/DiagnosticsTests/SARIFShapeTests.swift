import Diagnostics
import Foundation
import Testing

/// What the published schema of SARIF 2.1.0 (OASIS, sarif-v2.1.0, the JSON schema beside it) demands of the objects that
/// a log of ours is made of: every member known, every needed one there, numbers in their ranges, lists without a twin.
struct SARIFShapeTests {
    private struct Shape {
        var needed: Set<String> = []
        /// What each member is; `nil` for text, numbers and words, which are looked at by name.
        var members: [String: String?]
    }

    private static let shapes: [String: Shape] = [
        "log": Shape(needed: ["version", "runs"], members: ["$schema": nil, "version": nil, "runs": "run"]),
        "run": Shape(needed: ["tool"], members: ["tool": "tool", "columnKind": nil, "results": "result"]),
        "tool": Shape(needed: ["driver"], members: ["driver": "component"]),
        "component": Shape(needed: ["name"], members: ["name": nil, "rules": "rule"]),
        "rule": Shape(needed: ["id"], members: ["id": nil, "shortDescription": "text", "help": "text"]),
        "result": Shape(
            needed: ["message"],
            members: [
                "ruleId": nil, "ruleIndex": nil, "level": nil, "message": "text", "locations": "location",
                "relatedLocations": "location", "fixes": "fix",
            ]),
        "text": Shape(needed: ["text"], members: ["text": nil]),
        "location": Shape(members: ["id": nil, "physicalLocation": "physical", "message": "text"]),
        // One of an artifact and an address; ours have no address.
        "physical": Shape(
            needed: ["artifactLocation"], members: ["artifactLocation": "artifact", "region": "region"]),
        "artifact": Shape(members: ["uri": nil]),
        "region": Shape(
            members: [
                "startLine": nil, "startColumn": nil, "endLine": nil, "endColumn": nil, "byteOffset": nil,
                "byteLength": nil,
            ]),
        "fix": Shape(
            needed: ["artifactChanges"], members: ["description": "text", "artifactChanges": "change"]),
        "change": Shape(
            needed: ["artifactLocation", "replacements"],
            members: ["artifactLocation": "artifact", "replacements": "replacement"]),
        "replacement": Shape(
            needed: ["deletedRegion"], members: ["deletedRegion": "region", "insertedContent": "text"]),
    ]
    private static let lists: Set<String> = [
        "runs", "results", "rules", "locations", "relatedLocations", "fixes", "artifactChanges", "replacements",
    ]
    /// Lists in which nothing may stand twice.
    private static let sets: Set<String> = ["rules", "relatedLocations", "fixes", "artifactChanges"]
    private static let filled: Set<String> = ["artifactChanges", "replacements"]
    private static let words: [String: Set<String>] = [
        "version": ["2.1.0"], "level": ["none", "note", "warning", "error"],
        "columnKind": ["utf16CodeUnits", "unicodeCodePoints"],
    ]
    private static let least = [
        "startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1, "byteOffset": -1, "byteLength": 0, "id": -1,
        "ruleIndex": -1,
    ]

    /// What is wrong with an object, by the way to it.
    private static func faults(_ value: Any, _ kind: String, at path: String) -> [String] {
        guard let object = value as? [String: Any], let shape = shapes[kind] else { return ["\(path) is no \(kind)"] }
        var faults = shape.needed.subtracting(object.keys).map { "\(path) has no \($0)" }
        for (name, value) in object {
            let path = "\(path)/\(name)"
            guard let member = shape.members[name] else {
                faults.append("\(path) is not of the schema")
                continue
            }
            if lists.contains(name) {
                guard let items = value as? [Any] else {
                    faults.append("\(path) is no list")
                    continue
                }
                if filled.contains(name), items.isEmpty { faults.append("\(path) is empty") }
                let written = items.map { "\($0)" }
                if sets.contains(name), Set(written).count < written.count { faults.append("\(path) repeats itself") }
                for (index, item) in items.enumerated() {
                    faults += Self.faults(item, member ?? "", at: "\(path)/\(index)")
                }
            } else if let member {
                faults += Self.faults(value, member, at: path)
            } else if let allowed = words[name], !allowed.contains(value as? String ?? "") {
                faults.append("\(path) is none of its words")
            } else if kind != "rule", let bound = least[name], (value as? Int ?? .min) < bound {
                faults.append("\(path) is less than \(bound)")
            } else if name == "uri", URL(string: value as? String ?? "") == nil {
                faults.append("\(path) is no reference")
            }
        }
        return faults
    }

    private static func findings() -> Findings {
        let file = SourceFile(path: "a flow/ä.yaml", text: "flow: é\nversion: 1\nsteps: []\n")
        let other = SourceFile(path: "/abs/other.yaml", text: "")
        let place = Place(file: file, range: 6..<8)
        var findings = Findings()
        findings.report(
            Finding(
                "one", "a \"message\" with a\nline break", at: place, help: "write `x`",
                related: [.init("here", at: place), .init("here", at: place)],
                fix: Fix(
                    "both", [.init(Place(file: file, range: 17..<18), "2"), .init(place, "x"), .init(place, "y")])))
        findings.report(Finding("two", "nothing", at: Place(file: other, range: 0..<0), severity: .note))
        findings.report(Finding("two", "again", at: place, severity: .warning))
        return findings
    }

    @Test func aLogIsWhatTheSchemaDemands() throws {
        let renderer = SARIFRenderer(rules: ["one": .init(summary: "one is wrong", help: "write two")])
        for findings in [Self.findings(), Findings()] {
            let log = try JSONSerialization.jsonObject(with: Data(renderer.render(findings).utf8))
            #expect(Self.faults(log, "log", at: "") == [])
        }
    }

    /// The check finds what it is there to find.
    @Test(arguments: [
        ("\"version\":\"2.1.0\"", "\"version\":\"2.0\""), ("\"level\":", "\"severity\":"),
        ("\"startLine\":1", "\"startLine\":0"), ("\"artifactChanges\":", "\"changes\":"),
    ]) func aBrokenLogIsFound(_ part: String, _ broken: String) throws {
        let text = SARIFRenderer().render(Self.findings())
        #expect(text.contains(part))
        let log = try JSONSerialization.jsonObject(with: Data(text.replacing(part, with: broken).utf8))
        #expect(Self.faults(log, "log", at: "") != [])
    }
}
