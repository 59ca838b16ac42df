import Diagnostics
import Foundation
import PackCompiler
import Testing
import Vendors
import Vocabulary

/// The catalogue's table of every call of every shipped vendor says what the packs say.
struct OperationTableTests {
    private static let place = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/Vendors/Vendors.docc/Operations.md")

    /// What the vendors' references that this project began with have; the rest stands on other pages of theirs.
    private static let seeds: [String: Set<String>] = [
        "checkout": [
            "createAndOpenIdentityVerification", "createIdentityVerification", "getIdentityVerification",
            "anonymizeIdentityVerification", "createIdentityVerificationAttempt", "listIdentityVerificationAttempts",
            "getIdentityVerificationAttempt", "getIdentityVerificationReport",
        ],
        "idenfy": ["createToken"],
        "idmeta": ["createVerification", "addMetadata", "finalizeVerification", "biometricsVerification"],
    ]

    @Test func theTableIsThatOfThePacks() throws {
        let table = try Self.text()
        if ProcessInfo.processInfo.environment["TRUSTFLOW_RECORD"] != nil {
            try Data(table.utf8).write(to: Self.place)
        }
        #expect(try String(contentsOf: Self.place, encoding: .utf8) == table)
    }

    @Test func whatTheReferencesHaveIsInTheContracts() throws {
        for (name, seeds) in Self.seeds {
            let pack = try #require(ActTests.packs[name])
            #expect(seeds.isSubset(of: pack.contract.operations.keys))
            for seed in seeds { #expect(pack.operatorCall(seed) != nil) }
        }
        #expect(ActTests.packs["identomat"]?.contract.operations.count == 42)
    }

    private static func text() throws -> String {
        var text = """
            # What the shipped vendors can be asked

            Every call of the four contracts, and what of a flow or a run it serves.

            ## Overview

            `reference`: the vendor's reference that this project began with has it; `public`: another page of the vendor.
            What no flow uses is for operators: `trustflow vendor NAME CALL`, or `/v1/vendors/NAME/operations/CALL`.

            """
        for name in ["identomat", "checkout", "idenfy", "idmeta"] {
            let pack = try #require(ActTests.packs[name])
            text += "\n## \(name)\n\n| Call | Path | Source | Serves |\n|---|---|---|---|\n"
            let calls = pack.contract.operations.values.sorted { ($0.path, $0.method) < ($1.path, $1.method) }
            for call in calls {
                let isSeed = name == "identomat" || Self.seeds[name]?.contains(call.id) == true
                let uses = pack.operations.values.filter { $0.call == call.id || $0.others.contains(call.id) }
                    .sorted { $0.name < $1.name }
                    .flatMap { operation in pack.uses(of: operation.name) }
                var serves: [String] = []
                for use in uses where !serves.contains(use) { serves.append(use) }
                text +=
                    "| `\(Pack.command(call.id))` | `\(call.method) \(call.path)` | \(isSeed ? "reference" : "public") | "
                text += (serves.isEmpty ? "operators" : serves.joined(separator: ", ")) + " |\n"
            }
        }
        return text + Self.missing
    }

    /// What the pages of the vendors leave open, and what became of it here.
    private static let missing = """

        ## What is left open, and why

        | Vendor | What | Why |
        |---|---|---|
        | IDmeta | its webhooks | Which header signs them and how is not published. What they carry is known from one \
        integrator's code alone, for `trustValidation.complete` and a few checks; a legacy form carries the photos. No \
        call is known that reads a verification, so that a webhook could not be followed up as a hint, and a body that \
        nobody proved may not decide. A flow loses nothing that is documented: every answer comes with its call, and \
        finalize gives the verdict. The later result of `check-company` is lost, and its first answer `IN_PROGRESS` is review. |
        | IDmeta | erasing, reading, cancelling | No such call is published. |
        | Checkout.com | how documents are encoded | `document_upload` and `address_upload` have no default: the pages \
        disagree (a form, or text in JSON of a kind that is not said). Try it in the vendor's sandbox. |
        | Checkout.com | webhooks of proofs of address | None is listed: they are read regularly, and a lost create stays lost. |
        | Checkout.com | what a watchlist found | It stays at ComplyAdvantage. `watchlist` has no `hits` here, and none are made up. |
        | Checkout.com | how alike faces are, how alive one is | Only the decision is published: `biometrics` has `live` \
        where it follows, and no score. |
        | iDenfy | direct processing of bills | The table of extra steps is only partly published. |
        | iDenfy | a lost answer to the opening of direct processing | The session is found again by its client; its token is not. |
        | Identomat | a step beside a stored configuration that matches none of its steps | What the vendor does with it \
        is not documented. `trustflow vendor identomat get-session-config` shows the steps that there are, each with \
        `type` and `key`. |

        """
}

extension Pack {
    /// What an operation of the binding is for.
    fileprivate func uses(of operation: String) -> [String] {
        var uses: [String] = []
        func note(_ name: String?, _ use: String) { if name == operation { uses.append(use) } }
        for object in objects { note(object.operation, "object `\(object.name)`") }
        for check in checks {
            note(check.operation, "check `\(check.kind.name)`")
            note(check.hosted?.attempt, "its attempts")
            note(check.hosted?.read, check.hosted?.hasPage == true ? "reading a session" : "its reading")
            for name in check.erasure ?? [] { note(name, "erasure") }
            for evidence in check.evidence ?? [] { note(evidence.operation, "artifact `\(evidence.name)`") }
            note(check.monitor?.start, "monitor of `\(check.kind.name)`")
            note(check.monitor?.stop, "its end")
            note(check.monitor?.read?.operation, "its reading")
        }
        for act in acts {
            note(act.operation, "act `\(act.kind.name)`")
            note(act.undo, "its undo")
        }
        guard let verification else { return uses }
        if checks.allSatisfy({ $0.hosted == nil || $0.operation != verification.create }) {
            note(verification.create, "opening a verification")
        }
        for rule in verification.metadata { if case .operation(let name) = rule.timing { note(name, "metadata") } }
        note(verification.finalize, "finalize")
        note(verification.abandon, "leaving")
        for name in verification.erase ?? [] { note(name, "erasure") }
        for evidence in verification.evidence { note(evidence.operation, "artifact `\(evidence.name)`") }
        return uses
    }
}
