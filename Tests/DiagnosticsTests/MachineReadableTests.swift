import Diagnostics
import Foundation
import Testing

@Suite struct MachineReadableTests {
    private func findings() -> Findings {
        let file = SourceFile(path: "my flows/ä.yaml", bytes: Array("a: é x\nb: 2\n".utf8))
        var findings = Findings()
        findings.report(
            Finding(
                "second", "100% wrong\nreally", at: Place(file: file, range: 3..<5), severity: .warning,
                help: "write `y`, or: z", related: [.init("the other", at: Place(file: file, range: 8..<9))]))
        findings.report(Finding("first", "odd", at: Place(file: file, range: 0..<1)))
        return findings
    }

    @Test func sarifIsOneRunWithItsRules() throws {
        struct Log: Decodable {
            struct Run: Decodable {
                struct Tool: Decodable {
                    struct Driver: Decodable {
                        struct Rule: Decodable { var id: String }
                        var rules: [Rule]
                    }
                    var driver: Driver
                }
                struct Result: Decodable {
                    struct Location: Decodable {
                        struct Physical: Decodable {
                            struct Artifact: Decodable { var uri: String }
                            struct Region: Decodable {
                                var startLine: Int
                                var startColumn: Int
                                var endColumn: Int
                                var byteOffset: Int
                                var byteLength: Int
                            }
                            var artifactLocation: Artifact
                            var region: Region
                        }
                        var physicalLocation: Physical
                    }
                    var ruleId: String
                    var ruleIndex: Int
                    var level: String
                    var locations: [Location]
                    var relatedLocations: [Location]?
                }
                var tool: Tool
                var results: [Result]
            }
            var version: String
            var runs: [Run]
        }
        let log = try JSONDecoder().decode(Log.self, from: Data(SARIFRenderer().render(findings()).utf8))
        let run = try #require(log.runs.first)
        #expect(log.version == "2.1.0" && run.tool.driver.rules.map(\.id) == ["first", "second"])
        let result = try #require(run.results.last)
        #expect(result.ruleId == "second" && run.tool.driver.rules[result.ruleIndex].id == "second")
        #expect(result.level == "warning" && result.relatedLocations?.count == 1)
        let place = try #require(result.locations.first?.physicalLocation)
        #expect(place.artifactLocation.uri == "my%20flows/%C3%A4.yaml")
        // Columns count scalars, bytes are bytes: `é` is one and two.
        #expect(place.region.startColumn == 4 && place.region.endColumn == 5)
        #expect(place.region.byteOffset == 3 && place.region.byteLength == 2)
    }

    @Test func anAnnotationIsOneLine() {
        let lines = GitHubRenderer().render(findings()).split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
            lines.last
                == "::warning file=my flows/ä.yaml,line=1,col=4,endLine=1,endColumn=5,title=second::100%25 wrong%0Areally%0Awrite `y`, or: z"
        )
    }

    @Test func noFindingsAreAnEmptyRun() {
        #expect(SARIFRenderer().render(Findings()).contains("\"results\":[]"))
        #expect(GitHubRenderer().render(Findings()).isEmpty)
    }
}
