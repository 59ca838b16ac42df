import Foundation
import Testing

/// `fmt` and `graph`, as an author meets them.
@Suite struct AuthorJourneys {
    private static func scratch(_ text: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "fmt-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try text.write(to: folder.appending(path: "a.yaml"), atomically: true, encoding: .utf8)
        return folder
    }

    @Test func checkAndDiffChangeNothingAndFmtDoes() throws {
        let folder = try Self.scratch("a:\n    b: 1 # c\n")
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.yaml")
        let check = try Program.run(["fmt", "--check", folder.path])
        #expect(check.exit == 1)
        #expect(check.output == file.path + "\n")
        let diff = try Program.run(["fmt", "--diff", file.path])
        #expect(diff.exit == 0)
        #expect(
            diff.output == "--- \(file.path)\n+++ \(file.path)\n@@ -1,2 +1,2 @@\n a:\n-    b: 1 # c\n+  b: 1 # c\n")
        #expect(try String(contentsOf: file, encoding: .utf8) == "a:\n    b: 1 # c\n")
        #expect(try Program.run(["fmt", folder.path]).exit == 0)
        #expect(try String(contentsOf: file, encoding: .utf8) == "a:\n  b: 1 # c\n")
        #expect(try Program.run(["fmt", "--check", folder.path]).exit == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.yaml"])
    }

    @Test func whatIsNoYAMLStaysAndIsSaid() throws {
        let folder = try Self.scratch("a:   [1\n")
        defer { try? FileManager.default.removeItem(at: folder) }
        let result = try Program.run(["fmt", folder.path])
        #expect(result.exit == 1)
        #expect(result.talk.contains("error:"))
        #expect(try String(contentsOf: folder.appending(path: "a.yaml"), encoding: .utf8) == "a:   [1\n")
        #expect(try Program.run(["fmt", "no-such-folder"]).exit == 2)
        #expect(try Program.run(["fmt"]).exit == 2)
    }

    @Test func whatIsShippedIsFormatted() throws {
        let result = try Program.run(["fmt", "--check", "Flows", "Examples/quick-check", "Examples/demo.yaml"])
        #expect(result.exit == 0, "\(result.output)")
    }

    @Test(arguments: [("mermaid", "flowchart TD"), ("dot", "digraph flow {"), ("svg", "<svg ")])
    func aFlowIsDrawn(_ format: String, _ opening: String) throws {
        let result = try Program.run(
            ["graph", "Flows/retail-onboarding/retail-onboarding.yaml", "--format", format])
        #expect(result.exit == 0)
        #expect(result.output.contains(opening))
        for words in ["document by idmeta", "up to 3 attempts", "review needed", "sanctions_match"] {
            #expect(result.output.contains(words), "\(format) lacks \(words)")
        }
    }

    /// A run may end between steps; the picture shows where to, and why.
    @Test func anEarlyEndIsDrawn() throws {
        let flow = "Examples/patterns/03-decide/stop-paying.yaml"
        let mermaid = try Program.run(["graph", flow]).output
        #expect(mermaid.contains("n_step_2 -->|\"not_live\"| n_rejected"), "\(mermaid)")
        let dot = try Program.run(["graph", flow, "--format", "dot"]).output
        #expect(dot.contains("step_2 -> rejected [label=\"not_live\"]"), "\(dot)")
    }

    /// Whoever keeps the picture does not keep findings under its name.
    @Test func whatCannotBeDrawnIsSaid() throws {
        let broken = try Program.run(["graph", "Examples/broken/quick-check.yaml"])
        #expect(broken.exit == 1 && broken.output.isEmpty)
        #expect(broken.talk.contains("[unknown-field]"))
        #expect(try Program.run(["graph", "no-such.yaml"]).exit == 2)
        #expect(try Program.run(["graph", "Examples/quick-check/quick-check.yaml", "--format", "png"]).exit == 2)
    }

    @Test func aFindingIsExplained() throws {
        let list = try Program.run(["explain"])
        #expect(list.exit == 0)
        #expect(list.output.contains("unknown-key"))
        let page = try Program.run(["explain", "unknown-key"])
        #expect(page.exit == 0)
        #expect(page.output.contains("Instead: "))
        let unknown = try Program.run(["explain", "unknow-key"])
        #expect(unknown.exit == 2)
        #expect(unknown.talk.contains("did you mean `unknown-key`?"))
    }
}
