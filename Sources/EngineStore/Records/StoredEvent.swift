import Crypto
public import FoundationEssentials
public import Vocabulary

/// Something that happened to a run, as it is kept for good.
public struct StoredEvent: Hashable, Sendable {
    public let run: RunID
    /// 1 for the first event of a run, then without a gap.
    public let sequence: Int64
    public let at: Moment
    /// The kind of event, in clear.
    public let kind: String
    public let body: Sealed
    public let hash: EventHash

    package init(run: RunID, sequence: Int64, at: Moment, kind: String, body: Sealed, hash: EventHash) {
        self.run = run
        self.sequence = sequence
        self.at = at
        self.kind = kind
        self.body = body
        self.hash = hash
    }

    /// The event that follows `previous`.
    package init(_ event: NewEvent, run: RunID, sequence: Int64, after previous: EventHash) {
        self.init(
            run: run, sequence: sequence, at: event.at, kind: event.kind, body: event.body,
            hash: EventHash(
                after: previous, run: run, sequence: sequence, at: event.at, kind: event.kind, body: event.body))
    }

    /// Whether the event, as it stands, follows `previous`.
    public func follows(_ previous: EventHash) -> Bool {
        hash == EventHash(after: previous, run: run, sequence: sequence, at: at, kind: kind, body: body)
    }
}

/// A link of the chain that ties each event to all before it.
///
/// SHA-256 over the previous hash (32 zero bytes before the first event), the run, the sequence number, the kind, the
/// time and the body; texts and bytes behind their length, numbers as eight bytes, big-endian. It covers sealed bytes
/// only, so that a chain can be verified without a key and after an erasure.
public struct EventHash: Hashable, Sendable {
    public let bytes: Data

    /// Before the first event.
    public static let start = EventHash(stored: Data(count: 32))

    package init(stored bytes: Data) { self.bytes = bytes }

    init(after previous: EventHash, run: RunID, sequence: Int64, at: Moment, kind: String, body: Sealed) {
        // An array: appending single bytes to `Data` costs more than the hash.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128 + kind.utf8.count + body.count)
        bytes.append(contentsOf: previous.bytes)
        bytes.appendMeasured(run.text.utf8)
        bytes.appendBigEndian(sequence)
        bytes.appendMeasured(kind.utf8)
        bytes.appendBigEndian(at.milliseconds)
        bytes.appendMeasured(body.bytes)
        self.bytes = Data(SHA256.hash(data: bytes))
    }
}

extension [UInt8] {
    fileprivate mutating func appendMeasured(_ field: some Collection<UInt8>) {
        appendBigEndian(Int64(field.count))
        append(contentsOf: field)
    }
}
