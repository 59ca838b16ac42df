import Foundation
import Privacy
import Testing

@testable import VendorConnectors

struct SecretSourceTests {
    private func file(_ text: String) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "secret-\(UUID().uuidString)").path()
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    @Test func takesTheVariable() {
        let (source, problems) = SecretSource.read(["TOKEN"], environment: ["TOKEN": "7|abc"])
        #expect(problems.isEmpty)
        #expect(source.secret("TOKEN")?.exposed(to: .vendor) == "7|abc")
    }

    @Test(arguments: ["7|abc", "7|abc\n", "7|abc\r\n"])
    func takesTheFileWithoutItsLastLineBreak(text: String) throws {
        let path = try file(text)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let (source, problems) = SecretSource.read(["TOKEN"], environment: ["TOKEN_FILE": path])
        #expect(problems.isEmpty)
        #expect(source.secret("TOKEN")?.exposed(to: .vendor) == "7|abc")
    }

    @Test func namesEveryOneThatIsMissing() {
        let (_, problems) = SecretSource.read(["B", "A", "C"], environment: ["C": "x"])
        #expect(problems.map(\.name) == ["A", "B"])
        #expect(problems.allSatisfy { $0.code == "secret-missing" })
        #expect(problems.first?.help?.contains("`A_FILE`") == true)
    }

    @Test(arguments: [("", "secret-empty"), ("one\ntwo", "secret-unreadable"), ("a\u{0}", "secret-unreadable")])
    func refusesWhatNoHeaderCanCarry(text: String, code: String) {
        let (_, problems) = SecretSource.read(["TOKEN"], environment: ["TOKEN": text])
        #expect(problems.map(\.code) == [code])
        #expect(!text.contains("one") || problems.allSatisfy { !$0.description.contains("one") })
    }

    @Test func aFileThatIsNotThereIsNamed() {
        let (_, problems) = SecretSource.read(["TOKEN"], environment: ["TOKEN_FILE": "/nowhere/at/all"])
        #expect(problems.map(\.code) == ["secret-unreadable"])
        #expect(problems.first?.message.contains("TOKEN_FILE") == true)
    }
}
