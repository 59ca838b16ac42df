import Foundation
import Testing

/// `trustflow validate` with good and bad input, as a person meets it.
@Suite struct ValidateJourneys {
    @Test func theFlowsAndExamplesHaveNoFindings() throws {
        let result = try Program.run(["validate", "Flows", "Examples/demo.yaml", "Examples/quick-check"])
        #expect(result.exit == 0)
        #expect(result.output.hasSuffix("no findings\n"), "\(result.output)")
    }

    /// What the README shows first is what the program says.
    @Test func theReadmeShowsWhatValidateSays() throws {
        let readme = try String(contentsOf: Program.root.appending(path: "README.md"), encoding: .utf8)
        let broken = try String(
            contentsOf: Program.root.appending(path: "Examples/broken/quick-check.yaml"), encoding: .utf8)
        let result = try Program.run(["validate", "Examples/broken"])
        #expect(result.exit == 1)
        #expect(readme.contains(result.output))
        #expect(readme.contains(broken))
    }

    /// What can be mended without asking is, and comments stay.
    @Test func theBrokenExampleIsMended() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mended-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "quick-check.yaml")
        let broken = try String(
            contentsOf: Program.root.appending(path: "Examples/broken/quick-check.yaml"), encoding: .utf8)
        try ("# keep me\n" + broken).write(to: file, atomically: true, encoding: .utf8)
        let result = try Program.run(["validate", "--fix", folder.path])
        let mended = try String(contentsOf: file, encoding: .utf8)
        #expect(result.exit == 0, "\(result.output)")
        #expect(mended.hasPrefix("# keep me\n"))
        for part in ["${applicant.selfie}", "retry: { calls: 3 }", "checks.liveness.passed", "otherwise: review"] {
            #expect(mended.contains(part))
        }
        #expect(try Program.run(["validate", folder.path]).exit == 0)
    }

    /// Programs get each message on one line; people who ask for a width get it.
    @Test func textFitsWhereAWidthIsGiven() throws {
        let whole = try Program.run(["validate", "Examples/broken"]).output
        let narrow = try Program.run(["validate", "Examples/broken", "--width", "60"])
        #expect(narrow.exit == 1)
        #expect(narrow.output.split(separator: "\n").allSatisfy { $0.count <= 60 }, "\(narrow.output)")
        #expect(whole.split(separator: "\n").contains { $0.count > 60 })
        #expect(try Program.run(["validate", "Examples/broken", "--width", "20"]).exit == 2)
    }

    /// A note is no reason to stop. Where data choose the profile, the help says which data.
    @Test func whatNoScenarioPlaysIsNoted() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "alone-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let flow = """
            flow: alone
            version: 1
            applicant: { country: { type: country, one_of: [DE, US], personal: false } }
            flags: { strict: { type: bool, default: false } }
            steps: [ { id: later, wait: 1h, when: flags.strict } ]
            status: [ { verify: flags.strict }, { otherwise: review } ]
            profile_by: applicant.country
            profiles: { DE: { flags: { strict: true } }, US: { expires_after: 9d } }
            """
        try flow.write(to: folder.appending(path: "flow.yaml"), atomically: true, encoding: .utf8)
        let alone = try Program.run(["validate", folder.path])
        #expect(alone.exit == 0 && alone.output.contains("no scenario plays `alone` [no-scenarios]"), "\(alone.output)")
        let scenarios = """
            flow: alone
            scenarios: [ { name: one, applicant: { country: DE }, expect: { status: verified } } ]
            """
        try scenarios.write(to: folder.appending(path: "scenarios.yaml"), atomically: true, encoding: .utf8)
        let played = try Program.run(["validate", folder.path])
        #expect(played.exit == 0)
        #expect(played.output.contains("no scenario plays profile `US` [untried-profile]"), "\(played.output)")
        #expect(played.output.contains("add a scenario with `applicant: { country: US }`"))
        #expect(!played.output.contains("profile `DE`"))
    }

    /// A typo whose correction is there already would be given twice.
    @Test func whatWouldBeGivenTwiceIsLeftAlone() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "twice-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "flow.yaml")
        let text = try String(
            contentsOf: Program.root.appending(path: "Examples/quick-check/quick-check.yaml"), encoding: .utf8)
        let twice = text.replacing("version: 1\n", with: "version: 1\nverson: 2\n")
        #expect(twice != text)
        try twice.write(to: file, atomically: true, encoding: .utf8)
        let result = try Program.run(["validate", "--fix", file.path])
        #expect(result.exit == 1 && result.output.contains("[unknown-key]"), "\(result.output)")
        #expect(try String(contentsOf: file, encoding: .utf8) == twice)
    }

    @Test func oneFileGivesAllItsFindings() throws {
        let result = try Program.run(["validate", "Examples/broken", "--format", "json"])
        struct Record: Decodable { var code: String }
        let records = try JSONDecoder().decode([Record].self, from: Data(result.bytes))
        #expect(result.exit == 1)
        #expect(Set(records.map(\.code)).count == 3)
    }

    static let malformed: [(name: String, content: [UInt8], says: String)] = [
        ("a tab", Array("flow: x\n\tversion: 1\n".utf8), "tab"),
        ("a duplicate key", Array("flow: x\nflow: y\n".utf8), "duplicate-key"),
        ("an unknown key", Array("flow: x\nversion: 1\nsteeps: []\n".utf8), "did you mean `steps`?"),
        ("an empty file", [], "empty-file"),
        ("not UTF-8", [0x66, 0xFF, 0xFE, 0x0A], "not-utf-8"),
        ("deep nesting", Array(String(repeating: "[", count: 5_000_000).utf8), "error:"),
        (
            "an alias bomb",
            Array(
                ("a: &a [x, x, x, x, x, x, x, x, x, x]\n"
                    + (1...9).map {
                        "b\($0): &b\($0) [\(Array(repeating: "*\($0 == 1 ? "a" : "b\($0 - 1)")", count: 10).joined(separator: ", "))]\n"
                    }
                    .joined()).utf8), "alias"
        ),
        (
            "a condition that YAML swallows",
            Array(
                """
                flow: x
                version: 1
                vendors: { idmeta: { trust_flow: "1" } }
                flags: { a: { type: bool, default: true } }
                steps:
                  - { id: s, check: watchlist, by: idmeta, when: !flags.a, input: { full_name: "x" } }
                status: [ { otherwise: review } ]

                """.utf8), "tag"
        ),
    ]

    @Test(arguments: malformed.indices) func malformedInputIsNeverZero(_ index: Int) throws {
        let (name, content, says) = Self.malformed[index]
        try withFolder { folder in
            try Data(content).write(to: URL(filePath: folder + "/flow.yaml"))
            let result = try Program.run(["validate", folder])
            #expect(result.exit == 1, "\(name): \(result.output.prefix(400))")
            #expect(result.output.contains(says), "\(name): \(result.output.prefix(400))")
            #expect(result.output.contains("flow.yaml:"), "\(name) has a place")
        }
    }

    @Test(arguments: [
        ["validate"], ["validate", "no/such/file.yaml"], ["validate", "--nonsense", "Flows"], ["frobnicate"],
        ["dry-run", "Flows"], ["dry-run", "Flows/retail-onboarding/retail-onboarding.yaml", "--scenario", "nobody"],
        ["run", "Flows/retail-onboarding/retail-onboarding.yaml"], ["sandbox", "nobody"],
        ["sandbox", "--port", "70000"],
    ])
    func wrongUsageIsTwo(_ arguments: [String]) throws {
        let result = try Program.run(arguments)
        #expect(result.exit == 2, "\(arguments): \(result.talk)")
        #expect(!result.talk.isEmpty && result.output.isEmpty)
    }
}
