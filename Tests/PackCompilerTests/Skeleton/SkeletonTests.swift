import Diagnostics
import Expressions
import PackCompiler
import Testing
import Vendors

struct SkeletonTests {
    private func skeleton(_ text: String, _ name: String? = nil) -> (PackSkeleton?, [Finding]) {
        var findings = Findings()
        let made = PackSkeleton.make(from: SourceFile(path: "theirs.yaml", text: text), name: name, findings: &findings)
        return (made, findings.sorted)
    }

    private func files(_ skeleton: PackSkeleton, filling: Bool = false) -> PackFiles {
        func file(_ name: String) -> SourceFile? {
            guard let bytes = skeleton.files.first(where: { $0.name == name })?.bytes else { return nil }
            var text = String(decoding: bytes, as: UTF8.self)
            if filling {
                text = text.replacing("effect: FILL_IN", with: "effect: read")
                    .replacing("checks: FILL_IN", with: "checks: {}")
                    .replacing("answers: FILL_IN", with: "answers: approved")
            }
            return SourceFile(path: name, text: text)
        }
        return PackFiles(
            name: skeleton.name, binding: file("binding.yaml") ?? SourceFile(path: "binding.yaml", text: ""),
            contract: file("openapi.yaml"), stories: file("stories.yaml"))
    }

    /// Documents as large as those of the shipped vendors: whatever is said of the fresh skeleton is what to fill in.
    @Test(arguments: ["idmeta", "checkout", "identomat", "idenfy"])
    func aShippedDocumentLeavesOnlyGaps(vendor: String) throws {
        let file = try shippedFile("\(vendor)/openapi.yaml")
        var findings = Findings()
        let made = try #require(PackSkeleton.make(from: file, name: vendor, findings: &findings))
        #expect(findings.all.isEmpty)
        #expect(made.unnamed.isEmpty)
        let pack = PackCompiler.compile(files(made), findings: &findings)
        #expect(pack == nil)
        #expect(Set(findings.all.map(\.code)) == ["to-fill-in"], "\(findings.sorted.map(\.line))")
        #expect(findings.all.contains { $0.message == "`checks` is still to be filled in" })
        // Each gap has a word for what to write, and stands where it is said to.
        for finding in findings.all {
            #expect(finding.help != nil)
            let text = String(decoding: finding.place.file.bytes[finding.place.range], as: UTF8.self)
            #expect(text == "FILL_IN")
        }
    }

    /// With the gaps filled, the samples of the stories are what the contract says.
    @Test func aSmallSkeletonIsAPackOnceItsGapsAreFilled() throws {
        let made = try #require(skeleton(Packs.riskContract, "riskapi").0)
        #expect(made.operations == 1)
        let text = String(decoding: made.files[0].bytes, as: UTF8.self)
        #expect(text.contains("call: api.getScore") && text.contains("# POST /score"))
        var whole = files(made, filling: true)
        whole.binding = SourceFile(
            path: "binding.yaml",
            text: String(decoding: whole.binding.bytes, as: UTF8.self)
                .replacing("email: FILL_IN", with: "email: a@example.com").replacing(
                    "amount: FILL_IN", with: "amount: 1"))
        var findings = Findings()
        let pack = PackCompiler.compile(whole, findings: &findings)
        #expect(findings.sorted.map(\.line) == [])
        #expect(pack?.stories?.stories.count == 8)
        #expect(pack?.settings.first?.defaultValue == "https://risk.example.com")
    }

    @Test func aNameIsMadeOfTheTitle() {
        #expect(
            skeleton(Packs.riskContract.replacing("title: Risk", with: "title: The Risk-API 2")).0?.name
                == "the_risk_api_2")
    }

    @Test func whatADocumentLacksIsToldAndNotGuessed() throws {
        let text = Packs.riskContract.replacing("      operationId: getScore\n", with: "")
        let made = try #require(skeleton(text, "riskapi").0)
        #expect(made.operations == 0)
        #expect(made.unnamed == ["POST /score"])
        var findings = Findings()
        _ = PackCompiler.compile(files(made), findings: &findings)
        #expect(findings.all.contains { $0.code == "missing-key" && $0.message.contains("operationId") })
    }

    /// OpenAPI 3.0 is listed all the same; what has to be changed in it is said by the check.
    @Test func anOlderDocumentIsListedAndThenRefused() throws {
        let made = try #require(skeleton(Packs.riskContract.replacing("3.1.0", with: "3.0.3"), "riskapi").0)
        #expect(made.operations == 1)
        var findings = Findings()
        _ = PackCompiler.compile(files(made), findings: &findings)
        #expect(findings.all.contains { $0.code == "openapi-version" })
    }

    @Test(arguments: ["swagger: '2.0'\npaths: {}\n", "- 1\n", "", "openapi: 3.1.0\n", "a: [\n"])
    func whatIsNoDocumentIsRefused(text: String) {
        let (made, findings) = skeleton(text)
        #expect(made == nil)
        #expect(!findings.isEmpty)
    }
}
