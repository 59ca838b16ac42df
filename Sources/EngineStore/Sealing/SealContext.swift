/// The place that a sealed record belongs to.
///
/// It is authenticated with the record (the "additional data" of AES-GCM), so that a record which was moved to
/// another run, another number or another name does not open.
public struct SealContext: Hashable, Sendable {
    public let run: RunID
    private let kind: Kind
    private let name: String
    private let number: Int64

    private enum Kind: String { case event, snapshot, activity, media }

    /// The body of the event with this sequence number.
    public static func event(_ run: RunID, sequence: Int64) -> SealContext {
        SealContext(run: run, kind: .event, name: "", number: sequence)
    }

    /// The state of the run after the event with this sequence number.
    public static func snapshot(_ run: RunID, sequence: Int64) -> SealContext {
        SealContext(run: run, kind: .snapshot, name: "", number: sequence)
    }

    /// The state of an activity at this revision, the first being 1.
    public static func activity(_ run: RunID, id: String, revision: Int64) -> SealContext {
        SealContext(run: run, kind: .activity, name: id, number: revision)
    }

    /// A picture or another file, by a name like `selfie#1`.
    public static func media(_ run: RunID, name: String) -> SealContext {
        SealContext(run: run, kind: .media, name: name, number: 0)
    }

    /// Unambiguous bytes: the parts before the name hold no zero byte, the name is last but for eight fixed bytes.
    var authenticated: [UInt8] {
        var bytes = Array("trustflow.seal.1\u{0}\(run.text)\u{0}\(kind.rawValue)\u{0}\(name)\u{0}".utf8)
        bytes.appendBigEndian(number)
        return bytes
    }
}

extension [UInt8] {
    package mutating func appendBigEndian(_ number: Int64) {
        let bits = UInt64(bitPattern: number)
        for shift in stride(from: 56, through: 0, by: -8) { append(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
    }
}
