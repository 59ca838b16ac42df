import Expressions
import Synchronization
import Vendors

/// One vendor on the stage: its front door, its story, and the log of what it did.
final class PlayedVendor: Sendable {
    let name: String
    let reception: Reception
    private let contract: Contract
    private let teller: Mutex<Storyteller>
    private let log: EffectLog
    /// How news is signed and addressed, by route.
    let routes: [String: WebhookBinding]
    /// What stands in the vendor's dashboard: the service whose routes hear of everything.
    private let service = Mutex<String?>(nil)
    /// News that somebody with a clock of their own delivers; `nil` where they leave by themselves.
    private let held: Mutex<[StagedNews]?>

    init(
        _ pack: Pack, seed: UInt64, script: VendorScript, casting: Storyteller.Casting, log: EffectLog,
        holdsNews: Bool = false
    ) throws(SandboxError) {
        guard let stories = pack.stories else {
            throw SandboxError(.noStories, "the pack `\(pack.name)` has no stories, so it cannot be played")
        }
        held = Mutex(holdsNews ? [] : nil)
        name = pack.name
        reception = Reception(pack)
        contract = pack.contract
        self.log = log
        routes = Dictionary(pack.webhooks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        teller = Mutex(
            Storyteller(stories: stories, contract: pack.contract, seed: seed, script: script, casting: casting))
        try check(script)
    }

    /// What happens to a call, and what the vendor will tell by itself because of it.
    func play(_ call: Reception.Accepted) throws(SandboxError) -> (answer: StagedAnswer, news: [StagedNews]) {
        let (staged, news) = try teller.withLock { (teller) throws(SandboxError) in
            let before = teller.effects.count
            let staged = teller.answer(to: call.operation, body: call.body, path: call.path, key: call.key)
            for effect in teller.effects[before...] { try log.record(effect, of: name) }
            return (staged, teller.following())
        }
        let isHeld = held.withLock { held in
            held?.append(contentsOf: news)
            return held != nil
        }
        return (staged, isHeld ? [] : news)
    }

    func takeHeld() -> [StagedNews] {
        held.withLock { held in
            defer { if held != nil { held = [] } }
            return held ?? []
        }
    }

    /// Known once the port is: where the pages of sessions are.
    func setAddress(_ base: String) {
        teller.withLock {
            $0.pages = base + SessionPage.prefix.dropLast()
            $0.files = base + LinkedFile.prefix.dropLast()
        }
    }

    /// The applicant is through the page of a session: what the vendor will say, and where to.
    func finish(_ verification: String, as answer: ScriptedAnswer?) -> (news: [StagedNews], callback: String?) {
        teller.withLock { teller in
            var callback: String?
            if case .string(let url)? = teller.kept("callback", of: verification) { callback = url }
            return (teller.finish(verification, as: answer), callback)
        }
    }

    /// Where the opening call wanted news to go; `nil` where it did not say.
    func callback(of verification: String) -> String? {
        teller.withLock {
            guard case .string(let url)? = $0.kept("callback", of: verification) else { return nil }
            return url
        }
    }

    /// What the vendor would tell of a session.
    func news(_ delivery: StoryDelivery, of session: String) -> StagedNews? {
        teller.withLock { $0.news(delivery, of: session) }
    }

    /// From now on the vendor knows what it says; something that reads the session hears it too.
    func happened(_ news: StagedNews) { teller.withLock { $0.happened(news) } }

    /// Where the applicant is sent from the page of a session.
    func returnAddress(of verification: String) -> String? {
        teller.withLock {
            guard case .string(let url)? = $0.kept("return_to", of: verification) else { return nil }
            return url
        }
    }

    func knows(_ verification: String) -> Bool { teller.withLock { $0.isSession(verification) } }

    func isUnread(_ verification: String) -> Bool { teller.withLock { $0.isUnread(verification) } }

    /// - Parameter base: scheme, host and port of the service; `nil` for nobody.
    func setService(_ base: String?) { service.withLock { $0 = base } }

    /// Where news goes of a session that named no address itself.
    func address(for route: String) -> String? {
        service.withLock { $0 }.map { "\($0)/v1/vendors/\(name)/webhooks/\(route)" }
    }

    /// How a session can end, for the page that plays the applicant.
    var endings: [String] {
        teller.withLock { $0.stories.sessions.keys.sorted() }
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
