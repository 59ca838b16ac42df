public import ServiceLifecycle
public import Vendors

/// Vendors played over real HTTP, from their packs' contracts and stories.
///
/// ```swift
/// let sandbox = try await Sandbox.start(packs: [idmeta], port: 0, seed: 1)
/// let url = sandbox.addresses["idmeta"]        // http://127.0.0.1:40123
/// try sandbox.script(VendorScript(answers: ["biometrics": [.lost]]))
/// …
/// await sandbox.stop()
/// ```
///
/// It refuses what the contract refuses, keeps state for each verification, and misbehaves where a script says so.
/// The same seed and the same calls in the same order give the same answers.
public struct Sandbox: Service {
    private let vendors: [PlayedVendor]
    private let listeners: [Listener]
    private let log: EffectLog
    private let ending: Gate
    let holding: Gate
    private let postman: Postman
    private let host: String

    /// Opens a port for each pack and returns once all take connections.
    ///
    /// - Parameters:
    ///   - port: of the first pack; the others get those that follow. 0 lets the system choose.
    ///   - effects: a file that gets one JSON line for each effect; emptied first.
    ///   - secrets: what news is signed with, by the environment variable that a pack names; `sandbox` for others.
    ///   - casting: whether each verification follows its script from the beginning.
    ///   - service: whose webhook routes stand in the vendors' dashboards, as scheme, host and port.
    ///   - holdsNews: what follows by itself of what the vendor was sent waits for ``following(of:)``.
    ///   - script: what every verification follows for which no other script waits.
    public static func start(
        packs: [Pack], port: Int = 0, seed: UInt64 = 1, effects: String? = nil, secrets: [String: String] = [:],
        script: VendorScript = VendorScript(), casting: Storyteller.Casting = .each, service: String? = nil,
        holdsNews: Bool = false, host: String = "127.0.0.1"
    ) async throws(SandboxError) -> Sandbox {
        let log = try EffectLog(path: effects)
        let ending = Gate()
        let holding = Gate()
        var vendors: [PlayedVendor] = []
        for pack in packs {
            vendors.append(
                try PlayedVendor(
                    pack, seed: seed, script: script, casting: casting, log: log, holdsNews: holdsNews))
        }
        for vendor in vendors { vendor.setService(service) }
        let postman = Postman(packs, secrets: secrets)
        var listeners: [Listener] = []
        for (index, vendor) in vendors.enumerated() {
            do throws(SandboxError) {
                let listener = try await Listener.open(
                    host: host, port: port == 0 ? 0 : port + index,
                    responder: SandboxResponder(
                        vendor: vendor, log: log, ending: ending, holding: holding, postman: postman))
                vendor.setAddress("http://\(host):\(listener.port)")
                listeners.append(listener)
            } catch {
                await postman.stop()
                for listener in listeners { await listener.close() }
                throw error
            }
        }
        return Sandbox(
            vendors: vendors, listeners: listeners, log: log, ending: ending, holding: holding, postman: postman,
            host: host)
    }

    /// The base address of each vendor, by its pack's name.
    public var addresses: [String: String] {
        Dictionary(
            uniqueKeysWithValues: zip(vendors, listeners).map { ($0.name, "http://\(host):\($1.port)") })
    }

    /// The next verification that is opened follows the script; several wait in line.
    ///
    /// - Parameter vendor: may be left out where one vendor is played.
    public func script(_ script: VendorScript, for vendor: String? = nil) throws(SandboxError) {
        try played(vendor).enqueue(script)
    }

    /// Every verification for which no script waits follows this one from now on.
    public func setDefault(_ script: VendorScript, for vendor: String? = nil) throws(SandboxError) {
        try played(vendor).setDefault(script)
    }

    /// Takes the applicant through the page of a session without anything being sent: what the vendor would say.
    ///
    /// For tests with a clock of their own; ``happened(_:of:)`` tells the vendor when its time has come.
    ///
    /// - Parameter answer: how the session ends; `nil` for what the script says.
    public func finish(
        _ session: String, of vendor: String? = nil, as answer: ScriptedAnswer? = nil
    ) throws(SandboxError) -> [StagedNews] {
        try played(vendor).finish(session, as: answer).news
    }

    /// What the vendor would tell of a session, whenever somebody wants it told; `nil` for no session.
    public func news(
        _ delivery: StoryDelivery, of session: String, at vendor: String? = nil
    ) throws(SandboxError) -> StagedNews? {
        try played(vendor).news(delivery, of: session)
    }

    /// What follows by itself of what the vendor was sent since this was last asked, where it is held.
    public func following(of vendor: String? = nil) throws(SandboxError) -> [StagedNews] {
        try played(vendor).takeHeld()
    }

    /// From now on the vendor knows what the news says.
    public func happened(_ news: StagedNews, of vendor: String? = nil) throws(SandboxError) {
        try played(vendor).happened(news)
    }

    /// Whether a vendor knows something of a session that nobody has read yet.
    public func isUnread(_ session: String, of vendor: String? = nil) throws(SandboxError) -> Bool {
        try played(vendor).isUnread(session)
    }

    /// What was created and changed so far.
    public var effects: [SandboxEffect] { log.all }

    /// Ends answers that are being held, takes no more connections, and returns when all have ended.
    public func stop() async {
        ending.open()
        await postman.stop()
        for listener in listeners { await listener.close() }
    }

    /// Runs until its task is cancelled or shut down gracefully, then stops.
    public func run() async throws {
        try? await gracefulShutdown()
        await stop()
    }

    private func played(_ name: String?) throws(SandboxError) -> PlayedVendor {
        guard let found = vendors.first(where: { $0.name == name ?? $0.name }), name != nil || vendors.count == 1 else {
            let known = vendors.map { "`\($0.name)`" }.joined(separator: ", ")
            throw SandboxError(.unknownVendor, "say which vendor is meant; played are \(known)")
        }
        return found
    }
}
