import Foundation
import Testing

/// Calls of a vendor that belong to no flow, from the command line.
@Suite struct VendorJourneys {
    private func withVendor(
        _ pack: String, _ body: (_ folder: String, _ options: [String]) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vendor-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let sandbox = try Program.start(["sandbox", pack], in: folder, environment: ServeJourneys.secret)
        defer { sandbox.end() }
        let line = try JSONDecoder().decode(SandboxLine.self, from: Data(sandbox.firstLine().utf8))
        try await body(folder, ["--vendor-url", try #require(line.addresses[pack])])
    }

    @Test func everyCallOfAContractIsListed() throws {
        for (pack, count, name) in [("checkout", 38, "anonymize-applicant"), ("identomat", 42, "list-groups")] {
            let listed = try Program.run(["vendor", pack])
            #expect(listed.exit == 0 && listed.output.contains(name))
            #expect(listed.output.split(separator: "\n").count == count + 1)
            #expect(!listed.output.contains("company_key"))
        }
    }

    @Test func aCallIsMadeWithItsValuesAndTheVendorsSecret() async throws {
        try await withVendor("checkout") { folder, url in
            let made = try Program.run(
                ["vendor", "checkout", "create-applicant", "--external_applicant_id", "ours-7"] + url, in: folder,
                environment: ServeJourneys.secret)
            #expect(made.exit == 0, "\(made.talk)")
            let answer = try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: Any]
            #expect(answer?["external_applicant_id"] as? String == "ours-7")

            let unknown = try Program.run(
                ["vendor", "checkout", "getIdentityVerification", "--verification_id", "idv_odd"] + url, in: folder,
                environment: ServeJourneys.secret)
            #expect(unknown.exit == 1 && unknown.talk.contains("gone"))
            let bare = try Program.run(["vendor", "checkout", "create-applicant"] + url, in: folder)
            #expect(bare.exit == 2 && bare.talk.contains("CHECKOUT_SECRET_KEY"))
        }
    }

    /// As `run` and `serve` take an address: for the vendor, or for one of its servers.
    @Test func oneServerOfAVendorHasAnAddress() async throws {
        try await withVendor("identomat") { folder, url in
            for name in ["identomat=", "identomat.api="] {
                let listed = try Program.run(
                    ["vendor", "identomat", "list-groups", "--vendor-url", name + (url.last ?? "")], in: folder,
                    environment: ServeJourneys.secret)
                #expect(listed.exit == 0, "\(listed.talk)")
            }
        }
    }

    /// The first breach only led up to it: `of the nearest:`, and nothing followed.
    @Test func whatTheNearestAlternativeMissesIsSaid() throws {
        let refused = try Program.run(
            ["vendor", "idmeta", "biometrics-verification"], environment: ServeJourneys.secret)
        #expect(refused.exit == 2 && refused.talk.firstMatch(of: /of the nearest: \/\w+ is missing/) != nil)
    }

    @Test func aSecretIsNoArgument() throws {
        let user = ["vendor", "identomat", "create-user", "--email", "a@example.com"]
        let refused = try Program.run(user + ["--password", "hunter2hunter2"], environment: ServeJourneys.secret)
        #expect(refused.exit == 2 && refused.talk.contains("standard input"))
        #expect(!refused.talk.contains("hunter2"))
        let missing = try Program.run(user, environment: ServeJourneys.secret)
        #expect(missing.exit == 2 && missing.talk.contains("`password`"))
    }
}
