import EngineStore
import VendorConnectors
import Vocabulary

/// The photos of one run, opened when a request takes them.
struct SealedMedia: Sendable {
    let run: RunID
    let key: RunKey
    let store: any EngineStore
    let clock: any EngineClock

    func load(_ name: String) async throws -> VendorConnectors.Media {
        var tries = 0
        while true {
            do throws(StoreError) {
                let sealed = try await store.media(name, of: run)
                return VendorConnectors.Media(
                    bytes: Array(try key.open(sealed.body)), contentType: sealed.contentType)
            } catch {
                // A store that comes back must not make a check fail.
                guard error.code == .unavailable, tries < 5 else { throw error }
                try await clock.sleep(until: clock.now + Interval(milliseconds: 200 << Int64(tries)))
                tries += 1
            }
        }
    }
}
