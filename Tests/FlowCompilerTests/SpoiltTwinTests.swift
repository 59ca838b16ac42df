import Diagnostics
import FlowCompiler
import FlowSamples
import Testing
import YAMLTree

/// A flow that is right, and twins of it in each of which a guard is lost or a step stands where it cannot be read.
struct SpoiltTwinTests {
    private static let owner = """
        flow: owner
        version: 1
        applicant: { full_name: string, born: date? }
        vendors: { idmeta: { trust_flow: "1708" } }
        steps:
          - { id: aml, check: watchlist, by: idmeta, input: { full_name: "${applicant.full_name}" } }
        status: [ { verify: checks.aml.passed && !has(applicant.born) }, { otherwise: review } ]
        outputs: { hits: checks.aml.hits.size(), names: "checks.aml.hits.map(h, h.name)" }
        expires_after: 7d
        """

    private static let flow = #"""
        flow: company
        version: 2
        applicant:
          kind: { type: string, one_of: [person, company], personal: false }
          full_name: string
          id_front: image
          selfie: image
          spouse: { type: { full_name: string, born: date? }, optional: true }
          owners: { list: { full_name: string, born: date? }, max: 5 }
        flags: { thorough: { type: bool, default: false } }
        vendors: { idmeta: { trust_flow: "1708" }, idenfy: {} }
        steps:
          - { id: photos, collect: [id_front, selfie], within: 7d }
          - id: person
            parallel:
              steps:
                - id: document
                  check: document
                  by: idmeta
                  require: [issuing_country]
                  input: { image_front: "${applicant.id_front}" }
                - id: aml
                  check: watchlist
                  by: idmeta
                  input: { full_name: "${applicant.full_name}", threshold: 80 }
          - id: alive
            parallel:
              join: any
              on_unmet: skip
              steps:
                - { id: first, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
                - { id: second, check: biometrics, by: idmeta, input: { image: "${applicant.selfie}" } }
          - id: page
            check: identity
            by: idenfy
            on_exhausted: skip
          - id: spouse
            flow: owner@1
            when: has(applicant.spouse)
            applicant: { full_name: "${applicant.spouse.full_name}", born: "${applicant.spouse.?born}" }
            within: 5d
          - id: owners
            when: applicant.kind == "company"
            each: owner
            in: applicant.owners
            min: 1
            max: 5
            flow: owner@1
            applicant: { full_name: "${owner.full_name}", born: "${owner.?born}" }
            within: 5d
          - id: edd
            when: flags.thorough
            review: { queue: edd, within: 1d, on_timeout: incident }
        status:
          - review: checks.page.ran && checks.page.mismatches.size() > 0
          - review: checks.page.ran && has(checks.page.documents) && checks.page.documents.exists(d, has(d.number) && d.number == "1")
          - review: flows.spouse.ran && flows.spouse.status != "verified"
          - review: flows.spouse.ran && has(flows.spouse.outputs.hits) && flows.spouse.outputs.hits > 3
          - review: flows.owners.ran && flows.owners.items.exists(o, o.status != "verified" && o.reason != "slow")
          - review: flows.owners.ran && flows.owners.items.exists(o, has(o.outputs.hits) && o.outputs.hits > 1)
          - reject: checks.page.failed
          - reject: reviews.edd.ran && reviews.edd.answer == "reject"
          - verify: |
              checks.document.passed && checks.document.issuing_country != "XX" && checks.aml.passed && joins.alive.met
          - otherwise: review
        invariants:
          - never: status == "verified" && checks.document.issuing_country == "XX"
        expires_after: 30d
        """#

    private static func findings(_ text: String) throws -> Findings {
        var findings = Findings()
        let owner = try #require(Flow.node(owner, named: "owner.yaml", findings: &findings))
        let base = try Flow.compiler
        let flows = [FlowSignature(of: owner)].compactMap(\.self)
        let node = try #require(Flow.node(text, findings: &findings))
        _ = Compiler(packs: base.packs, packNames: base.packNames, flows: flows).compile(node, findings: &findings)
        return findings
    }

    @Test func theFlowItselfIsRight() throws {
        let found = TextRenderer().render(try Self.findings(Self.flow))
        #expect(found == "")
    }

    static let twins: [(lost: String, instead: String, code: String)] = [
        ("checks.page.ran && checks.page.mismatches", "checks.page.mismatches", "may-not-have-run"),
        ("flows.spouse.ran && flows.spouse.status", "flows.spouse.status", "may-not-have-run"),
        ("joins.alive.met", "checks.first.liveness_score > 0.5", "may-not-have-run"),
        (
            "full_name: \"${applicant.full_name}\", threshold",
            "full_name: \"${checks.document.full_name}\", threshold",
            "reads-later-step"
        ),
        ("          require: [issuing_country]\n", "", "optional-field"),
        ("when: flags.thorough", "when: !flags.thorough", "no-expression"),
        ("- { id: photos, collect", "- { id: photos, when: flags.thorough, collect", "collected-sometimes"),
        // Elements of lists, and what a child may leave out.
        ("has(d.number) && d.number", "d.number", "optional-field"),
        ("has(flows.spouse.outputs.hits) && ", "", "optional-field"),
        ("has(o.outputs.hits) && ", "", "optional-field"),
        ("flows.owners.ran && flows.owners.items.exists(o, o", "flows.owners.items.exists(o, o", "may-not-have-run"),
        ("${owner.?born}", "${owner.born}", "optional-field"),
        ("${applicant.spouse.?born}", "${applicant.spouse.born}", "optional-field"),
        ("when: has(applicant.spouse)", "when: flags.thorough", "optional-field"),
        ("reviews.edd.ran && ", "", "may-not-have-run"),
        (
            "has(flows.spouse.outputs.hits) && flows.spouse.outputs.hits > 3", "has(flows.spouse.outputs.hit)",
            "unknown-field"
        ),
        ("flows.spouse.outputs.hits > 3", "flows.spouse.outputs.hits > \"3\"", "no-overload"),
        ("flows.spouse.status != \"verified\"", "flows.spouse.status != \"verifed\"", "no-such-value"),
        ("o.status != \"verified\" &&", "flows.owners.status != \"verified\" &&", "unknown-field"),
        ("born}\" }\n    within: 5d", "born}\" }\n    detach: true", "reads-detached-flow"),
    ]

    @Test(arguments: twins) func aTwinIsRefused(_ twin: (lost: String, instead: String, code: String)) throws {
        #expect(Self.flow.contains(twin.lost), "the flow has no `\(twin.lost)`")
        let found = try Self.findings(Self.flow.replacing(twin.lost, with: twin.instead, maxReplacements: 1))
        #expect(found.hasErrors)
        #expect(found.all.contains { $0.code == twin.code }, "\(TextRenderer().render(found))")
    }

    /// What every `verify` rule makes certain may be read of whoever is verified, and nothing else.
    @Test func anInvariantReadsWhatEveryVerifyMakesCertain() throws {
        let skipping = Self.flow.replacing(
            "require: [issuing_country]", with: "require: [issuing_country]\n          on_exhausted: skip")
        #expect(try Self.findings(skipping).all.map(\.code) == [])
        let bare = skipping.replacing("status == \"verified\" && checks", with: "checks")
        #expect(try Self.findings(bare).all.map(\.code) == ["may-not-have-run"])
        let another = skipping.replacing(
            "- otherwise: review\ninvariants",
            with: "- verify: flags.thorough && checks.aml.passed\n  - otherwise: review\ninvariants")
        #expect(try Self.findings(another).all.map(\.code).contains("may-not-have-run"))
    }
}
