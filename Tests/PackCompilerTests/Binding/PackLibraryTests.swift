import Diagnostics
import Foundation
import PackCompiler
import Testing
import Vendors

struct PackLibraryTests {
    /// A folder of packs, gone afterwards.
    private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "packs-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (path, text) in files {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try body(folder.path())
    }

    @Test func shipsIDmeta() {
        #expect(PackLibrary().names.contains("idmeta"))
        #expect(PackLibrary().files(of: "idmeta")?.contract != nil)
    }

    @Test func aFolderAddsItsPacks() throws {
        let files = [
            "riskapi/binding.yaml": Packs.riskBinding, "riskapi/openapi.yaml": Packs.riskContract,
            "notes/readme.txt": "no pack",
        ]
        try withFolder(files) { folder in
            var findings = Findings()
            let library = PackLibrary(folder: folder, findings: &findings)
            #expect(library.names == ["checkout", "idenfy", "identomat", "idmeta", "riskapi"])
            #expect(library.pack("riskapi", findings: &findings)?.name == "riskapi")
            #expect(findings.all.isEmpty)
        }
    }

    @Test func aFolderReplacesAShippedPack() throws {
        try withFolder(["idmeta/binding.yaml": "pack: idmeta\n"]) { folder in
            var findings = Findings()
            let library = PackLibrary(folder: folder, findings: &findings)
            #expect(library.pack("idmeta", findings: &findings) == nil)
            #expect(findings.all.allSatisfy { $0.place.file.path.hasPrefix(folder) })
            #expect(findings.hasErrors)
        }
    }

    @Test func aFolderThatIsNotThereIsFound() {
        var findings = Findings()
        let library = PackLibrary(folder: "/nowhere/at/all", findings: &findings)
        #expect(findings.all.map(\.code) == ["packs-unreadable"])
        #expect(library.names.contains("idmeta"))
    }

    @Test func anUnknownNameIsNoPackAndNoFinding() {
        var findings = Findings()
        #expect(PackLibrary().pack("nobody", findings: &findings) == nil)
        #expect(findings.all.isEmpty)
    }
}
