/// Why a sandbox could not be started, or would not take a script.
public struct SandboxError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable {
        case portTaken = "port-taken"
        case cannotListen = "cannot-listen"
        /// A pack without `stories.yaml` can be called and not played.
        case noStories = "no-stories"
        case badScript = "bad-script"
        case effectLog = "effect-log"
        /// No pack of that name is played.
        case unknownVendor = "unknown-vendor"
    }

    public var code: Code
    public var description: String

    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
