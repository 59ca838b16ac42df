import EngineStore
import Expressions
import FoundationEssentials
import Privacy
import VendorCalls
import Vendors
import Vocabulary

/// Something that a vendor still has to erase. It outlives the key of its run, so it is sealed under the master key, and it
/// holds nothing of a person: the vendor's ids, and the settings that a call needs.
struct ErasureJob: Codable, Sendable {
    static let kind = "erasure"

    /// Unique in the installation.
    var name: String
    var run: String
    var vendor: String
    /// SHA-256 of the pack's files.
    var pack: String
    var operation: String
    var verification: String
    var objects: [String: String]
    /// What the act or monitor gave that is ended; `nil` for what was opened.
    var made: [String: Value]?
    var settings: VendorSettings
    var due: Moment
    var tries = 0

    /// How long a vendor is asked that has not said no.
    static let mostTries = 60

    var context: CallContext {
        var context = CallContext(
            settings: settings, objects: objects, verificationID: verification.isEmpty ? nil : verification,
            runID: run, key: name, now: due)
        context.made = made ?? [:]
        return context
    }

    /// Ten minutes, twice as long each time, a day at most.
    var wait: Interval {
        min(Interval.seconds(600 << Int64(min(tries, 8))), .seconds(86_400))
    }

    func document(_ key: MasterKey) throws(EngineError) -> StoredDocument {
        let text = String(decoding: try StoredJSON.encode(self), as: UTF8.self)
        do {
            return StoredDocument(
                kind: Self.kind, name: name, bytes: try key.seal(Secret(text), as: "\(Self.kind)/\(name)"))
        } catch {
            throw EngineError(error)
        }
    }

    static func read(_ document: StoredDocument, _ key: MasterKey) throws(EngineError) -> ErasureJob {
        let text: String
        do { text = try key.unseal(document.bytes, as: "\(kind)/\(document.name)").exposed(to: .seal) } catch {
            throw EngineError(error)
        }
        return try StoredJSON.decode(ErasureJob.self, from: Data(text.utf8), "an erasure")
    }
}
