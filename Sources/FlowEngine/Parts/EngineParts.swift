public import EngineStore
public import FlowMachine
public import Notifications
public import VendorCalls
public import Vendors

/// What an engine is put together from. It reads no clock, no randomness and no network of its own.
public struct EngineParts: Sendable {
    /// Compiles a pack from the files that the store kept, for the runs that are pinned to it.
    public typealias PackReader = @Sendable (StoredPack) throws -> Pack

    /// The endpoints that have to hear of a piece of news, beside those that its flow names.
    public typealias Subscribers = @Sendable (RunNews) -> [String]

    /// Finds the flow that a step starts as a run of its own.
    public typealias Subflows = @Sendable (ChildRun) async -> Subflow

    /// Looks up the settings that a flow leaves to the environment.
    public typealias Variables = @Sendable (String) -> String?

    let store: any EngineStore
    let sender: any VendorSender
    let masterKey: MasterKey
    let clock: any EngineClock
    let chance: Chance
    let packOf: PackReader
    let address: PublicAddress
    let progress: @Sendable (Progress) -> Void
    let subscribers: Subscribers?
    let subflows: Subflows
    let variable: Variables

    /// - Parameters:
    ///   - store: stays the caller's to close, after ``Engine/shutdown()``.
    ///   - address: where vendors send their news, and applicants are sent.
    ///   - progress: called after the commit of what it tells, in order for each run, on any thread; must not block.
    ///     What it is given holds personal data: only `Progress/description` is safe to write down.
    ///   - subflows: asked when a step starts another flow; without it, each such child fails.
    ///   - variable: asked for what a flow's `${env.…}` settings are; a run is not taken up while one of them is missing.
    ///   - subscribers: asked before a commit, and what they have to hear is part of it. Without any, nobody is notified,
    ///     not even whom a flow names: right where nothing delivers.
    public init(
        store: any EngineStore, sender: any VendorSender, masterKey: MasterKey, clock: any EngineClock = SystemClock(),
        chance: Chance = .system, packOf: @escaping PackReader = { try $0.pack() },
        address: PublicAddress = PublicAddress(), progress: @escaping @Sendable (Progress) -> Void = { _ in },
        subscribers: Subscribers? = nil, subflows: @escaping Subflows = { .refused("there is no flow \($0.flow)") },
        variable: @escaping Variables = { _ in nil }
    ) {
        self.store = store
        self.sender = sender
        self.masterKey = masterKey
        self.clock = clock
        self.chance = chance
        self.packOf = packOf
        self.address = address
        self.progress = progress
        self.subscribers = subscribers
        self.subflows = subflows
        self.variable = variable
    }
}
