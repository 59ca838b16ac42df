import Diagnostics
import FlowIR
import FlowSyntax
import Vendors
import Vocabulary
import YAMLDecoding

/// Photos and files of vendors: `checks.<id>.artifacts.<name>`, and `evidence`.
extension Lowering {
    /// The fields that `artifacts` of a check has, as far as its vendors have any: each may be missing.
    static func artifacts(of kind: CheckKind?, at packs: [Pack?]) -> [Field] {
        var fields: [Field] = []
        for pack in packs {
            for field in artifacts(at: pack, kind) where !fields.contains(where: { $0.name == field.name }) {
                fields.append(field)
            }
        }
        return fields
    }

    /// Those that one vendor has.
    static func artifacts(at pack: Pack?, _ kind: CheckKind?) -> [Field] {
        guard let pack, let kind, pack.check(kind.name)?.insideVerification == true else { return [] }
        // What comes after the answer is not there yet when the next step begins.
        return pack.artifactOffers(of: kind.name).filter { $0.after == nil }.map {
            Field($0.name, $0.type, optional: true)
        }
    }

    /// What the flow reads of each check's artifacts goes to the calls that can give it.
    func fetching(_ steps: [Step]) -> [Step] {
        guard !artifactReads.isEmpty else { return steps }
        return steps.map { step in
            step.mapping { check in
                guard let names = artifactReads[check.id] else { return check }
                var check = check
                for index in check.vendors.indices {
                    let uses = vendors[check.vendors[index].vendor].map { self.uses(names, of: $0, check.kind) } ?? []
                    check.vendors[index].artifacts = uses.isEmpty ? nil : uses
                }
                return check
            }
        }
    }

    private func uses(_ names: Set<String>, of vendor: LoweredVendor, _ check: String) -> [ArtifactUse] {
        vendor.pack.artifactOffers(of: check).filter { names.contains($0.name) && $0.after == nil }.map(use)
    }

    private func use(_ offer: ArtifactOffer) -> ArtifactUse {
        ArtifactUse(
            name: offer.name,
            use: OperationUse(operation: offer.operation.name, policy: policy([tree.defaults], offer.operation)),
            after: offer.after)
    }

    private func offers(of use: VendorUse, _ program: FlowProgram) -> [ArtifactOffer] {
        vendors[use.name]?.pack.artifactOffers(of: program.sessionCheck(at: use.name)?.kind) ?? []
    }

    /// `evidence`, as each vendor of the flow has it.
    mutating func lowerEvidence(_ program: inout FlowProgram) {
        guard !tree.evidence.isEmpty else { return }
        for name in tree.evidence {
            let known = program.vendors.flatMap { offers(of: $0, program).map(\.name) }
            guard !known.contains(name.value), vendors.count == tree.vendors.count else { continue }
            let names = Set(known).sorted()
            findings.report(
                Finding(
                    "unknown-evidence", "no vendor of this flow gives `\(name.value)`", at: name.place,
                    help: names.isEmpty
                        ? "leave `evidence` out: they give none"
                        : nameHelp(for: name.value, in: names, known: "what they give"),
                    fix: .rename(name.value, in: names, at: name.place)))
        }
        let wanted = Set(tree.evidence.map(\.value))
        for index in program.vendors.indices {
            let uses = offers(of: program.vendors[index], program).filter { wanted.contains($0.name) }.map(use)
            program.vendors[index].evidence = uses.isEmpty ? nil : uses
        }
    }
}
