import Diagnostics
import Expressions
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

/// Reads `binding.yaml` from top to bottom, each part against those before it.
struct BindingReader {
    var files: PackFiles
    var contract: Contract
    var places: ContractPlaces

    private static let keys = [
        "pack", "binding", "contract", "settings", "servers", "auth", "errors", "operations", "objects",
        "verification", "statuses", "webhooks", "checks", "kinds", "acts",
    ]

    func read(_ node: YAMLNode, findings: inout Findings) -> Pack? {
        guard
            let record = LaterKeys.binding.record(node, as: "the binding", keys: Self.keys, findings: &findings),
            let name = name(record, findings: &findings),
            let serversNode = record.require("servers", findings: &findings),
            let operationsNode = record.require("operations", findings: &findings)
        else { return nil }
        checkVersion(record, findings: &findings)
        let settings = record["settings"].map { SettingsReader(pack: name).read($0.value, findings: &findings) } ?? []
        let objectNames = record["objects"]?.value.entries?.compactMap(\.key.text) ?? []
        let environments = BindingEnvironments(settings: settings, contract: contract, objects: objectNames)
        let own = record["kinds"].map { KindsReader.read($0.value, findings: &findings) } ?? []
        let kinds = CheckKind.all + own
        let actKinds = ActKind.all + ActsReader.kinds(record["acts"]?.value, findings: &findings)
        var uses = OperationUses(
            checks: record["checks"]?.value, kinds: kinds, acts: record["acts"]?.value, actKinds: actKinds)
        uses.addRecoveries(operationsNode)
        let servers = ServersReader(environment: environments.ofSettings).read(
            servers: serversNode, auth: record["auth"]?.value, findings: &findings)
        let reader = OperationsReader(
            contract: contract, places: places, servers: servers, settings: settings, environments: environments,
            uses: uses)
        let operations = reader.read(operationsNode, findings: &findings)
        uses.check(operations, findings: &findings)
        let declared = operationsNode.entries?.compactMap(\.key.text).sorted() ?? []
        var byName = Dictionary(operations.map { ($0.operation.name, $0) }, uniquingKeysWith: { first, _ in first })
        let webhooks =
            record["webhooks"].map {
                WebhooksReader(contract: contract, places: places, settings: settings, objects: objectNames)
                    .read($0.value, findings: &findings)
            } ?? []
        RecoverReader(
            operations: reader, declared: declared, sessions: OperationUses.sessions(record["checks"]?.value),
            webhooks: webhooks
        ).read(operationsNode, into: &byName, findings: &findings)

        var pack = Pack(
            name: name, digest: PackDigest.digest(of: files), settings: settings, servers: servers, errors: [],
            operations: byName.mapValues(\.operation), verification: nil, statuses: nil, checks: [], kinds: own,
            contract: contract, stories: nil)
        if let errors = record["errors"] {
            let environment = environments.incoming(input: nil, answer: nil, result: nil)
            pack.errors = ErrorsReader(environment: environment).read(errors.value, findings: &findings)
        }
        pack.verification = record["verification"].flatMap {
            VerificationReader(environment: environments.ofSettings, operations: declared)
                .read($0.value, findings: &findings)
        }
        let evidenceReader = EvidenceReader(
            contract: contract, places: places, operations: byName, declared: declared, environments: environments)
        if let evidence = record["verification"]?.value.entry("evidence") {
            pack.verification?.evidence = evidenceReader.read(evidence.value, findings: &findings)
        }
        if let objects = record["objects"] {
            pack.objects = ObjectsReader(operations: pack.operations, declared: declared)
                .read(objects.value, findings: &findings)
        }
        pack.statuses = record["statuses"].flatMap {
            StatusesReader(operations: pack.operations, declared: declared, contract: contract, places: places)
                .read($0.value, findings: &findings)
        }
        pack.webhooks = webhooks
        let acts = ActsReader(
            operations: byName, declared: declared, kinds: actKinds, hasVerification: record["verification"] != nil)
        if let node = record["acts"] { pack.acts = acts.read(node.value, findings: &findings) }
        if let checks = record["checks"] {
            pack.checks = ChecksReader(
                contract: contract, places: places, operations: byName, declared: declared, kinds: kinds,
                environments: environments,
                statuses: pack.statuses, webhooks: pack.webhooks,
                servers: servers.map(\.name), settings: settings, evidence: evidenceReader, acts: acts
            ).read(checks.value, findings: &findings)
        }
        checkWhole(pack, record: record, findings: &findings)
        return pack
    }

    private func name(_ record: Record, findings: inout Findings) -> String? {
        guard let node = record.require("pack", findings: &findings),
            let name = node.string("the pack's name", findings: &findings)
        else { return nil }
        let isName =
            !name.isEmpty
            && name.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
            }
        guard isName, name.utf8.count <= 64 else {
            findings.report(
                Finding(
                    "bad-pack-name", "`\(name)` is no name for a pack", at: node.place,
                    help: "use lower-case letters, digits and `_`"))
            return nil
        }
        if name != files.name {
            findings.report(
                Finding(
                    "pack-name-differs", "the pack calls itself `\(name)` and lies in `\(files.name)`", at: node.place,
                    help: "give folder and pack one name"))
        }
        return name
    }

    private func checkVersion(_ record: Record, findings: inout Findings) {
        guard let node = record.require("binding", findings: &findings) else { return }
        if node.text != "1" {
            findings.report(
                Finding(
                    "binding-version", "bindings of version `\(node.text ?? "")` cannot be read", at: node.place,
                    help: "write `binding: 1`"))
        }
    }

    /// What the parts have to say to each other.
    private func checkWhole(_ pack: Pack, record: Record, findings: inout Findings) {
        guard let verification = pack.verification, let node = record["verification"]?.value else { return }
        if let create = pack.operations[verification.create], !create.result.contains(where: { $0.name == "id" }) {
            findings.report(
                Finding(
                    "create-without-id", "`\(create.name)` opens a verification and gives no `id`",
                    at: node.entry("create")?.value.place ?? node.headPlace, help: "add `result: { id: … }` to it"))
        }
        if let finalize = verification.finalize, pack.statuses?.operation != finalize {
            findings.report(
                Finding(
                    "finalize-without-status", "`statuses` are not read from `\(finalize)`",
                    at: node.entry("finalize")?.value.place ?? node.headPlace,
                    help: "add `statuses` with `from: \(finalize).status`"))
        }
    }
}
