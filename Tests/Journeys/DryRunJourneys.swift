import Foundation
import Testing

/// `trustflow dry-run` and `eval`.
@Suite struct DryRunJourneys {
    static let flow = "Flows/retail-onboarding/retail-onboarding.yaml"

    @Test func theSameSeedGivesTheSameBytes() throws {
        let arguments = ["dry-run", Self.flow, "--scenario", "a dead watchlist service never verifies"]
        let first = try Program.run(arguments)
        let again = try Program.run(arguments)
        let other = try Program.run(arguments + ["--seed", "2"])
        #expect(first.exit == 0)
        #expect(first.bytes == again.bytes)
        #expect(first.bytes != other.bytes)
    }

    @Test func requestsAreShownWithoutWhatIsPersonal() throws {
        let result = try Program.run(["dry-run", Self.flow, "--scenario", "a clean applicant is verified"])
        #expect(result.output.contains("POST https://integrate.idmetagroup.com/api/v1/verification/aml"))
        #expect(result.output.contains("Bearer ‹secret IDMETA_API_TOKEN›"))
        #expect(result.output.contains("\"name\": \"‹personal›\""))
        #expect(result.output.contains("‹image selfie#1›"))
        #expect(!result.output.contains("Hannah") && !result.output.contains("1990"))
        #expect(result.output.contains("verified by rule 4 (verify), retail-onboarding.yaml:67"))
    }

    @Test func anUnmetExpectationIsOne() throws {
        try withFolder { folder in
            let text = """
                flow: retail-onboarding
                scenarios:
                  - name: wishful
                    applicant: { first_name: A, last_name: B, birth_date: 1990-10-02, country: US, id_front: a.jpg, selfie: b.jpg }
                    vendors: { idmeta.watchlist: declined }
                    expect: { status: verified, calls: { idmeta.create: 2 } }

                """
            try Data(text.utf8).write(to: URL(filePath: folder + "/wishes.yaml"))
            let result = try Program.run(
                ["dry-run", Self.flow, "--scenario", "wishful", "--scenarios", folder + "/wishes.yaml"])
            #expect(result.exit == 1)
            #expect(result.output.contains("status is rejected, expected verified"))
            #expect(result.output.contains("number of calls to idmeta.create is 1, expected 2"))
        }
    }

    @Test func expressionsAreEvaluatedOverData() throws {
        try withFolder { folder in
            let data = Data(#"{"hits": [{"score": 97.5}], "n": 3}"#.utf8)
            try data.write(to: URL(filePath: folder + "/data.json"))
            let value = try Program.run(
                ["eval", "hits.exists(h, h.score >= 95.0) && n + 1 == 4", "--with", "data.json"], in: folder)
            #expect(value.exit == 0 && value.output == "true\nbool\n")
            let type = try Program.run(["eval", "n * 2", "--with", "data.json", "--check-only"], in: folder)
            #expect(type.output == "int\n")
            let wrong = try Program.run(["eval", "m + 1", "--with", "data.json"], in: folder)
            #expect(wrong.exit == 1 && wrong.output.contains("unknown-name"))
        }
    }
}
