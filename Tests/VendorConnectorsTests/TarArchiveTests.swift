import Testing
import Vendors

@testable import VendorConnectors

/// Archives come from vendors, and what is in them from applicants: nothing in one may lead anywhere.
struct TarArchiveTests {
    private func entry(
        _ name: String, _ content: [UInt8] = [1], kind: Character = "0", size: String? = nil
    ) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, _ index: Int) {
            header.replaceSubrange(index..<index + text.utf8.count, with: text.utf8)
        }
        let octal = String(content.count, radix: 8)
        put(name, 0)
        put(size ?? String(repeating: "0", count: 11 - octal.count) + octal, 124)
        put("        ", 148)
        put(String(kind), 156)
        put("ustar", 257)
        let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
        put(String(repeating: "0", count: 6 - sum.count) + sum, 148)
        header[154] = 0
        return header + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    private let end = [UInt8](repeating: 0, count: 1024)

    @Test func filesComeOutAndFoldersDoNot() throws {
        let archive = entry("shots/", [], kind: "5") + entry("shots/1.jpeg", SampleFile.jpeg.bytes) + end
        let files = try TarArchive.files(of: archive)
        #expect(files.map(\.name) == ["1.jpeg"])
        #expect(files.map(\.contentType) == ["image/jpeg"])
        #expect(files.map(\.bytes) == [SampleFile.jpeg.bytes])
    }

    @Test func theSampleIsReadAsItIsPlayed() throws {
        #expect(try TarArchive.files(of: SampleFile.tar.bytes).map(\.name) == ["1.jpeg", "2.jpeg"])
    }

    @Test(arguments: [
        ("../../etc/passwd", "passwd"), ("/etc/shadow", "shadow"), ("..", "file-1"), (".ssh", "ssh"),
        ("a\\b\\c.pdf", "c.pdf"), ("na\u{0}me", "na"), ("q\"x\n.jpg", "qx.jpg"), ("\u{202E}gpj.exe", "gpj.exe"),
    ])
    func aNameLeadsNowhere(path: String, name: String) throws {
        #expect(try TarArchive.files(of: entry(path) + end).map(\.name) == [name])
    }

    @Test(arguments: ["1", "2", "3", "4", "6", "x", "L", "K", "S"] as [Character])
    func whatIsNoPlainFileIsRefused(kind: Character) {
        #expect(throws: ArtifactProblem.self) { try TarArchive.files(of: entry("a", kind: kind) + end) }
    }

    @Test func whatIsCutOffDamagedOrLiesAboutItsSizeIsRefused() {
        let whole = entry("a", [UInt8](repeating: 7, count: 600)) + end
        #expect(throws: ArtifactProblem.self) { try TarArchive.files(of: Array(whole.prefix(900))) }
        var damaged = whole
        damaged[0] ^= 1
        #expect(throws: ArtifactProblem.self) { try TarArchive.files(of: damaged) }
        for size in ["77777777777", "-0000000001", "zzzzzzzzzzz"] {
            #expect(throws: ArtifactProblem.self) { try TarArchive.files(of: entry("a", size: size) + end) }
        }
    }

    @Test func thereIsALimitOfFiles() {
        let archive = (0...ArtifactLimits.files).flatMap { entry("f\($0)") } + end
        #expect(throws: ArtifactProblem.self) { try TarArchive.files(of: archive) }
    }

    /// Whatever bytes come, it ends, with files or a refusal.
    @Test func noBytesBringItDown() {
        let good = entry("a/b.jpeg", SampleFile.jpeg.bytes) + entry("c", [1, 2, 3]) + end
        for index in good.indices {
            var bytes = good
            bytes[index] = 0xFF
            _ = try? TarArchive.files(of: bytes)
            _ = try? TarArchive.files(of: Array(good[..<index]))
        }
    }
}
