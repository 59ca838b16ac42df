import Synchronization
import Vendors

/// One vendor on the stage: its front door, its story, and the log of what it did.
final class PlayedVendor: Sendable {
    let name: String
    let reception: Reception
    private let contract: Contract
    private let teller: Mutex<Storyteller>
    private let log: EffectLog

    init(_ pack: Pack, seed: UInt64, script: VendorScript, log: EffectLog) throws(SandboxError) {
        guard let stories = pack.stories else {
            throw SandboxError(.noStories, "the pack `\(pack.name)` has no stories, so it cannot be played")
        }
        name = pack.name
        reception = Reception(pack)
        contract = pack.contract
        self.log = log
        teller = Mutex(
            Storyteller(stories: stories, contract: pack.contract, seed: seed, script: script, casting: .each))
        try check(script)
    }

    func play(_ call: Reception.Accepted) throws(SandboxError) -> StagedAnswer {
        try teller.withLock { (teller) throws(SandboxError) in
            let before = teller.effects.count
            let staged = teller.answer(to: call.operation, body: call.body, key: call.key)
            for effect in teller.effects[before...] { try log.record(effect, of: name) }
            return staged
        }
    }

    /// The next verification that is opened follows the script.
    func enqueue(_ script: VendorScript) throws(SandboxError) {
        try check(script)
        teller.withLock { $0.enqueue(script) }
    }

    /// Every verification for which no script waits follows this one from now on.
    func setDefault(_ script: VendorScript) throws(SandboxError) {
        try check(script)
        teller.withLock { $0.defaultScript = script }
    }

    private func check(_ script: VendorScript) throws(SandboxError) {
        let problems = teller.withLock { $0.stories }.problems(with: script, contract: contract)
        guard let first = problems.first else { return }
        let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
        throw SandboxError(.badScript, "\(name): \(first)\(more)")
    }
}
