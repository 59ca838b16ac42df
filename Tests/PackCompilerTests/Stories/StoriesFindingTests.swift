import Diagnostics
import Testing
import Vendors

@testable import PackCompiler

@Suite struct StoriesFindingTests {
    /// IDmeta with some of its stories replaced.
    private func findings(_ old: String, _ new: String) throws -> [Finding] {
        let files = try #require(PackLibrary().files(of: "idmeta"))
        let text = String(decoding: try #require(files.stories).bytes, as: UTF8.self)
        #expect(text.contains(old))
        var changed = files
        changed.stories = SourceFile(path: "stories.yaml", text: text.replacing(old, with: new))
        var findings = Findings()
        _ = PackCompiler.compile(changed, findings: &findings)
        return findings.sorted
    }

    @Test(arguments: [
        ("  face_match:\n    effect", "  face_mach:\n    effect", "unknown-operation", "face_mach"),
        ("livenessScore: \"${values.liveness_score}\"", "livenessScore: \"0.9\"", "story-breaks-contract", "body"),
        ("score: 97,", "score: 970,", "story-breaks-contract", "declined"),
        ("declined:     { live: false,", "declined:     { lives: false,", "unknown-value", "lives"),
        ("  declined:     { answers: declined }\n", "", "story-missing", "approved"),
        (
            "first: { biometrics: [face_too_small] }", "first: { biometrics: [face_to_small] }", "unknown-story",
            "face_to_small"
        ),
        ("watchlist: server }", "watchlst: server }", "unknown-operation", "watchlst"),
        ("face_cropped:     Face is", "face_crop: Face is", "unknown-choice", "face_crop"),
        ("create:\n    effect: opens", "create:\n    effect: changes", "story-effect", "create"),
        ("identifiers: uuid", "identifiers: ulid", "unknown-choice", "ulid"),
        ("values.authentic ?", "values.authentik ?", "unknown-field", "authentik"),
        ("server:       { http: 503", "server:       { http: 305", "story-breaks-contract", "server"),
        ("version: 1", "version: 2", "stories-version", "2"),
    ])
    func aFaultIsPlaced(old: String, new: String, code: String, text: String) throws {
        let found = try findings(old, new)
        let finding = try #require(found.first { $0.code == code }, "\(found.map { "\($0.code): \($0.message)" })")
        let place = finding.place
        #expect(String(decoding: place.file.bytes[place.range], as: UTF8.self).hasPrefix(text))
        #expect(place.file.path == "stories.yaml")
    }
}
