import Expressions
import Synchronization
public import Vendors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One thing that was created or changed at a played vendor. Holds nothing of a person.
public struct SandboxEffect: Hashable, Sendable, Codable {
    /// Counted from 1 over all vendors of the sandbox.
    public var number: Int
    public var vendor: String
    public var operation: String
    public var kind: StoryEffect.Kind
    public var verification: String
    /// The idempotency key that the request carried.
    public var key: String?

    public init(
        number: Int, vendor: String, operation: String, kind: StoryEffect.Kind, verification: String, key: String?
    ) {
        self.number = number
        self.vendor = vendor
        self.operation = operation
        self.kind = kind
        self.verification = verification
        self.key = key
    }

    var json: Value {
        var members: [MapKey: Value] = [
            "number": .int(Int64(number)), "vendor": .string(vendor), "operation": .string(operation),
            "kind": .string(kind.rawValue), "verification": .string(verification),
        ]
        if let key { members["key"] = .string(key) }
        return .map(members)
    }
}

/// Effects in the order of happening, in memory and as JSON lines in a file.
///
/// A line is written before the answer leaves: what a client saw is in the log.
final class EffectLog: Sendable {
    private let entries = Mutex<[SandboxEffect]>([])
    private let file: LineFile?

    init(path: String?) throws(SandboxError) {
        file = if let path { try LineFile(path) } else { nil }
    }

    var all: [SandboxEffect] { entries.withLock { $0 } }

    func record(_ effect: StoryEffect, of vendor: String) throws(SandboxError) {
        try entries.withLock { (entries) throws(SandboxError) in
            let entry = SandboxEffect(
                number: entries.count + 1, vendor: vendor, operation: effect.operation, kind: effect.kind,
                verification: effect.verification, key: effect.key)
            entries.append(entry)
            try file?.write(JSONText.encode(entry.json))
        }
    }
}

/// A file that grows by whole lines; an older one of the same name is emptied.
private final class LineFile: Sendable {
    private let descriptor: Int32
    private let path: String

    init(_ path: String) throws(SandboxError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw SandboxError(.effectLog, "`\(path)` cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(descriptor) }

    func write(_ line: [UInt8]) throws(SandboxError) {
        var rest = (line + [0x0A])[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { bytes in
                #if canImport(Glibc)
                    Glibc.write(descriptor, bytes.baseAddress, bytes.count)
                #elseif canImport(Musl)
                    Musl.write(descriptor, bytes.baseAddress, bytes.count)
                #else
                    Darwin.write(descriptor, bytes.baseAddress, bytes.count)
                #endif
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else {
                throw SandboxError(.effectLog, "`\(path)` cannot be written: \(String(cString: strerror(errno)))")
            }
            rest = rest.dropFirst(written)
        }
    }
}
