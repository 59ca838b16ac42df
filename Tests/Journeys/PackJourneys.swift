import Foundation
import Testing

/// `trustflow pack` with good and bad input.
@Suite struct PackJourneys {
    private static let pack = "Examples/packs/riskapi"

    @Test func aPackIsShownAsWhatItBinds() throws {
        let result = try Program.run(["pack", "check", Self.pack])
        #expect(result.exit == 0, "\(result.output)")
        #expect(result.output.hasPrefix("riskapi: no findings\n"))
        for row in ["operations", "checks", "statuses", "stories", "RISKAPI_KEY"] {
            #expect(result.output.contains(row))
        }
    }

    @Test func aFolderOfPacksIsCheckedWhole() throws {
        let result = try Program.run(["pack", "check", "Sources/CPackFiles/files"])
        #expect(result.exit == 0, "\(result.output)")
        #expect(result.output.contains("idmeta: no findings") && result.output.contains("idenfy: no findings"))
    }

    @Test func aPackHasItsNameWhereItStands() throws {
        let folder = Program.root.appending(path: Self.pack).path
        #expect(try Program.run(["pack", "check", "."], in: folder).exit == 0)
        #expect(try Program.run(["validate", "."], in: folder).exit == 0)
    }

    @Test func aMisspeltMemberIsShownInBothFiles() throws {
        try withFolder { folder in
            let copy = folder + "/riskapi"
            try FileManager.default.copyItem(
                at: Program.root.appending(path: Self.pack), to: URL(filePath: copy))
            let binding = URL(filePath: copy + "/binding.yaml")
            let text = try String(contentsOf: binding, encoding: .utf8)
            try text.replacing("body.score", with: "body.scores").write(to: binding, atomically: true, encoding: .utf8)
            let result = try Program.run(["pack", "check", copy])
            #expect(result.exit == 1)
            #expect(result.output.contains("binding.yaml:") && result.output.contains("openapi.yaml:"))
            #expect(result.output.contains("did you mean `score`?"))
            let json = try Program.run(["pack", "check", copy, "--format", "json"])
            #expect(json.exit == 1)
            #expect((try? JSONSerialization.jsonObject(with: Data(json.bytes))) != nil)
        }
    }

    @Test func nothingIsOverwritten() throws {
        try withFolder { folder in
            let arguments = ["pack", "new", "--openapi", "\(Self.pack)/openapi.yaml", "--into", folder]
            #expect(try Program.run(arguments).exit == 0)
            let binding = URL(filePath: folder + "/risk_api/binding.yaml")
            try "mine\n".write(to: binding, atomically: true, encoding: .utf8)
            let again = try Program.run(arguments)
            #expect(again.exit == 2 && again.talk.contains("nothing is overwritten"))
            #expect(try String(contentsOf: binding, encoding: .utf8) == "mine\n")
            // A folder that holds only one of the files is no place either.
            try FileManager.default.removeItem(at: binding)
            #expect(try Program.run(arguments).exit == 2)
            #expect(!FileManager.default.fileExists(atPath: binding.path))
        }
    }

    @Test(arguments: [
        ["pack", "check"], ["pack", "check", "no/such"], ["pack", "check", "README.md"], ["pack", "check", "Flows"],
        ["pack", "new"], ["pack", "new", "--openapi", "no-such.yaml"], ["pack", "new", "--openapi", "Flows"],
        ["pack", "new", "--openapi", "Examples/packs/riskapi/openapi.yaml", "--name", "Not A Name"],
        ["pack", "frobnicate"],
    ])
    func wrongUsageIsTwo(_ arguments: [String]) throws {
        let result = try Program.run(arguments)
        #expect(result.exit == 2, "\(arguments): \(result.output)\(result.talk)")
        #expect(result.output.isEmpty)
    }

    @Test func whatIsNoOpenAPIDocumentIsAFinding() throws {
        let result = try Program.run(["pack", "new", "--openapi", "Examples/demo.yaml"])
        #expect(result.exit == 1)
        #expect((result.output + result.talk).contains("no-openapi"))
    }
}
