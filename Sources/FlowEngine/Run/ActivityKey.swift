import Crypto
import EngineStore

/// The idempotency key of an activity: the same for every call of it and in every process.
enum ActivityKey {
    /// SHA-256 of `run/activity` in hexadecimal, cut to the 40 characters that the tightest vendor takes.
    static func key(of activity: String, in run: RunID) -> String {
        SHA256.hash(data: Array("\(run.text)/\(activity)".utf8)).prefix(20).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
