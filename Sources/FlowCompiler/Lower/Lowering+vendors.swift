import Diagnostics
import Expressions
import FlowIR
import FlowSyntax
import Vendors
import Vocabulary
import YAMLDecoding
import YAMLTree

extension Lowering {
    mutating func lowerVendors() {
        let checks = Set(kinds.values.map(\.name))
        for vendor in tree.vendors {
            let name = vendor.pack ?? vendor.name
            guard let pack = packs[name.value] else {
                // One that is known and yet not here did not compile, which was said of its own files.
                let isKnown = packNames.contains(name.value)
                findings.report(isKnown ? .brokenPack(name) : .unknownPack(name, among: packNames))
                continue
            }
            let settings = settings(of: vendor, pack)
            let offers = checks.compactMap { check in pack.offer(check).map { (check, $0) } }
            vendors[vendor.name.value] = LoweredVendor(
                tree: vendor, pack: pack, use: use(vendor, pack, settings: settings),
                offers: Dictionary(uniqueKeysWithValues: offers))
        }
    }

    private mutating func settings(of vendor: VendorTree, _ pack: Pack) -> [String: Value] {
        var given: [String: Value] = [:]
        var places: [String: YAMLEntry] = [:]
        for entry in vendor.settings {
            guard let name = entry.key.text, let value = YAMLDecoding.literal(entry.value, findings: &findings) else {
                continue
            }
            given[name] = value
            if let variable = entry.value.text.flatMap(FlowReader.variable) {
                let isSecret = pack.settings.first { $0.name == name }?.isSecret
                given[name] =
                    isSecret == true ? .opaque(Opaque(kind: "secret", id: variable)) : Setting.variable(variable)
            }
            places[name] = entry
        }
        let reading = pack.readSettings(given)
        let names = pack.settings.map(\.name) + ["pack", "orphans", "final"]
        for problem in reading.problems {
            let entry = places[problem.setting]
            let place = problem.code.hasPrefix("unknown") ? entry?.key.place : entry?.value.place
            let help =
                switch problem.code {
                case "unknown-setting":
                    nameHelp(for: problem.setting, in: names, known: "its settings")
                case "setting-missing": "add `\(problem.setting): …` under `vendors.\(vendor.name.value)`"
                default: problem.help
                }
            let fix = place.flatMap { place in
                problem.code == "unknown-setting"
                    ? Fix.rename(problem.setting, in: names, at: place) : nil
            }
            findings.report(
                Finding(problem.code, problem.message, at: place ?? vendor.name.place, help: help, fix: fix))
        }
        return reading.values
    }

    private mutating func use(_ vendor: VendorTree, _ pack: Pack, settings: [String: Value]) -> VendorUse {
        var use = VendorUse(
            name: vendor.name.value, pack: pack.name, packDigest: pack.digest, settings: settings,
            isAdvisory: vendor.isAdvisory)
        use.parent = parent(of: vendor, pack)
        guard let offer = pack.verificationOffer(settings: settings) else { return use }
        let orphans = vendor.allowsOrphans ? "vendors.\(vendor.name.value).orphans: allow" : nil
        let objects = offer.objects.map {
            VendorObjectUse(name: $0.name, use: operation($0.operation, lostMayRepeat: nil))
        }
        use.hasSecretIDs = offer.hasSecretID ? true : nil
        use.objects = objects.isEmpty ? nil : objects
        use.sharesObjectsOf = sharing(use, pack)
        use.create = operation(offer.create, lostMayRepeat: orphans)
        use.finalize = offer.finalize.map { operation($0, lostMayRepeat: nil) }
        switch offer.metadata {
        case .never: use.metadataTime = .never
        case .atCreate: use.metadataTime = .create
        case .operation(let metadata):
            use.metadataTime = .operation
            use.metadata = operation(metadata, lostMayRepeat: nil)
        }
        return use
    }

    /// The earlier entry whose objects are the same: the calls that make them would be, to the last byte.
    private func sharing(_ use: VendorUse, _ pack: Pack) -> String? {
        func requests(_ settings: [String: Value]) -> [VendorRequest]? {
            let context = CallContext(
                settings: pack.rehearse(settings), runID: "", key: "", now: Moment(milliseconds: 0))
            let made = pack.objects.compactMap { try? pack.request($0.operation, context: context).get() }
            return made.count == pack.objects.count ? made : nil
        }
        guard use.objects != nil, let own = requests(use.settings) else { return nil }
        return tree.vendors.lazy.compactMap { self.vendors[$0.name.value]?.use }.first { other in
            other.pack == use.pack && other.sharesObjectsOf == nil && requests(other.settings) == own
        }?.name
    }

    private mutating func parent(of vendor: VendorTree, _ pack: Pack) -> VendorUse.Parent? {
        guard let parent = vendor.parent, parent.value != .allowed else { return nil }
        if !pack.takesParent {
            findings.report(
                Finding(
                    "no-parent", "\(pack.name) has no verifications that belong to another one", at: parent.place,
                    help: "leave `parent` out", fix: .removing(valueAt: parent.place, from: document)))
        }
        return parent.value
    }

    /// Create, metadata and finalize follow the flow's `defaults`.
    private func operation(_ offer: OperationOffer, lostMayRepeat: String?) -> OperationUse {
        var policy = self.policy([tree.defaults], offer)
        policy.lostMayRepeat = offer.effect == .once ? lostMayRepeat : nil
        return OperationUse(operation: offer.name, policy: policy)
    }

    /// Layers of `timeout` and `retry` over what the pack says. A map wins field by field over the one below; a list, and
    /// a map over a list, stand alone.
    func policy(_ layers: [CallTree], _ offer: OperationOffer) -> CallPolicy {
        var policy = CallPolicy(timeout: offer.timeout, effect: offer.effect)
        var entries = [RetryEntry.standard]
        for layer in layers {
            if let timeout = layer.timeout { policy.timeout = timeout.value }
            guard let retries = layer.retry, !retries.isEmpty else { continue }
            let isOne = entries.count == 1 && retries.count == 1
            entries = retries.map { $0.entry(over: isOne ? entries[0] : .standard) }
            for retry in retries {
                if let deadline = retry.deadline { policy.deadline = deadline.value }
                if let repeats = retry.repeatsLost {
                    policy.lostMayRepeat = repeats.value && offer.effect == .once ? "retry.on_lost: repeat" : nil
                }
            }
        }
        policy.entries = entries
        return policy
    }
}

extension RetryTree {
    /// What is said here, over an entry.
    fileprivate func entry(over base: RetryEntry) -> RetryEntry {
        var entry = base
        if let kinds { entry.kinds = kinds }
        entry.kinds.removeAll(where: except.contains)
        if let calls { entry.calls = calls.value }
        if let initial { entry.initial = initial.value }
        if let multiplier { entry.multiplier = multiplier }
        if let cap { entry.cap = cap }
        if let jitter { entry.jitter = jitter }
        if let respectsRetryAfter {
            entry.retryAfterLimit =
                respectsRetryAfter ? retryAfterLimit ?? RetryEntry.standard.retryAfterLimit : nil
        }
        entry.kinds.sort { $0.rawValue < $1.rawValue }
        return entry
    }
}

extension Finding {
    fileprivate static func brokenPack(_ name: Located<String>) -> Finding {
        Finding(
            "pack-broken", "the vendor pack `\(name.value)` does not compile", at: name.place,
            help: "repair it first; `trustflow validate` on its folder says what is wrong")
    }

    fileprivate static func unknownPack(_ name: Located<String>, among names: [String]) -> Finding {
        Finding(
            "unknown-vendor", "there is no vendor pack `\(name.value)`", at: name.place,
            help: [
                nameHelp(for: name.value, in: names, known: "the packs"),
                "a team's own packs are added with `--packs DIR`",
            ]
            .compactMap { $0 }.joined(separator: "; "), fix: .rename(name.value, in: names, at: name.place))
    }
}
