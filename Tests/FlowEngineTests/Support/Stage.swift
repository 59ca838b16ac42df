import EngineSamples
import EngineStore
import FlowMachine
import Foundation
import PackCompiler
import Testing
import VendorCalls
import VendorConnectors
import Vendors
import Vocabulary

@testable import FlowEngine

/// A store, a vendor and a clock: what engines come and go on.
struct Stage: Sendable {
    let store: any EngineStore
    let clock = ManualClock()
    let vendor: PlayedSender
    let flow: SampleFlow
    let masterKey = MasterKey.generate()
    let seen = Seen()
    /// Who is told of a run; `nil` where nobody is told of any.
    var subscribers: EngineParts.Subscribers?
    /// The flows that steps may start.
    var subflows: EngineParts.Subflows = { _ in .refused("there are none") }
    /// What the environment says.
    var variable: EngineParts.Variables = { _ in nil }

    init(_ flow: SampleFlow, store: any EngineStore = MemoryStore(), script: VendorScript = VendorScript()) throws {
        self.flow = flow
        self.store = store
        vendor = try PlayedSender(script, pack: try #require(flow.packs.first).compiled())
    }

    /// An engine; with a life, in a process that may end.
    func engine(_ life: Life? = nil) -> Engine {
        let store: any EngineStore = life.map { FaultyStore(inner: self.store, life: $0) } ?? self.store
        let sender = life.map { PlayedSender(vendor, life: $0) } ?? vendor
        return Engine(
            EngineParts(
                store: store, sender: sender, masterKey: masterKey, clock: clock, chance: .fixed,
                packOf: { try $0.compiled() }, progress: { [seen] in seen.add($0) },
                subscribers: subscribers, subflows: subflows, variable: variable))
    }

    func start(on engine: Engine) async throws -> RunID {
        try await engine.start(
            flow.stored, packs: flow.packs, applicant: SampleFlow.applicant, media: SampleFlow.media)
    }

    /// Lets everything happen that needs nobody's help, the applicant giving whatever is asked for.
    func settle(_ run: RunID, on engine: Engine) async throws -> RunState {
        while true {
            let standing = try await engine.standing(of: run, .idle)
            if standing.isBackingOff, let due = standing.due {
                clock.move(to: due)
            } else if let ask = standing.state.asks.values.min(by: { $0.step < $1.step }) {
                let again = SampleFlow.again(ask.fields, in: standing.state.applicant)
                try await engine.take(.inputReceived(step: ask.step, values: again.values), of: run, media: again.media)
            } else {
                return standing.state
            }
        }
    }
}

/// The shipped pack of IDmeta.
func idmeta() throws -> Pack { try StoredPack(try #require(PackLibrary().files(of: "idmeta"))).compiled() }

extension Chance {
    /// Dice that always show the same; names of runs still differ.
    static let fixed = Chance(bits: { UInt64.random(in: 0 ... .max) }, roll: { 0.5 })
}

/// What followers of runs were shown.
final class Seen: @unchecked Sendable {
    // Sendable because the lock guards the list.
    private let lock = NSLock()
    private var list: [VendorCalls.Progress] = []

    func add(_ progress: VendorCalls.Progress) { lock.withLock { list.append(progress) } }
    var all: [VendorCalls.Progress] { lock.withLock { list } }
}
