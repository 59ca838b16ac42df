import Foundation
import Testing

/// Flows over flows, profiles by data, and where a value comes from.
@Suite struct LayerJourneys {
    private static let flow = "Examples/layers/europe.yaml"

    private func explain(_ arguments: [String]) throws -> Program.Result { try Program.run(["explain"] + arguments) }

    @Test func everyLayerOfAValueIsShown() throws {
        let result = try explain(
            [Self.flow, "--profile", "DE", "--set", "flags.min_liveness=0.95", "flags.min_liveness.default"])
        #expect(result.exit == 0)
        let lines = result.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(
            lines == [
                ["flags.min_liveness.default", "0.95", "--set", "--set:1"],
                ["over", "0.9", "profile", "DE", "\(Self.flow):17"],
                ["over", "0.8", "flow", "\(Self.flow):6"],
                ["over", "0.7", "parent", "flow", "Examples/layers/base.yaml:13"],
            ], "\(result.output)")
    }

    @Test func defaultsPoliciesAndPacksAreLayersToo() throws {
        let timeout = try explain([Self.flow, "steps.aml.timeout"])
        #expect(timeout.output.contains("60s") && timeout.output.contains("parent flow"))
        #expect(timeout.output.contains("over ") && timeout.output.contains("pack idmeta"))
        let calls = try explain([Self.flow, "steps.aml.retry"])
        #expect(calls.output.contains("over 4") && calls.output.contains("built in"))
        #expect(calls.output.contains("steps.aml.retry.deadline") && calls.output.contains("\(Self.flow):9"))
    }

    @Test func programsReadItAsJSON() throws {
        let result = try explain([Self.flow, "--profile", "DE", "steps.liveness.attempts", "--format", "json"])
        let records = try #require(JSONSerialization.jsonObject(with: Data(result.bytes)) as? [[String: Any]])
        #expect(records.count == 1)
        #expect(records[0]["path"] as? String == "steps.liveness.attempts.max" && records[0]["value"] as? Int == 3)
        #expect(records[0]["line"] as? Int == 18 && records[0]["layer"] as? String == "profile DE")
        let overrode = try #require(records[0]["overrode"] as? [[String: Any]])
        #expect(overrode.map { $0["value"] as? Int } == [2])
        #expect(overrode[0]["file"] as? String == "Examples/layers/base.yaml")
    }

    @Test func whatIsNotThereIsSaid() throws {
        let path = try explain([Self.flow, "steps.liveness.attemts"])
        #expect(path.exit == 2 && path.talk.contains("did you mean `steps.liveness.attempts`?"))
        #expect(try explain([Self.flow, "--profile", "ES"]).exit == 1)
        #expect(try explain(["no-such.yaml"]).exit == 2)
        #expect(try explain(["unknown-step", "steps.aml"]).exit == 2)
        #expect(try explain(["unknown-step"]).exit == 0)
    }

    @Test func theScenariosOfTheExampleHold() throws {
        let result = try Program.run(["dry-run", Self.flow])
        #expect(result.exit == 0, "\(result.output)\(result.talk)")
        #expect(try Program.run(["validate", "Examples/layers"]).exit == 0)
    }

    /// What `compile --text` prints is the same flow, and stands alone.
    @Test func aFlowWithItsParentsTextIsTheSame() throws {
        let whole = try Program.run(["compile", Self.flow, "--text"])
        #expect(whole.exit == 0)
        let folder = FileManager.default.temporaryDirectory.appending(path: "whole-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "europe.yaml").path
        try whole.output.write(toFile: file, atomically: true, encoding: .utf8)
        let alone = try Program.run(["explain", file, "--profile", "DE", "flags", "--format", "json"])
        let child = try Program.run(["explain", Self.flow, "--profile", "DE", "flags", "--format", "json"])
        func values(_ result: Program.Result) throws -> [String] {
            let records = try #require(JSONSerialization.jsonObject(with: Data(result.bytes)) as? [[String: Any]])
            return records.map { "\($0["path"] ?? "")=\($0["value"] ?? "")" }
        }
        #expect(try values(alone) == values(child))
        #expect(try Program.run(["validate", file]).exit == 0)
        let formatted = try Program.run(["compile", file, "--text"])
        #expect(formatted.output == whole.output)
    }
}
