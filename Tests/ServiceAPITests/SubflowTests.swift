import Diagnostics
import EngineStore
import Expressions
import FlowEngine
import FlowMachine
import Foundation
import PackCompiler
import ServiceAPI
import StoreSamples
import Testing
import Vendors
import Vocabulary

/// Flows that steps of other flows start, as the service finds them.
struct SubflowTests {
    /// A flow whose profile its own data choose.
    private static let owner = """
        flow: owner
        version: 1
        applicant: { country: { type: country, one_of: [DE, US, FR], personal: false } }
        flags: { strict: { type: bool, default: false } }
        steps: [ { id: paid, collect: [country], from: caller, within: 1d, when: flags.strict } ]
        status: [ { verify: flags.strict }, { otherwise: review } ]
        expires_after: 2d
        profile_by: applicant.country
        profiles: { DE: { flags: { strict: true } }, US: {}, otherwise: refuse }
        """

    /// As the machine orders it.
    private func child(_ country: String, profile: String? = nil) throws -> ChildRun {
        let named = profile.map { ", \"profile\": \"\($0)\"" } ?? ""
        let order = """
            {"step": "owner", "id": "owner/1", "flow": "owner", "version": 1, "flags": {},
             "applicant": {"country": {"string": "\(country)"}}\(named)}
            """
        return try JSONDecoder().decode(ChildRun.self, from: Data(order.utf8))
    }

    private func started(_ child: ChildRun) async throws -> String {
        var findings = Findings()
        let catalogue = FlowCatalogue(store: MemoryStore(), library: PackLibrary(folder: nil, findings: &findings))
        let file = SourceFile(path: "owner.yaml", text: Self.owner)
        let found = await catalogue.adding(file, to: findings)
        #expect(found.all.filter { $0.severity == .error }.map(\.message) == [])
        switch await catalogue.subflow(child) {
        case .start(let flow, _, _, _): return String(decoding: flow.bytes, as: UTF8.self)
        case .refused(let why): return "refused: \(why)"
        case .answered: return "answered"
        }
    }

    @Test(arguments: ["DE", "US"]) func theDataOfAChildChooseItsProfile(_ country: String) async throws {
        #expect(try await started(try child(country)).contains("\"profile\":\"\(country)\""))
        #expect(try await started(try child(country, profile: country)).contains("\"profile\":\"\(country)\""))
    }

    @Test func aChildThatHasNoProfileIsRefused() async throws {
        #expect(try await started(try child("FR")) == "refused: the flow has no profile for this `applicant.country`")
        #expect(
            try await started(try child("DE", profile: "US"))
                == "refused: the profile is chosen by `applicant.country`, and it is another")
    }
}
